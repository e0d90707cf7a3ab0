import type { MongoBulkWriteError } from 'mongodb'

const DUPLICATE_KEY = 11_000

/**
 * Places in a bulk whose document met one that is there already. Null where the server refused for another reason, where the majority
 * did not confirm, or where the cause is no bulk's: then nobody knows. A lost connection comes wrapped in a bulk error without a single
 * write error.
 */
export function duplicatesOf(cause: unknown): number[] | null {
  const { writeErrors, result } = (cause ?? {}) as Partial<MongoBulkWriteError> & { result?: { getWriteConcernError?: () => unknown } }
  const failures = writeErrors === undefined ? [] : Array.isArray(writeErrors) ? writeErrors : [writeErrors]
  const isKnown = failures.length > 0 && failures.every(({ code }) => code === DUPLICATE_KEY) && result?.getWriteConcernError?.() === undefined
  return isKnown ? failures.map(({ index }) => index) : null
}
