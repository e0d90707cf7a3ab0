import { maskPersonName } from '@zsb/shared/identity'
import { readStored, removeStored, writeStored } from './storage'

/** An answer kept on the device, and when it left the server. */
export interface Kept<T> {
  data: T
  at: string
}

/** Fields that hold a person's name where they are a plain string; a pair of languages under the same name is the name of a thing. */
const NAMES = new Set(['name', 'holderName'])

/** Names as a stranger may see them who finds the phone: numbers come masked from the server already (R30). */
function masked(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return NAMES.has(field) ? maskPersonName(value) : value
  if (Array.isArray(value)) return value.map((item) => masked(item, field))
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)]))
  return value
}

const keyOf = (owner: string, name: string) => `kept.${owner}.${name}`

/** What this person's device kept under `name`; wiped on sign-out. */
export const readKept = <T>(owner: string, name: string): Kept<T> | null => readStored<Kept<T>>(keyOf(owner, name))
export const forgetKept = (owner: string, name: string): void => removeStored(keyOf(owner, name))
export const writeKept = <T>(owner: string, name: string, { data, at }: Kept<T>): void => void writeStored(keyOf(owner, name), { data: masked(data), at })
