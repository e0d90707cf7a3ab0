import * as z from 'zod/mini'
import { ageOn } from '../family'
import { DocumentClaim } from '../holder'
import { PaperFile } from '../paper'
import { Ulid } from '../ulid'

/** 离线码, a health code on paper: for people of this age on, and for small children (domain.md §8). */
export const PRINTED_FOR_ELDERS_FROM = 60
export const PRINTED_FOR_CHILDREN_BELOW = 14
/** Over 60, or a small child; whoever's birthday nobody knows is neither. */
export function mayHavePrinted({ bornOn, today }: { bornOn: string | null; today: string }): boolean {
  const age = bornOn === null ? null : ageOn(bornOn, today)
  return age !== null && (age >= PRINTED_FOR_ELDERS_FROM || age < PRINTED_FOR_CHILDREN_BELOW)
}
/** Whoever a clerk prints or declares for 窗口代办, on his own signed consent: an elder. For a child its guardian does both, who alone consents for it. */
export const isServedAtWindow = ({ bornOn, today }: { bornOn: string | null; today: string }): boolean =>
  bornOn !== null && ageOn(bornOn, today) >= PRINTED_FOR_ELDERS_FROM
/** Longest life of one, days: as long as a health code can be switched on for. It ends with that sooner. */
export const PRINTED_CODE_DAYS = 180

/** 12 letters and digits without those that are mistaken for others, for the eye; it opens nothing. */
export const PRINTED_NUMBER = /^[0-9A-HJKMNP-TV-Z]{12}$/
export const formatPrintedNumber = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1 ')

/** One that is good now. It carries no colour. */
export const PrintedCodeView = z.object({
  id: z.string(),
  personId: z.string(),
  number: z.string(),
  /** By whom it was asked for: on a phone, or at a window. */
  channel: z.enum(['phone', 'window']),
  issuedAt: z.string(),
  /** Last day, `YYYY-MM-DD`. */
  validTo: z.string(),
})
export type PrintedCodeView = z.infer<typeof PrintedCodeView>
/** At most one for each person: a new one takes the place of the last. */
export const PrintedCodeList = z.object({ items: z.array(PrintedCodeView), next: z.null() })
export type PrintedCodeList = z.infer<typeof PrintedCodeList>

export const AskForPrinted = z.strictObject({ personId: Ulid })
export type AskForPrinted = z.infer<typeof AskForPrinted>
/** A code with the sheet to print 打印件. */
export const PrintedCode = z.object({ code: PrintedCodeView, file: PaperFile })
export type PrintedCode = z.infer<typeof PrintedCode>

/** At the window, by the document in the clerk's hand and with the person's signed consent. */
export const PrintAtWindow = z.strictObject({ person: DocumentClaim, documentSeen: z.literal(true), consentSigned: z.literal(true) })
export type PrintAtWindow = z.infer<typeof PrintAtWindow>
/** 作废 at the window: a paper that was lost. */
export const RevokeAtWindow = z.strictObject({ person: DocumentClaim, documentSeen: z.literal(true) })
export type RevokeAtWindow = z.infer<typeof RevokeAtWindow>
export const PrintedRevoked = z.object({ nameMasked: z.string(), revoked: z.number() })
export type PrintedRevoked = z.infer<typeof PrintedRevoked>
