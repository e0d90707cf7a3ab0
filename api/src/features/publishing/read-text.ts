import type { ContentProblem } from '@zsb/shared/content'
import { err, ok, type Result } from '@zsb/shared'

/** Deeper than any file needs, and less than what costs a validator its stack (R11). */
const DEEPEST = 32

function depthOf(value: unknown, depth = 1): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return depth
  return Math.max(depth, ...Object.values(value).map((inner) => depthOf(inner, depth + 1)))
}

/** Line and column of a place in a text, both from 1. */
function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

/** The JSON of a file as it stands in an editor, or where it stops being JSON. Names that every object has are no names of a file. */
export function readFileText(text: string): Result<unknown, ContentProblem[]> {
  let raw: unknown
  try {
    raw = JSON.parse(text, (name, value: unknown) => (name === '__proto__' ? undefined : value))
  } catch (cause) {
    const at = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
    if (at === undefined) return err([{ pointer: '/', message: '不是完整的 JSON：可能没有复制全|not complete JSON: part of it may be missing' }])
    const { line, column } = placeOf(text, Number(at))
    return err([{ pointer: '/', message: `不是 JSON：第 ${line} 行第 ${column} 个字符附近|not JSON: near line ${line}, column ${column}` }])
  }
  if (depthOf(raw) > DEEPEST) return err([{ pointer: '/', message: `嵌套超过 ${DEEPEST} 层|nested more than ${DEEPEST} deep` }])
  return ok(raw)
}
