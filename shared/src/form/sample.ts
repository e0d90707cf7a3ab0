import type { Result } from '../result'
import type { Answers } from './answers'
import { readForm } from './fill'
import { fieldsOf, type Form } from './form-schema'
import type { FormRefusal } from './refusals'

/** Stands for a file or a licence that is there. */
const SOME_ID = '0'.repeat(26)

/** The answers of a form's sample 示例样表, read as they would be if they were handed in; null where it has none. */
export function readSample(form: Form): Result<Answers, FormRefusal[]> | null {
  if (!form.sample) return null
  const { filledOn, answers } = form.sample
  const taken = fieldsOf(form).flatMap((field): (readonly [string, string | readonly string[]])[] => {
    if (field.kind === 'file') return [[field.code, [SOME_ID]]]
    if (field.kind === 'licence' || field.kind === 'signature') return [[field.code, SOME_ID]]
    return field.kind === 'declaration' ? [[field.code, 'agreed']] : []
  })
  return readForm({ form, answers: { ...Object.fromEntries(taken), ...answers }, today: filledOn })
}
