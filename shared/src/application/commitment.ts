import * as z from 'zod/mini'
import { ContentCode } from '../content'

interface Words {
  zh: string
  en: string
}

const told = z.strictObject({ zh: z.string().check(z.minLength(20), z.maxLength(600)), en: z.string().check(z.minLength(20), z.maxLength(900)) })

/**
 * 容缺受理承诺书 as versioned data (domain.md §6): what an applicant promises who brings secondary materials later, and how soon before the last
 * day he is reminded. `{item}` and `{days}` (working days after acceptance) are filled in; a case keeps the version that was agreed to.
 */
export const GapCommitment = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  text: told,
  /** Calendar days before the last day. */
  remindDaysBefore: z.int().check(z.minimum(1), z.maximum(10)),
})
export type GapCommitment = z.infer<typeof GapCommitment>

/** Code of the one that is asked for. */
export const GAP_COMMITMENT = 'gap'

/** The words that are agreed to, in both languages. */
export function fillCommitment({ text }: Pick<GapCommitment, 'text'>, { item, days }: { item: Words; days: number }): Words {
  const fill = (language: keyof Words) => text[language].replace(/\{item\}/g, () => item[language]).replace(/\{days\}/g, String(days))
  return { zh: fill('zh'), en: fill('en') }
}
