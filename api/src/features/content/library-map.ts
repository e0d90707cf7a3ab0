import { SensitivePurpose } from '@zsb/shared/privacy'
import * as z from 'zod/mini'
import { ContentCode } from '@zsb/shared/content'

const code = ContentCode
const words = { zh: z.string().check(z.minLength(1)), en: z.string().check(z.minLength(1)) }

/**
 * On what a library is read for a holder 归集依据 (R21): a law, or a separate consent 单独同意 where what it keeps is sensitive
 * (个人信息保护法 art. 29), which ends with its withdrawal.
 */
export const GatheringBasis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('law'), ...words }),
  z.strictObject({ kind: z.literal('consent'), purpose: SensitivePurpose }),
])
export type GatheringBasis = z.infer<typeof GatheringBasis>

/**
 * How a department's library 证照库 names what our licence types name: its states and its items 信息项, as data, so that a
 * licence type it newly keeps needs no code. An item goes to one field or several; `field:time` takes the time of day only.
 * Items under `*` hold for every type; an item that bears the field's own code needs no row.
 */
export const LibraryMap = z.strictObject({
  code: z.enum(['police', 'hrss', 'market', 'health', 'disabled']),
  version: z.int().check(z.minimum(1)),
  ...words,
  basis: GatheringBasis,
  states: z.record(z.string(), code),
  items: z.record(z.string(), z.record(z.string(), z.array(z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}(:time)?$/))))),
  /** Code lists of the library, by field: what is written for what. */
  values: z.record(code, z.record(z.string(), z.string())),
})
export type LibraryMap = z.infer<typeof LibraryMap>
