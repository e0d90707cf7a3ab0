import type { ApplicationView, ContestedField } from '@zsb/shared/application'
import { fieldsOf } from '@zsb/shared/form'
import { forgetDraft, useDraft } from '@/platform/draft'
import { isSensitive, sourcedCodes } from './apply.flow'

const nameOf = ({ id }: Pick<ApplicationView, 'id'>) => `contested.${id}`
const NOTHING: Record<string, string> = {}

export interface Contested {
  /** What is said to be right, by field. */
  says: Readonly<Record<string, string>>
  /** 信息有误; an empty text takes it back. */
  contest: (code: string, says: string) => void
}

/** What the applicant says is wrong with values from elsewhere 信息有误, kept with the draft on the phone; what its source has meanwhile put right is gone. */
export function useContested(
  { id, form, sourced }: Pick<ApplicationView, 'id' | 'form' | 'sourced'>,
  { atCounter = false }: { atCounter?: boolean | undefined },
): Contested {
  // A counter keeps nothing of anybody.
  const memoryOnly = fieldsOf(form)
    .filter((field) => atCounter || isSensitive(field))
    .map(({ code }) => code)
  const { typed, type } = useDraft(nameOf({ id }), NOTHING, { memoryOnly, saved: null })
  const says = Object.fromEntries(sourcedCodes(sourced).flatMap((code) => (typed[code] ? [[code, typed[code]] as const] : [])))
  return { says, contest: (code, text) => type(code)(text.trim()) }
}

/** The same as the server tells it, by field. */
export const saysOf = (contested: ApplicationView['contested']): Contested['says'] =>
  Object.fromEntries((contested ?? []).map(({ field, says }) => [field, says]))

/** What of it goes along when it is handed in: nothing, where nothing is said to be wrong. */
export const contestedToSend = (says: Contested['says']): { contested?: ContestedField[] } =>
  Object.keys(says).length === 0 ? {} : { contested: Object.entries(says).map(([field, text]) => ({ field, says: text })) }

/** It was handed in. */
export const forgetContested = (application: Pick<ApplicationView, 'id'>): void => forgetDraft(nameOf(application))
