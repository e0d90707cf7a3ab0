import * as z from 'zod/mini'

/** Kinds of identity documents 身份证件类型; codes after GB/T 36903 annex as implemented. Formats are content. */
export const DocumentType = z.enum([
  'residentId',
  'foreignPermanentResidentId',
  'hongKongMacauResidencePermit',
  'taiwanResidencePermit',
  'mainlandTravelPermit',
  'taiwanCompatriotPermit',
  'passport',
  'birthCertificate',
])
export type DocumentType = z.infer<typeof DocumentType>

/** How a number of a kind is written, and where it can be checked: `content/identity-documents/*.json`. */
export const IdentityDocumentFormat = z.strictObject({
  code: DocumentType,
  version: z.int(),
  zh: z.string(),
  en: z.string(),
  /** Code of GB/T 36903 annex: 111 公民身份号码 … */
  exchangeCode: z.string().check(z.regex(/^\d{3}$/)),
  /** Regular expression of the whole number after `normaliseNumber`; alternatives for old and new cards. */
  pattern: z.string(),
  /** `gb11643WhenEighteen`: the present 18-character form carries the check of GB 11643, the older form has none of its kind. */
  check: z.enum(['gb11643', 'gb11643WhenEighteen', 'none']),
  /** First digits a number of the kind may have; empty where all may. */
  regions: z.array(z.string()),
  checkedAt: z.enum(['register', 'window']),
  example: z.string(),
})
export type IdentityDocumentFormat = z.infer<typeof IdentityDocumentFormat>
