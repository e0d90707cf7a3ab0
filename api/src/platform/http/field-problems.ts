import type * as z from 'zod/mini'
import type { FieldProblem } from './app-error'

type Issue = z.core.$ZodIssue

const SENTENCES: Record<string, { zh: string; en: string }> = {
  invalid_type: { zh: '类型不对或没有填写', en: 'Missing or of the wrong type' },
  too_small: { zh: '太短或太小', en: 'Too short or too small' },
  too_big: { zh: '太长或太大', en: 'Too long or too large' },
  invalid_format: { zh: '格式不对', en: 'Not in the right format' },
  unrecognized_keys: { zh: '包含不认识的内容', en: 'Contains something unknown' },
  invalid_value: { zh: '不在可选范围内', en: 'Not one of the allowed values' },
}
const OTHER = { zh: '填写有误', en: 'Not right' }

const escapePart = (part: PropertyKey) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * What is wrong, as JSON pointers with a sentence each; never repeats what was sent.
 * A schema may give its own sentence as `error: '中文|English'`.
 */
export function toFieldProblems(issues: readonly Issue[], root: string): FieldProblem[] {
  return issues.slice(0, 20).map((issue) => {
    const pointer = `/${root}${issue.path.map((part) => `/${escapePart(part)}`).join('')}`
    const own = issue.message.split('|')
    if (own.length === 2 && own[0] && own[1]) return { pointer, zh: own[0], en: own[1] }
    return { pointer, ...(SENTENCES[issue.code ?? ''] ?? OTHER) }
  })
}
