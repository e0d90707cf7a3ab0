import type { ContestedField } from '@zsb/shared/application'
import { fieldsOf, readAnswer, refuse, type Answers, type Form, type FormField } from '@zsb/shared/form'
import type { FieldProblem } from '../../platform/http/app-error'

interface Said {
  form: Form
  contested: readonly ContestedField[]
  /** Values as their sources have them now. */
  sourced: Readonly<Record<string, string>>
  today: string
}

/**
 * 信息有误: what the applicant says is wrong with values that were filled in from elsewhere. It changes none of them: the source's stands, and whoever
 * handles the case sees both. What the source says by now as well is no longer in question.
 * @returns each with its field, read by that field's own rules, or what is wrong with it
 */
export function readContests({ form, contested, sourced, today }: Said): { contests: ContestedField[]; problems: FieldProblem[] } {
  const contests: ContestedField[] = []
  const problems: FieldProblem[] = []
  for (const { field: code, says } of contested) {
    const field = fieldsOf(form).find((each) => each.code === code)
    if (!field?.source || field.kind === 'computed' || !Object.hasOwn(sourced, code) || contests.some((each) => each.field === code)) {
      problems.push(refuse(`/contested/${field ? code : ''}`, 'unknownField'))
      continue
    }
    const read = readAnswer(field, says, { pointer: `/answers/${code}`, today })
    if (!read.ok) problems.push(...read.error)
    else if (typeof read.value === 'string' && read.value !== sourced[code]) contests.push({ field: code, says: read.value })
  }
  return { contests, problems }
}

interface OfPart {
  /** Of a bundle 一件事: field of the part's form → field of the one form. */
  fields: Readonly<Record<string, string>>
  contests: readonly ContestedField[]
  /** The part as it is handed in now: what its source says by now as well is no longer in question. */
  answers: Answers
}

/** What was said of the one form, by the fields of a part's own 子项: its department sees what concerns it. */
export const contestsOfPart = ({ fields, contests, answers }: OfPart): ContestedField[] =>
  Object.entries(fields).flatMap(([field, asked]) => {
    const says = contests.find((each) => each.field === asked)?.says
    return says === undefined || answers[field] === undefined || answers[field] === says ? [] : [{ field, says }]
  })

/** What was said of a field, for whoever looks at the case. */
export const contestOf = (field: FormField, contests: readonly ContestedField[]): string | null =>
  contests.find((each) => each.field === field.code)?.says ?? null
