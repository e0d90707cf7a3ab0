import * as z from 'zod/mini'

const named = z.object({ zh: z.string(), en: z.string() })

const card = {
  id: z.string(),
  type: z.string(),
  family: z.string(),
  name: named,
  numberMasked: z.string(),
  holderName: z.string(),
  issuer: z.string(),
  meaning: z.string(),
  legalWord: named,
  daysLeft: z.nullable(z.number()),
  expiresSoon: z.boolean(),
  validToDay: z.nullable(z.string()),
  /** When the library last confirmed the state. */
  statusAsOf: z.string(),
}

/** A card in the wallet 证照卡片: masked, safe to keep on the phone. */
export const LicenceCardView = z.object(card)
export type LicenceCardView = z.infer<typeof LicenceCardView>

/** What a department's library answered last: one that is down leaves the others shown (暂时无法获取). */
export const LibraryOutcome = z.object({ code: z.string(), ...named.shape, state: z.enum(['ok', 'unavailable', 'never']), asOf: z.nullable(z.string()) })
export type LibraryOutcome = z.infer<typeof LibraryOutcome>

export const WalletView = z.object({ items: z.array(LicenceCardView), libraries: z.array(LibraryOutcome), asOf: z.string() })
export type WalletView = z.infer<typeof WalletView>

/** One licence opened; sensitive values are masked until revealed. */
export const LicenceView = z.object({
  ...card,
  identifier: z.string(),
  identifierForm: z.enum(['standard', 'legacyVariant', 'wrong']),
  issuedOn: z.nullable(z.string()),
  validFromDay: z.nullable(z.string()),
  fields: z.array(z.object({ code: z.string(), ...named.shape, kind: z.string(), value: z.string(), sensitive: z.boolean(), masked: z.boolean() })),
  history: z.array(z.object({ at: z.string(), action: named, state: named })),
})
export type LicenceView = z.infer<typeof LicenceView>

const code = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/))
export const RevealRequest = z.strictObject({ field: code })
export const RevealedField = z.object({ code: z.string(), value: z.string() })

/** 信息有误: the holder says what is wrong; the source library's department answers. */
export const ErrorReportRequest = z.strictObject({ field: z.optional(code), text: z.string().check(z.trim(), z.minLength(2), z.maxLength(500)) })
export const ErrorReportView = z.object({ id: z.string(), at: z.string(), state: z.enum(['open', 'answered']) })

/** A change of state by staff 状态变更: the act, what it rests on, the case it belongs to. */
export const StateChangeRequest = z.strictObject({
  identifier: z.string().check(z.regex(/^[0-9A-Z.]{20,120}$/)),
  action: code,
  caseNumber: z.string().check(z.trim(), z.minLength(3), z.maxLength(60)),
  reason: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)),
})
export type StateChangeRequest = z.infer<typeof StateChangeRequest>
export const StateChangeView = z.object({
  id: z.string(),
  identifier: z.string(),
  licenceName: named,
  action: named,
  from: named,
  to: named,
  basis: z.string(),
  caseNumber: z.string(),
  reason: z.string(),
  state: z.enum(['pending', 'done', 'overtaken']),
  at: z.string(),
  /** What the second person signs: hash of exactly what is shown to him (R17). */
  shownHash: z.string(),
  mine: z.boolean(),
})
export type StateChangeView = z.infer<typeof StateChangeView>
export const StateChangeApproval = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
