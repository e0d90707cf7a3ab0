const BRANCHING = new Set(['$and', '$or', '$nor'])
const NAMES_OF_OBJECTS = new Set(['__proto__', 'constructor', 'prototype'])

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Why a filter could match more than its writer meant, or null (R12): nothing in it, a value that is undefined, a list of
 * branches that is empty or has an empty branch, or an operator at the top that is no list of branches (`$where`, `$expr`,
 * `$comment`, `$text`): the driver's own collection is there for those.
 */
export function openFilterReason(filter: Record<string, unknown>): string | null {
  const pending = [filter]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const members = Object.entries(next)
    if (members.length === 0) return 'nothing in it'
    for (const [name, value] of members) {
      if (value === undefined) return 'an undefined value'
      if (NAMES_OF_OBJECTS.has(name)) return 'a name that objects have'
      if (!name.startsWith('$')) continue
      if (!BRANCHING.has(name)) return 'an operator at the top'
      if (!Array.isArray(value) || value.length === 0 || !value.every(isBranch)) return 'an empty list of branches'
      pending.push(...value)
    }
  }
  return null
}
