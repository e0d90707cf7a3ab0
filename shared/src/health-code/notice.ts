import * as z from 'zod/mini'
import { ContentCode } from '../content/code'
import { Ulid } from '../ulid'
import { HealthColour } from './colour'
import { DocumentNumber, EVIDENCE_KINDS, EvidenceContent } from './evidence'

const named = z.object({ zh: z.string(), en: z.string() })

/** More people than this in one notice count only once a second department has signed them too 批量须第二部门会签. */
export const MOST_WITHOUT_SECOND_DEPARTMENT = 20

/**
 * A notice 依据通知 as its authority signs it: compact JWS, ES256, header exactly {alg, kid, typ: "hn+jws"}, payload exactly this. About an area or
 * about people, who are named by their documents, whether they have an account or not.
 */
export const HealthNotice = z
  .strictObject({
    /** The authority that signs. */
    iss: ContentCode,
    /** The authority's id for it: the same one twice is one notice. */
    jti: Ulid,
    /** Seconds since 1970. */
    iat: z.int(),
    documentNumber: DocumentNumber,
    content: EvidenceContent,
    subjects: z
      .array(z.strictObject({ documentType: z.string().check(z.regex(/^[a-zA-Z]{2,40}$/)), number: z.string().check(z.regex(/^[A-Z0-9]{4,20}$/)) }))
      .check(z.maxLength(500)),
  })
  .check(z.refine(({ content, subjects }) => (content.kind === 'riskArea') === (subjects.length === 0), 'an area names nobody, all else names somebody'))
export type HealthNotice = z.infer<typeof HealthNotice>

/** 会签: a second department signs the SHA-256 of the first one's text; `typ: "hs+jws"`. */
export const HealthCountersignature = z.strictObject({ iss: ContentCode, iat: z.int(), notice: Ulid, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export type HealthCountersignature = z.infer<typeof HealthCountersignature>

const SignedText = z.string().check(z.regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/), z.maxLength(120_000))
export const HandInHealthNotice = z.strictObject({ notice: SignedText })
export const CountersignHealthNotice = z.strictObject({ countersignature: SignedText })
/** `counts` from now on; `waiting` for a second department. */
export const HealthNoticeReceipt = z.object({ id: z.string(), state: z.enum(['counts', 'waiting']) })
export type HealthNoticeReceipt = z.infer<typeof HealthNoticeReceipt>

/** A notice as operators see it: how many it is about, never who. */
export const HealthNoticeView = z.object({
  id: z.string(),
  authority: named,
  documentNumber: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  area: z.nullable(named),
  persons: z.number(),
  state: z.enum(['counts', 'waiting']),
  secondAuthority: z.nullable(named),
  at: z.string(),
})
export type HealthNoticeView = z.infer<typeof HealthNoticeView>
export const HealthNoticePage = z.object({ items: z.array(HealthNoticeView), next: z.nullable(z.string()) })
export type HealthNoticePage = z.infer<typeof HealthNoticePage>

/** 试算: what a rule set would do to everybody who has declared, as things are now; nothing is stored. */
export const RuleTrialRequest = z.strictObject({ text: z.string().check(z.minLength(2), z.maxLength(80_000)) })
const counts = z.object({ green: z.number(), yellow: z.number(), red: z.number(), none: z.number() })
export const RuleTrial = z.object({
  people: z.number(),
  now: counts,
  then: counts,
  changes: z.array(z.object({ from: z.nullable(HealthColour), to: z.nullable(HealthColour), people: z.number() })),
  /** More than one in two would be yellow or red who are not: such a set is not published by two. */
  tooMany: z.boolean(),
})
export type RuleTrial = z.infer<typeof RuleTrial>
