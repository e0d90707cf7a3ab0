/** A field that is missing or of the wrong form; each protocol says it in its own words. */
export class FieldProblem extends Error {
  constructor(readonly field: string) {
    super(`field ${field} is missing or wrong`)
  }
}

/** The fields of a request body somebody else wrote. */
export interface Fields {
  text: (name: string) => string
  optionalText: (name: string) => string | undefined
  count: (name: string, fallback: number) => number
  optionalCount: (name: string) => number | undefined
  oneOf: <Choice extends string>(name: string, choices: readonly Choice[]) => Choice
  flag: (name: string) => boolean
  within: (name: string) => Fields
  /** Names and values whose values are plain, e.g. the parameters of a message. */
  record: (name: string) => Record<string, unknown>
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws FieldProblem from the returned readers, and at once when `body` is no object */
export function readFields(body: unknown): Fields {
  if (!isRecord(body)) throw new FieldProblem('body')
  const own = (name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined)
  const optionalText = (name: string): string | undefined => {
    const value = own(name)
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value !== 'string' || value.length > 4000) throw new FieldProblem(name)
    return value
  }
  const optionalCount = (name: string): number | undefined => {
    const value = own(name)
    if (value === undefined || value === null || value === '') return undefined
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw new FieldProblem(name)
    return number
  }
  const text = (name: string): string => {
    const value = optionalText(name)
    if (value === undefined) throw new FieldProblem(name)
    return value
  }
  return {
    text,
    optionalText,
    optionalCount,
    count: (name, fallback) => optionalCount(name) ?? fallback,
    oneOf: (name, choices) => {
      const value = text(name)
      const choice = choices.find((candidate) => candidate === value)
      if (choice === undefined) throw new FieldProblem(name)
      return choice
    },
    flag: (name) => {
      const value = own(name)
      if (typeof value !== 'boolean') throw new FieldProblem(name)
      return value
    },
    within: (name) => {
      const value = own(name)
      if (!isRecord(value)) throw new FieldProblem(name)
      return readFields(value)
    },
    record: (name) => {
      const value = own(name)
      if (!isRecord(value)) throw new FieldProblem(name)
      return value
    },
  }
}
