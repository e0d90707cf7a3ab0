import { checkDeclaration, type DeclarationView, type DeclareHealth, type HealthPerson } from '@zsb/shared/health-code'
import type { Form, SoFar } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { useEffect, useState } from 'react'
import { answersToSend, encodeAnswer, filledOf, readFilled, refusalsLeft, useLeft, type Filled, type Refusal } from '@/features/applications'
import { serverNow } from '@/platform/clock'
import { useDraft } from '@/platform/draft'
import { showField } from '@/platform/show-field'
import { useDraftSaved } from '@/ui'
import { draftOf, handIn, useWaiting, type Sent } from './waiting'

/** Texts by code; a form is data, so its fields are not known here. */
const NOTHING: Record<string, string> = {}

export interface Declaring {
  filled: Filled
  read: Omit<SoFar, 'problems'> & { problems: readonly Refusal[] }
  /** Of what was left already, or of all once it was to be sent; and what the server refused. */
  refusals: readonly Refusal[]
  judged: boolean
  sending: boolean
  fill: (code: string, value: unknown) => void
  leave: (code: string, part?: string) => void
  removeRow: (code: string, row: number) => void
  /** Null: something is wrong, and it is shown. */
  send: () => Promise<Sent | null>
}

/** A declaration while it is filled in: on the phone with every letter, sent once. `corrects`: the one whose place it takes. */
export function useDeclaring({ form, person, corrects }: { form: Form; person: HealthPerson; corrects: DeclarationView | null }): Declaring {
  const { personId } = person
  const draft = useDraft(draftOf(personId, corrects?.id), NOTHING, { saved: useDraftSaved() })
  const [judged, judge] = useState(false)
  const [sending, setSending] = useState(false)
  const [place, jump] = useState<{ id: string } | null>(null)
  useEffect(() => {
    if (place) showField(place.id)
  }, [place])
  const { refused } = useWaiting(personId)
  const given = { form, answers: refused?.answers ?? corrects?.answers ?? {}, sourced: [] }
  const filled = filledOf(given, draft.typed)
  const today = toCalendarDate(serverNow())
  const byForm = readFilled(given, filled, today)
  // What a form cannot say of itself is looked at here as by the server.
  const read = { ...byForm, problems: [...byForm.problems, ...checkDeclaration(byForm.answers, today)] }
  const byServer = (refused?.problem.fields ?? []).map(({ pointer, zh, en }) => ({ pointer: pointer.replace(/^(\/body)?\/answers/, ''), zh, en }))
  const fill = (code: string, value: unknown) => draft.type(code)(encodeAnswer(value))
  const { left, leave, removeRow } = useLeft(filled, fill)
  return {
    filled,
    read,
    refusals: [...byServer, ...(judged ? read.problems : refusalsLeft(read.problems, left))],
    judged,
    sending,
    fill,
    leave,
    removeRow,
    send: async () => {
      judge(true)
      const wrong = read.asked.find((code) => read.problems.some(({ pointer }) => pointer.split('/')[1] === code))
      if (wrong !== undefined) {
        jump({ id: `field-${wrong}` })
        return null
      }
      const body: DeclareHealth = {
        personId,
        formVersion: form.version,
        answers: answersToSend(given, filled, byForm),
        filledAt: new Date().toISOString(),
        ...(corrects && { corrects: corrects.id }),
      }
      setSending(true)
      try {
        return await handIn(body)
      } finally {
        setSending(false)
      }
    },
  }
}
