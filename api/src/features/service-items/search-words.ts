import * as z from 'zod/mini'
import { ContentCode } from '@zsb/shared/content'

const word = z.string().check(z.trim(), z.minLength(1), z.maxLength(20))

/**
 * What people say for what offices write 搜索词表, as data: words of a group mean the first of them; ignored ones carry no meaning here.
 * Other words for one item alone stand in the item itself 同义词.
 */
export const SearchWords = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  groups: z.array(z.array(word).check(z.minLength(1), z.maxLength(40))).check(z.maxLength(1_000)),
  ignored: z.array(word).check(z.maxLength(500)),
})
export type SearchWords = z.infer<typeof SearchWords>
