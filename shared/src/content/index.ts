import * as z from 'zod/mini'
import { err, ok, type Result } from '../result'

/** Name of a piece of content 内容编码, and of what stands in it: a type, a scene, a field, an item, a question. */
export const ContentCode = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/))

/** One thing wrong with a content file, and where: a JSON pointer (RFC 6901). */
export interface ContentProblem {
  pointer: string
  message: string
}
/** Notes a problem at its place. */
export type SayProblem = (pointer: string, message: string) => void

/** A part of a JSON pointer. */
export const pointerPart = (part: PropertyKey): string => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`

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
  if (!parsed.success) return err(parsed.error.issues.map(({ path, message }) => ({ pointer: path.map(pointerPart).join('') || '/', message })))
  const problems: ContentProblem[] = []
  for (const check of checks) check(parsed.data, (pointer, message) => problems.push({ pointer, message }))
  return problems.length > 0 ? err(problems) : ok(parsed.data)
}
