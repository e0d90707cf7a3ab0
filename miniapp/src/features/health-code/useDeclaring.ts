import type { DeclarationView, DeclareHealth, HealthPerson } from '@zsb/shared/health-code'
import type { Form } from '@zsb/shared/form'
import { useState } from 'react'
import { useDraft } from '@/platform/draft'
import { useDraftSaved } from '@/ui'
import { useDeclarationForm, type DeclarationFilling } from './useDeclarationForm'
import { draftOf, handIn, useWaiting, type Sent } from './waiting'

/** Texts by code; a form is data, so its fields are not known here. */
const NOTHING: Record<string, string> = {}

export interface Declaring {
  filling: DeclarationFilling
  sending: boolean
  /** Null: something is wrong, and it is shown. */
  send: () => Promise<Sent | null>
}

/** A declaration while it is filled in: on the phone with every letter, sent once. `corrects`: the one whose place it takes. */
export function useDeclaring({ form, person, corrects }: { form: Form; person: HealthPerson; corrects: DeclarationView | null }): Declaring {
  const { personId } = person
  const draft = useDraft(draftOf(personId, corrects?.id), NOTHING, { saved: useDraftSaved() })
  const [sending, setSending] = useState(false)
  const { refused } = useWaiting(personId)
  const filling = useDeclarationForm({
    form,
    answers: refused?.answers ?? corrects?.answers ?? {},
    typed: draft.typed,
    type: (code, text) => draft.type(code)(text),
    problem: refused?.problem ?? null,
  })
  return {
    filling,
    sending,
    send: async () => {
      const said = filling.toSend()
      if (said === null) return null
      const body: DeclareHealth = { personId, ...said, filledAt: new Date().toISOString(), ...(corrects && { corrects: corrects.id }) }
      setSending(true)
      try {
        return await handIn(body)
      } finally {
        setSending(false)
      }
    },
  }
}
