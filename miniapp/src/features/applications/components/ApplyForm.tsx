import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { useEffect, useMemo } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { Page } from '@/ui'
import { caseFilling } from '../api'
import { applyCopy } from '../copy'
import { SigningProvider, type Signing } from '../signature/signing'
import { useFilling } from '../useFilling'
import { CheckBar, CheckStage } from './CheckStage'
import { FillBar, FillStage } from './FillStage'
import { ToWindow } from './ToWindow'
import { useContestSheet } from './useContestSheet'
import { useFillSheets } from './useFillSheets'

/** A draft from its first letter until it is handed in: one form in sections, the materials, then all of it once more. */
export function ApplyForm({ first, onDone }: { first: ApplicationView; onDone: (view: ApplicationView) => void }) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const filling = useFilling(first, { api: caseFilling, onDone })
  const { view } = filling.saving
  const { onAsk, onPostpone, sheets } = useFillSheets(filling, () => view)
  const { onContest, sheet } = useContestSheet(filling)
  const handedInElsewhere = view.status !== 'draft'
  useEffect(() => {
    if (handedInElsewhere) replaceWith(ENTRANCES.application, { id: view.id, from: 'draft' })
  }, [handedInElsewhere, view.id])
  const signing = useMemo<Signing>(() => ({ on: 'phone', caseId: view.id }), [view.id])
  return (
    <SigningProvider value={signing}>
      <Page
        title={pick(view.item)}
        onLeave={filling.checking ? filling.back : undefined}
        actions={filling.checking ? <CheckBar filling={filling} /> : <FillBar filling={filling} />}
        over={
          <>
            {sheets}
            {sheet}
          </>
        }
      >
        {filling.checking ? (
          <CheckStage filling={filling} />
        ) : (
          <FillStage
            filling={filling}
            lead={
              <View className="l-stack-tight">
                <View className="t-note">{words.office(pick(view.office))}</View>
                <ToWindow application={view} />
              </View>
            }
            onAsk={onAsk}
            onPostpone={onPostpone}
            onContest={onContest}
          />
        )}
      </Page>
    </SigningProvider>
  )
}
