import { answerText, isDrawn, type FormField } from '@zsb/shared/form'

/** An answer as the window reads it. */
export const displayOf = (field: FormField, value: unknown) => ({
  zh: answerText(field, value, { pick: ({ zh }) => zh }),
  en: answerText(field, value, { pick: ({ en }) => en }),
})

/** The lines of a signature, where the answer is one that was drawn. */
export const drawnOf = (field: FormField, value: unknown) => (isDrawn(field, value) ? { drawn: value } : {})
