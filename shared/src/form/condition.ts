import * as z from 'zod/mini'
import { ContentCode } from '../content'
import type { Answers } from './answers'

const code = ContentCode

/** When a field is asked 显示条件. */
export type Condition =
  | { field: string; is: string }
  | { field: string; in: string[] }
  | { field: string; filled: boolean }
  | { field: string; atLeast: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

export const Condition: z.ZodMiniType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: code, is: z.string() }),
    z.strictObject({ field: code, in: z.array(z.string()).check(z.minLength(1)) }),
    z.strictObject({ field: code, filled: z.boolean() }),
    z.strictObject({ field: code, atLeast: z.number() }),
    z.strictObject({ all: z.array(Condition).check(z.minLength(1)) }),
    z.strictObject({ any: z.array(Condition).check(z.minLength(1)) }),
    z.strictObject({ not: Condition }),
  ]),
)

/** Codes of the fields a condition looks at. */
export function fieldsNamed(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsNamed)
  if ('any' in condition) return condition.any.flatMap(fieldsNamed)
  if ('not' in condition) return fieldsNamed(condition.not)
  return [condition.field]
}

const isFilled = (value: Answers[string] | undefined): boolean =>
  value !== undefined && (typeof value === 'object' ? Object.keys(value).length > 0 : value !== '')

/** Whether a condition holds for the answers given so far; a field that is not asked has none. */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((each) => holds(each, answers))
  if ('any' in condition) return condition.any.some((each) => holds(each, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const value = answers[condition.field]
  const chosen = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : typeof value === 'string' ? [value] : []
  if ('is' in condition) return chosen.includes(condition.is)
  if ('in' in condition) return chosen.some((each) => condition.in.includes(each))
  if ('filled' in condition) return isFilled(value) === condition.filled
  return typeof value === 'string' && value !== '' && Number(value) >= condition.atLeast
}
