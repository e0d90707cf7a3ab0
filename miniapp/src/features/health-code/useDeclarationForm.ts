import { checkDeclaration, type DeclareAtWindow } from '@zsb/shared/health-code'
import type { Form } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { useEffect, useState } from 'react'
import { answersToSend, encodeAnswer, filledOf, readFilled, refusalsLeft, useLeft, type Filled, type Refusal } from '@/features/applications'
import { serverNow } from '@/platform/clock'
import type { ApiError } from '@/platform/request'
import { showField } from '@/platform/show-field'

interface Parts {
  form: Form
  /** What the fields begin with: nothing, or what was said before. */
  answers: Record<string, unknown>
  /** What was typed since, by the code of its field. */
  typed: Readonly<Record<string, string>>
  type: (code: string, text: string) => void
  /** Why the server did not take it. */
  problem: ApiError | null
}
export interface DeclarationFilling {
  form: Form
  filled: Filled
  read: ReturnType<typeof readFilled>
  /** Of what was left already, or of all once it was to be sent; and what the server refused. */
  refusals: readonly Refusal[]
  /** Places to put right, once it was to be sent. */
  wrong: number
  fill: (code: string, value: unknown) => void
  leave: (code: string, part?: string) => void
  removeRow: (code: string, row: number) => void
  /** Null where something is wrong: it is shown, and the first place of it comes into sight. */
  toSend: () => Pick<DeclareAtWindow, 'formVersion' | 'answers'> | null
}

/** The form of a declaration while it is filled in, on a phone or by a clerk; where the text is kept says the caller. */
export function useDeclarationForm({ form, answers, typed, type, problem }: Parts): DeclarationFilling {
  const [judged, judge] = useState(false)
  const [place, jump] = useState<{ id: string } | null>(null)
  useEffect(() => {
    if (place) showField(place.id)
  }, [place])
  const given = { form, answers, sourced: [] }
  const filled = filledOf(given, typed)
  const today = toCalendarDate(serverNow())
  const read = readFilled(given, filled, today)
  // What a form cannot say of itself is looked at here as by the server.
  const problems: readonly Refusal[] = [...read.problems, ...checkDeclaration(read.answers, today)]
  const byServer = (problem?.fields ?? []).map(({ pointer, zh, en }) => ({ pointer: pointer.replace(/^(\/body)?\/answers/, ''), zh, en }))
  const fill = (code: string, value: unknown) => type(code, encodeAnswer(value))
  const { left, leave, removeRow } = useLeft(filled, fill)
  return {
    form,
    filled,
    read,
    refusals: [...byServer, ...(judged ? problems : refusalsLeft(problems, left))],
    wrong: judged ? problems.length : 0,
    fill,
    leave,
    removeRow,
    toSend: () => {
      judge(true)
      const wrong = read.asked.find((code) => problems.some(({ pointer }) => pointer.split('/')[1] === code))
      if (wrong === undefined) return { formVersion: form.version, answers: answersToSend(given, filled, read) }
      jump({ id: `field-${wrong}` })
      return null
    },
  }
}
