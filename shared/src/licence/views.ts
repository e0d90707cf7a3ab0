import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { DocumentType, normaliseNumber } from '../identity'
import { SensitivePurpose } from '../privacy'
import { LicenceType } from './licence-type'
import { Scene } from './scene'

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
  /** Code of the library it comes from 来源库; `own` for what we issue ourselves. */
  library: z.string(),
  /** Asks for the 亮证密码 before it is shown. */
  sensitive: z.boolean(),
}

/** A card in the wallet 证照卡片: masked, safe to keep on the phone. */
export const LicenceCardView = z.object(card)
export type LicenceCardView = z.infer<typeof LicenceCardView>

/** What a department's library answered last: one that is down leaves the others shown (暂时无法获取). */
export const LibraryOutcome = z.object({
  code: z.string(),
  ...named.shape,
  /** `consentNeeded`: it is read under a separate consent 单独同意 for `purpose`, which was not given or was withdrawn. */
  state: z.enum(['ok', 'unavailable', 'never', 'consentNeeded']),
  asOf: z.nullable(z.string()),
  purpose: z.optional(SensitivePurpose),
})
export type LibraryOutcome = z.infer<typeof LibraryOutcome>

export const WalletView = z.object({ items: z.array(LicenceCardView), libraries: z.array(LibraryOutcome), asOf: z.string() })
export type WalletView = z.infer<typeof WalletView>

/** 信息有误: what the holder reported, and what the department answered. */
export const ErrorReportView = z.object({
  id: z.string(),
  at: z.string(),
  state: z.enum(['open', 'answered']),
  field: z.nullable(z.string()),
  answer: z.nullable(z.string()),
  /** 已更正 · 与发证信息一致. */
  outcome: z.nullable(z.enum(['corrected', 'asIssued'])),
  answeredAt: z.nullable(z.string()),
})
export type ErrorReportView = z.infer<typeof ErrorReportView>

/** One line of 变更履历. */
export const LicenceHistoryEntry = z.object({
  at: z.string(),
  action: named,
  state: named,
  by: z.enum(['library', 'staff']),
  basis: z.string(),
  revision: z.number(),
})
export type LicenceHistoryEntry = z.infer<typeof LicenceHistoryEntry>
export const LicenceHistoryPage = z.object({ items: z.array(LicenceHistoryEntry), next: z.nullable(z.string()) })
export type LicenceHistoryPage = z.infer<typeof LicenceHistoryPage>

/** One licence opened; sensitive values are masked until revealed, a photo is left out of the answer until then. */
export const LicenceView = z.object({
  ...card,
  identifier: z.string(),
  identifierForm: z.enum(['standard', 'legacyVariant', 'wrong']),
  revision: z.number(),
  issuedOn: z.nullable(z.string()),
  validFromDay: z.nullable(z.string()),
  stateSince: z.string(),
  /** Law or reason the present state rests on; empty where the library gave none. */
  basis: z.string(),
  /** In the order of the type's template: what stands on the card first. */
  fields: z.array(
    z.object({
      code: z.string(),
      ...named.shape,
      kind: z.string(),
      unit: z.optional(z.string()),
      value: z.string(),
      sensitive: z.boolean(),
      masked: z.boolean(),
    }),
  ),
  /** The latest twenty; all of them at `/licences/:id/history`. */
  history: z.array(LicenceHistoryEntry),
  reports: z.array(ErrorReportView),
})
export type LicenceView = z.infer<typeof LicenceView>

export const RevealRequest = z.strictObject({ field: ContentCode })
/** A value in full; the screen hides it again after `hideAfterSeconds`. */
export const RevealedField = z.object({ code: z.string(), value: z.string(), at: z.string(), hideAfterSeconds: z.number() })
export type RevealedField = z.infer<typeof RevealedField>

/** 信息有误: the holder says what is wrong; the department answers. */
export const ErrorReportRequest = z.strictObject({ field: z.optional(ContentCode), text: z.string().check(z.trim(), z.minLength(2), z.maxLength(500)) })
export type ErrorReportRequest = z.infer<typeof ErrorReportRequest>
/** A report as the department that answers it sees it. */
export const ErrorReportForStaff = z.object({ ...ErrorReportView.shape, licenceName: named, identifier: z.string(), text: z.string() })
export type ErrorReportForStaff = z.infer<typeof ErrorReportForStaff>
export const ErrorReportPage = z.object({ items: z.array(ErrorReportForStaff), next: z.nullable(z.string()) })
export const ErrorReportAnswer = z.strictObject({
  outcome: z.enum(['corrected', 'asIssued']),
  text: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)),
})
export type ErrorReportAnswer = z.infer<typeof ErrorReportAnswer>

const identifier = z.string().check(z.regex(/^[0-9A-Z.]{20,120}$/, '请按证照填写电子证照标识|The identifier as on the licence, please'))
/** How staff find a licence 查找证照: by its identifier, or by kind and the document of a holder. Reading it is an audited act (R20). */
export const LicenceLookup = z.union([
  z.strictObject({ identifier }),
  z.strictObject({
    licenceType: ContentCode,
    documentType: DocumentType,
    number: z.string().check(z.overwrite(normaliseNumber), z.regex(/^[A-Z0-9]{5,24}$/, '请按证件填写号码|The number as on the document, please')),
  }),
])
export type LicenceLookup = z.infer<typeof LicenceLookup>

/** A licence as the office that answers for its type sees it before it acts: masked, with the acts its present state allows. */
export const LicenceForStaff = z.object({
  identifier: z.string(),
  licenceName: named,
  holderMasked: z.string(),
  numberMasked: z.string(),
  issuer: z.string(),
  state: named,
  stateSince: z.string(),
  moves: z.array(z.object({ action: z.string(), ...named.shape, to: named, basis: z.string(), persons: z.number(), reversible: z.boolean() })),
})
export type LicenceForStaff = z.infer<typeof LicenceForStaff>
export const LicenceLookupResult = z.object({ items: z.array(LicenceForStaff) })
export type LicenceLookupResult = z.infer<typeof LicenceLookupResult>

/** A change of state by staff 状态变更: the act, what it rests on, the case it belongs to. */
export const StateChangeRequest = z.strictObject({
  identifier,
  action: ContentCode,
  /** Article it rests on in this case; the type's own rule stands where it is left out. */
  basis: z.optional(z.string().check(z.trim(), z.minLength(2), z.maxLength(120))),
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
  /** `pending` waits for a second person; `overtaken`: the licence changed meanwhile; `expired`: nobody signed in time. */
  state: z.enum(['pending', 'done', 'refused', 'overtaken', 'expired']),
  /** Why the second person did not sign, or the first took it back. */
  refusal: z.nullable(z.string()),
  at: z.string(),
  /** Until when the second person may sign. */
  expiresAt: z.string(),
  /** What the second person signs: hash of exactly what is shown to him (R17). */
  shownHash: z.string(),
  /** Asked for by whoever reads this: he cannot be the second person. */
  mine: z.boolean(),
})
export type StateChangeView = z.infer<typeof StateChangeView>
export const StateChangePage = z.object({ items: z.array(StateChangeView), next: z.nullable(z.string()) })
export const StateChangeRefusal = z.strictObject({ reason: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)) })
export const StateChangeApproval = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })

/** Kinds of licences and occasions as content; nothing personal. */
export const LicenceTypeList = z.object({ items: z.array(LicenceType), next: z.null() })
export const SceneList = z.object({ items: z.array(Scene), next: z.null() })
