import * as z from 'zod/mini'
import { err, ok, type Result } from '../result'
import { pointerPart } from './pointer'

export { ContentCode } from './code'
export * from './difference'
export { pointerPart } from './pointer'
export * from './publication'

/** One thing wrong with a content file, and where: a JSON pointer (RFC 6901). The message is «中文|English», as in a schema's own errors. */
export interface ContentProblem {
  pointer: string
  message: string
}

/** What a schema sees, in words, where it has none of its own. */
const SCHEMA_WORDS: Record<string, string> = {
  invalid_type: '缺少，或类型不对|missing, or of the wrong type',
  too_small: '太短、太小或太少|too short, too small or too few',
  too_big: '太长、太大或太多|too long, too large or too many',
  invalid_format: '格式不对|not in the right format',
  invalid_value: '不在可选范围内|not one of the allowed values',
  invalid_union: '不是允许的任何一种写法|none of the forms that are allowed',
}
const wordsOf = (issue: z.core.$ZodIssue): string => {
  if (issue.message.includes('|')) return issue.message
  if (issue.code !== 'unrecognized_keys') return SCHEMA_WORDS[issue.code ?? ''] ?? '不对|not right'
  const names = issue.keys.map((name) => name.replaceAll('|', '')).join(', ')
  return `有不认识的内容：${names}|something unknown stands here: ${names}`
}
/** The problems a schema found, each at its place. */
export const schemaProblems = (issues: readonly z.core.$ZodIssue[]): ContentProblem[] =>
  issues.map((issue) => ({ pointer: issue.path.map(pointerPart).join('') || '/', message: wordsOf(issue) }))
/** Notes a problem at its place. */
export type SayProblem = (pointer: string, message: string) => void

/** Says every entry that was there before, at its own place. */
export function checkUnique(codes: readonly string[], say: (index: number, code: string) => void): void {
  codes.forEach((code, i) => codes.indexOf(code) < i && say(i, code))
}

/** A content file as data, or everything that is wrong with it, each with its place: what its schema sees, then what that cannot see. */
export function readContent<S extends z.ZodMiniType>(
  schema: S,
  raw: unknown,
  checks: readonly ((content: z.infer<S>, say: SayProblem) => void)[],
): Result<z.infer<S>, ContentProblem[]> {
  const parsed = z.safeParse(schema, raw)
  if (!parsed.success) return err(schemaProblems(parsed.error.issues))
  const problems: ContentProblem[] = []
  for (const check of checks) check(parsed.data, (pointer, message) => problems.push({ pointer, message }))
  return problems.length > 0 ? err(problems) : ok(parsed.data)
}
