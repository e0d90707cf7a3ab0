import * as z from 'zod/mini'
import { ContentCode } from '../content/code'
import { isCalendarDate } from '../time'
import { AppealNumber } from './appeal'
import { HealthColour } from './colour'

/** A change by hand holds so many days at most; for longer, the rules or the evidence have to change. */
export const LONGEST_OVERRIDE_DAYS = 14
/** Towards yellow or red by hand: the second person within so many hours takes a third signature. */
export const THIRD_PERSON_WITHIN_HOURS = 24

/** What a change by hand 人工变更 rests on, as the rules look at it: the case number of an appeal, or the code of a rule. */
export const OverrideBasisKind = z.enum(['appeal', 'rule'])
export type OverrideBasisKind = z.infer<typeof OverrideBasisKind>
export const OverrideBasis = z.strictObject({ kind: OverrideBasisKind, reference: z.string().check(z.minLength(1), z.maxLength(60)) })
export type OverrideBasis = z.infer<typeof OverrideBasis>

/** A change by hand 人工变更 that two natural persons have signed, as one input among others. */
export const HealthOverride = z.strictObject({
  id: z.string(),
  /** When the last of its signatures came: what comes in later and is stricter counts all the same. */
  at: z.iso.datetime(),
  colour: HealthColour,
  basis: OverrideBasis,
  until: z.iso.datetime(),
  revokedAt: z.nullable(z.iso.datetime()),
})
export type HealthOverride = z.infer<typeof HealthOverride>

/** Whether two have to revoke it 撤销: without a green or yellow change somebody may be stricter, and nobody turns people stricter alone. */
export const takesTwoToRevoke = ({ colour }: Pick<HealthOverride, 'colour'>): boolean => colour !== 'red'

const line = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))

/** 提出人工变更: whose colour follows from the appeal; without one, from the document of the person. */
export const OverrideRequest = z.strictObject({
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('appeal'), number: AppealNumber }),
    z.strictObject({
      kind: z.literal('rule'),
      rule: ContentCode,
      document: z.strictObject({
        documentType: z.string().check(z.regex(/^[a-zA-Z]{2,40}$/)),
        number: z.string().check(z.trim(), z.regex(/^[A-Za-z0-9]{4,20}$/)),
      }),
    }),
  ]),
  colour: HealthColour,
  /** Last day, Asia/Shanghai. */
  endsOn: z.string().check(z.refine(isCalendarDate, '请写一个日期，比如 2026-12-31|Write a day, such as 2026-12-31')),
  reason: line(5, 500),
})
export type OverrideRequest = z.infer<typeof OverrideRequest>

export const OverrideState = z.enum(['pending', 'done', 'over', 'revoked', 'refused', 'expired'])
export type OverrideState = z.infer<typeof OverrideState>

/** One as staff see it: all that is signed. `done` is in force. */
export const OverrideView = z.object({
  id: z.string(),
  personMasked: z.string(),
  colour: HealthColour,
  basis: OverrideBasis,
  endsOn: z.string(),
  reason: z.string(),
  state: OverrideState,
  at: z.string(),
  expiresAt: z.string(),
  /** Asked for or signed by whoever looks at it: another one has to sign. */
  mine: z.boolean(),
  /** How many natural persons it takes, and how many have signed. */
  persons: z.number(),
  signed: z.number(),
  shownHash: z.string(),
  decidedAt: z.nullable(z.string()),
  refusal: z.nullable(z.string()),
  revocation: z.nullable(z.object({ at: z.string(), reason: z.string() })),
  /** One has asked that it ends before its day, and it may turn the colour stricter: another natural person has to ask for it too. */
  revoking: z.nullable(z.object({ at: z.string(), reason: z.string(), mine: z.boolean() })),
})
export type OverrideView = z.infer<typeof OverrideView>
export const OverridePage = z.object({ items: z.array(OverrideView), next: z.nullable(z.string()) })
export type OverridePage = z.infer<typeof OverridePage>

export const OverrideSignature = z.strictObject({ shownHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
/** Why it is not signed, or no longer holds. */
export const OverrideReason = z.strictObject({ reason: line(5, 500) })

/** Figures are told from so many on; fewer are told as fewer, so that nobody is to be found among them. */
export const LEAST_TOLD = 10
/** 人工变更公开: how many by month, direction and basis, for everybody. */
export const OverrideFigures = z.object({
  months: z.array(
    z.object({
      /** YYYY-MM. */
      month: z.string(),
      /** `people` is null for fewer than LEAST_TOLD; what is not named did not happen. */
      cells: z.array(z.object({ colour: HealthColour, basis: OverrideBasisKind, people: z.nullable(z.number()) })),
    }),
  ),
})
export type OverrideFigures = z.infer<typeof OverrideFigures>
