import * as z from 'zod/mini'

/** Name of a piece of content 内容编码, and of what stands in it: a type, a scene, a field, an item, a question. */
export const ContentCode = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/))
