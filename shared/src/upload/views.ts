import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Ulid } from '../ulid'
import { UploadKind } from './kind'
import { UPLOAD_LIMITS } from './limits'

/** A file 上传件 as its owner sees it. It has no name: what a phone calls its files is nobody's business and nobody's path. */
export const UploadView = z.object({
  id: z.string(),
  /** The material, or the field of a form, that it was sent for. */
  material: z.string(),
  /** receiving 正在收 · checked 已查验, only then it can be looked at or handed in. */
  state: z.enum(['receiving', 'checked']),
  /** Null until it was checked. */
  kind: z.nullable(UploadKind),
  sizeBytes: z.number(),
  /** Numbers of the parts that have not come yet. */
  missing: z.array(z.number()),
  pages: z.number(),
  /** The first page, small: JPEG in base64. */
  thumb: z.nullable(z.string()),
  at: z.string(),
  /** It belongs to a case and stays with it. */
  handedIn: z.boolean(),
})
export type UploadView = z.infer<typeof UploadView>
export const UploadList = z.object({ items: z.array(UploadView), next: z.nullable(z.string()) })
export type UploadList = z.infer<typeof UploadList>

/** 开始上传: nothing of the file but its size. */
export const BeginUpload = z.strictObject({ material: ContentCode, sizeBytes: z.int().check(z.minimum(0), z.maximum(2_147_483_647)) })

const most = Math.ceil(UPLOAD_LIMITS.partBytes / 3) * 4
/** One part 分片. */
export const UploadPart = z.strictObject({
  base64: z.string().check(z.minLength(4), z.maxLength(most), z.regex(/^[A-Za-z0-9+/]+={0,2}$/)),
  /** Of the bytes, as `crc32` gives it: what a phone read wrongly is not kept. */
  crc32: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
})
export type UploadPart = z.infer<typeof UploadPart>

/** A page of it as a picture: what we made of the file, never the file. */
export const UploadPicture = z.object({ mediaType: z.literal('image/jpeg'), width: z.number(), height: z.number(), base64: z.string() })
export type UploadPicture = z.infer<typeof UploadPicture>

/** Files handed in for one material or field. */
export const UploadIds = z.array(Ulid).check(z.minLength(1), z.maxLength(UPLOAD_LIMITS.perMaterial))

/** A file of a case 办件附件 as its applicant and the window see it. */
export const CaseUpload = z.object({ id: z.string(), kind: UploadKind, pages: z.number(), thumb: z.string(), at: z.string() })
export type CaseUpload = z.infer<typeof CaseUpload>
