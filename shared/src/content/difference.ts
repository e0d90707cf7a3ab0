import { pointerPart } from './pointer'

/** One difference 差异 between two versions of a content file: where, and what stood and stands there, as JSON. */
export interface ContentDifference {
  /** A JSON pointer in which an element that has a code is told by it, so that what was only moved is not taken for new. */
  pointer: string
  kind: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
}

/** Longest piece of a value that is told. */
const LONGEST = 600

type Plain = Record<string, unknown>
const isObject = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => {
  const json = JSON.stringify(value)
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}…` : json
}

/** The codes of a list whose elements all have one of their own; null of any other list. */
function codesOf(list: readonly unknown[]): string[] | null {
  const codes = list.flatMap((element) => (isObject(element) && typeof element.code === 'string' ? [element.code] : []))
  return codes.length === list.length && new Set(codes).size === codes.length ? codes : null
}

/** A list as an object: by its elements' codes where both sides have them, else by place. */
function keyed(list: readonly unknown[], codes: readonly string[] | null): Plain {
  return Object.fromEntries(list.map((element, i) => [codes?.[i] ?? String(i), element]))
}

/**
 * Everything in which `after` differs from `before`, in the order of `before`, then what is new. A file that is new differs in everything
 * it holds: `before` is null.
 */
export function differenceOf(before: unknown, after: unknown): ContentDifference[] {
  const found: ContentDifference[] = []
  const compare = (pointer: string, one: Plain, other: Plain) => {
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const at = `${pointer}${pointerPart(name)}`
      if (!(name in other)) found.push({ pointer: at, kind: 'removed', before: text(one[name]), after: null })
      else if (!(name in one)) found.push({ pointer: at, kind: 'added', before: null, after: text(other[name]) })
      else compareValues(at, one[name], other[name])
    }
  }
  const compareValues = (pointer: string, one: unknown, other: unknown) => {
    if (isObject(one) && isObject(other)) return compare(pointer, one, other)
    if (Array.isArray(one) && Array.isArray(other)) return compareLists(pointer, one, other)
    if (JSON.stringify(one) !== JSON.stringify(other)) found.push({ pointer, kind: 'changed', before: text(one), after: text(other) })
  }
  const compareLists = (pointer: string, one: readonly unknown[], other: readonly unknown[]) => {
    const [codes, others] = [codesOf(one), codesOf(other)]
    const both = codes && others
    compare(pointer, keyed(one, both ? codes : null), keyed(other, both ? others : null))
    if (!both) return
    const [kept, stillKept] = [codes.filter((code) => others.includes(code)), others.filter((code) => codes.includes(code))]
    if (kept.join() !== stillKept.join()) found.push({ pointer, kind: 'changed', before: text(kept), after: text(stillKept) })
  }
  compareValues('', before ?? {}, after)
  return found
}
