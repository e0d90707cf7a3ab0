import { Ulid } from '@zsb/shared/ulid'
import * as z from 'zod/mini'

export const ById = z.strictObject({ id: Ulid })
/** `no`: place of the move in the history. */
export const PaperOfCase = z.strictObject({ id: Ulid, no: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(200)) })
/** `no`: the page. */
export const PageOfUpload = z.strictObject({ id: Ulid, uploadId: Ulid, no: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(1_000)) })
export const PageLimit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20)
