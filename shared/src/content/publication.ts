import * as z from 'zod/mini'
import { isCalendarDate } from '../time'
import { Ulid } from '../ulid'
import { ContentCode } from './code'

/** Kinds of content 内容类别 that are versioned data. */
export const CONTENT_KINDS = [
  'licenceType',
  'scene',
  'relyingParty',
  'identityDocument',
  'libraryMap',
  'serviceItem',
  'form',
  'workCalendar',
  'ratingScheme',
  'answerTime',
  'commitment',
  'paper',
  'bundle',
  'healthRule',
  'healthCare',
] as const
export const ContentKind = z.enum(CONTENT_KINDS)
export type ContentKind = z.infer<typeof ContentKind>

const named = z.object({ zh: z.string(), en: z.string() })
const Version = z.int().check(z.minimum(1), z.maximum(1_000_000))
/** A content file as it stands in an editor. Far above the largest there is, far below what a request may hold. */
const FileText = z
  .string()
  .check(z.minLength(2, '请先选文件或粘贴内容|Choose a file or paste its text first'), z.maxLength(80_000, '文件太大|The file is too large'))
/** First day on which it holds; null: from the moment it is published. */
const FirstDay = z.nullable(z.string().check(z.refine(isCalendarDate, '请选一个日期|Choose a day')))
const Reason = z.string().check(z.trim(), z.minLength(5, '至少写 5 个字|At least 5 characters'), z.maxLength(500))

/** A version 版本 of a code: in force, published and waiting for its day, replaced, or rolled back. */
export const ContentVersionView = z.object({
  version: z.number(),
  state: z.enum(['inForce', 'waiting', 'replaced', 'retired', 'notSigned']),
  effectiveFrom: z.string(),
})
export type ContentVersionView = z.infer<typeof ContentVersionView>

/** A code of a kind, with all its versions, newest first. */
export const ContentEntry = z.object({ kind: ContentKind, code: z.string(), name: z.nullable(named), versions: z.array(ContentVersionView) })
export type ContentEntry = z.infer<typeof ContentEntry>
export const ContentEntryList = z.object({ items: z.array(ContentEntry), next: z.null() })

/** A version as the file it came from. */
export const ContentFileView = z.object({ kind: ContentKind, code: z.string(), version: z.number(), text: z.string() })
export type ContentFileView = z.infer<typeof ContentFileView>

/** 校验: what would be wrong, and what would change; nothing is stored. */
export const ContentCheckRequest = z.strictObject({ kind: ContentKind, text: FileText, effectiveFrom: FirstDay })
export type ContentCheckRequest = z.infer<typeof ContentCheckRequest>

const Problem = z.object({ pointer: z.string(), zh: z.string(), en: z.string() })
const Difference = z.object({
  pointer: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
})

/** 校验报告. Without a problem it can be handed in. */
export const ContentReport = z.object({
  code: z.nullable(z.string()),
  version: z.nullable(z.number()),
  /** The version in force that it is compared with; null where the code is new. */
  against: z.nullable(z.number()),
  problems: z.array(Problem),
  difference: z.array(Difference),
  /** Differences beyond those that are listed. */
  further: z.number(),
})
export type ContentReport = z.infer<typeof ContentReport>

/** 提交发布: a version that a second person publishes. */
export const PublicationRequest = z.strictObject({
  kind: ContentKind,
  text: FileText,
  effectiveFrom: FirstDay,
  reason: Reason,
})
export type PublicationRequest = z.infer<typeof PublicationRequest>

/** 提交回退: the newest version is withdrawn, the one before holds again. */
export const RollBackRequest = z.strictObject({ kind: ContentKind, code: ContentCode, version: Version, reason: Reason })
export type RollBackRequest = z.infer<typeof RollBackRequest>

export const PublicationApproval = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const PublicationRefusal = z.strictObject({ reason: Reason })

/** A publication 发布 or roll-back 回退, as the second person reads and signs it. */
export const PublicationView = z.object({
  id: Ulid,
  move: z.enum(['publish', 'rollBack']),
  kind: ContentKind,
  code: z.string(),
  version: z.number(),
  name: z.nullable(named),
  reason: z.string(),
  effectiveFrom: z.nullable(z.string()),
  state: z.enum(['pending', 'done', 'refused', 'expired']),
  refusal: z.nullable(z.string()),
  at: z.string(),
  expiresAt: z.string(),
  /** What it was found to change when it was handed in; of a roll-back, what changes back. */
  report: ContentReport,
  shownHash: z.string(),
  mine: z.boolean(),
  /** Two have signed, and it takes a third: it would turn more than half of the people. */
  waitsForThird: z.boolean(),
})
export type PublicationView = z.infer<typeof PublicationView>
export const PublicationPage = z.object({ items: z.array(PublicationView), next: z.nullable(z.string()) })
