import * as z from 'zod/mini'
import { ContentCode } from '../content'

const code = ContentCode
const text = z.string().check(z.minLength(1), z.maxLength(80))

/** An occasion to show a licence 用证场景. */
export const Scene = z.strictObject({
  code,
  version: z.int(),
  zh: text,
  en: text,
  /** The clerk must compare the photo with the person 人证一致 (R32). */
  identifiesPerson: z.boolean(),
  /** Older than this, the status is asked for again; where that fails the verdict is 查不到. */
  statusMaxAgeSeconds: z.int().check(z.minimum(1)),
  purposes: z.array(z.strictObject({ code, zh: text, en: text })).check(z.minLength(1)),
})
export type Scene = z.infer<typeof Scene>
