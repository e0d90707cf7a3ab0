import * as z from 'zod/mini'
import { PaperCode } from './template'

const named = z.object({ zh: z.string(), en: z.string() })

/** A paper 文书 as it is read on the phone and printed; the Chinese text is the one that holds. */
export const PaperDocument = z.object({
  code: PaperCode,
  title: named,
  /** 文号. */
  number: z.string(),
  addressee: z.string(),
  /** Sentences and lists in their order; `drawn`: the lines of a signature 手写签名 that stands below. */
  pieces: z.array(z.object({ text: z.nullable(named), list: z.nullable(z.array(named)), drawn: z.optional(z.string()) })),
  remedies: z.nullable(named),
  office: named,
  /** `YYYY-MM-DD`. */
  madeOn: z.string(),
  /** The office's seal stands on the printed one. */
  sealed: z.boolean(),
})
export type PaperDocument = z.infer<typeof PaperDocument>

/** A paper as a file: PDF in base64, small enough for one answer on every platform. */
export const PaperFile = z.object({ fileName: z.string(), base64: z.string() })
export type PaperFile = z.infer<typeof PaperFile>
