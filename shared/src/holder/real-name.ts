import * as z from 'zod/mini'
import { DocumentType, RealNameLevel, normaliseNumber, normalisePersonName, parsePersonName } from '../identity'

/** Name as on the document: letters, Han, spaces and the middle dot of transliterated names, in code points (security.md R26). */
export const PersonName = z.string().check(
  z.overwrite(normalisePersonName),
  z.refine((name) => parsePersonName(name).ok, '请按证件填写姓名|The name as on the document, please'),
)
/** As typed: full-width digits, blanks and small letters are put right before anything looks at it. */
export const DocumentNumber = z
  .string()
  .check(z.overwrite(normaliseNumber), z.regex(/^[A-Z0-9]{5,24}$/, '请按证件填写号码|The number as on the document, please'))

/** What somebody says of himself; nothing is believed before a register or a window confirms it. */
export const DocumentClaim = z.strictObject({ name: PersonName, documentType: DocumentType, number: DocumentNumber })
export type DocumentClaim = z.infer<typeof DocumentClaim>

/**
 * How a real-name check 实名核验 ended.
 * `passed` · `mismatch` name and number do not belong together · `notOnRecord` the register has no such number ·
 * `deceased` the register lists the person as dead · `underage` below 14, a guardian adds the child (个人信息保护法 art. 31) ·
 * `legacyNumber` a 15-digit number of the first generation · `numberWrong` the check digit is wrong, a slip of the pen ·
 * `windowOnly` this kind of document is checked at a window · `proofNeeded` another account holds this document, so a face check
 * or a window must show whose it is.
 */
export const RealNameOutcome = z.enum(['passed', 'mismatch', 'notOnRecord', 'deceased', 'underage', 'legacyNumber', 'numberWrong', 'windowOnly', 'proofNeeded'])
export type RealNameOutcome = z.infer<typeof RealNameOutcome>

/** The outcome with its sentence, why and what to do next. `merged` says that another account of the same person was joined. */
export const RealNameResult = z.object({
  outcome: RealNameOutcome,
  level: RealNameLevel,
  merged: z.boolean(),
  zh: z.string(),
  en: z.string(),
})
export type RealNameResult = z.infer<typeof RealNameResult>

/** A face check 人脸核验 at the certifying partner: the app opens `url`, then asks for the result by `ticket`. */
export const FaceCheckStarted = z.object({ ticket: z.string(), url: z.string(), expiresAt: z.string() })
export type FaceCheckStarted = z.infer<typeof FaceCheckStarted>
export const FaceCheckResult = z.object({ ...RealNameResult.shape, state: z.enum(['pending', 'passed', 'failed', 'expired']) })
export type FaceCheckResult = z.infer<typeof FaceCheckResult>

/**
 * The equal way without a face (人脸识别技术应用安全管理办法): the code is told to any window, which looks at the document.
 * `document` may be left out by somebody whose claim is already on record.
 */
export const WindowRequest = z.strictObject({ document: z.optional(DocumentClaim) })
export type WindowRequest = z.infer<typeof WindowRequest>
export const WindowRequestView = z.object({ code: z.string(), expiresAt: z.string() })
export type WindowRequestView = z.infer<typeof WindowRequestView>
export const WINDOW_CODE_LIFE_SECONDS = 900

const windowCode = z.string().check(z.regex(/^\d{8}$/, '请输入 8 位数字|Eight digits, please'))
/** What the clerk compares with the document in hand; reading it is an audited act (security.md R20). */
export const WindowLookup = z.strictObject({ code: windowCode })
export const WindowLookupView = z.object({ name: z.string(), documentType: DocumentType, number: z.string(), expiresAt: z.string() })
export type WindowLookupView = z.infer<typeof WindowLookupView>
/** The clerk has seen the document, and name, number and face fit. */
export const WindowConfirmation = z.strictObject({ code: windowCode, documentSeen: z.literal(true) })
export type WindowConfirmation = z.infer<typeof WindowConfirmation>
export const WindowConfirmed = z.object({ nameMasked: z.string(), level: RealNameLevel, merged: z.boolean() })
export type WindowConfirmed = z.infer<typeof WindowConfirmed>

/**
 * Why the window did not confirm 不予确认: the document is another's or does not fit the claim, the person is not the one on it,
 * it has run out or looks altered. The code is spent; the person may ask for a new one with the right claim.
 */
export const WindowRefusalReason = z.enum(['claimDiffers', 'personDiffers', 'documentEnded', 'documentDoubtful'])
export type WindowRefusalReason = z.infer<typeof WindowRefusalReason>
export const WindowRefusal = z.strictObject({ code: windowCode, reason: WindowRefusalReason })
export type WindowRefusal = z.infer<typeof WindowRefusal>
export const WindowRefused = z.object({ refusedAt: z.string() })
export type WindowRefused = z.infer<typeof WindowRefused>
