import { useState, type ReactNode } from 'react'
import type { Fillable } from '../fillable'
import type { Filling } from '../useFilling'
import { ContestSheet } from './ContestSheet'

interface Contesting {
  onContest: (code: string) => void
  sheet: ReactNode
}

/**
 * 信息有误 of a form that is being filled in: what it should be goes along with it.
 * @param elsewhere where it is put right, as it is said at a counter, whose clerk opens nobody's wallet
 */
export function useContestSheet<V extends Fillable>({ saving: { view }, contested, contest }: Filling<V>, elsewhere?: string): Contesting {
  const [field, ask] = useState<string | null>(null)
  return {
    onContest: ask,
    sheet: (
      <ContestSheet
        key={field}
        form={view.form}
        field={field}
        says={contested[field ?? ''] ?? ''}
        onSay={(says) => {
          if (field) contest(field, says)
          ask(null)
        }}
        elsewhere={elsewhere}
        onClose={() => ask(null)}
      />
    ),
  }
}
