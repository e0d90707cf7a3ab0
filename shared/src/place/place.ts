import * as z from 'zod/mini'
import { normaliseNumber, parseCreditCode } from '../identity'
import { err, ok, type Result } from '../result'
import { Ulid } from '../ulid'

const line = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most))

/** 场所类别. */
export const PlaceKind = z.enum(['mall', 'market', 'restaurant', 'school', 'hospital', 'transport', 'office', 'other'])
export type PlaceKind = z.infer<typeof PlaceKind>

/**
 * The firm or office 单位 a place is applied for, by its unified social credit code 统一社会信用代码. Read as it is typed; one whose check character is
 * wrong may be an early one, which only its licence can show.
 */
export const PlaceFirm = z.strictObject({
  creditCode: z.string().check(
    z.overwrite(normaliseNumber),
    z.refine((typed) => parseCreditCode(typed).ok, '请照执照填 18 位代码|The code of 18 characters, as on the licence'),
  ),
  name: line(2, 100),
})
export type PlaceFirm = z.infer<typeof PlaceFirm>

/** 申请场所码: a firm or office applies, its street office 街道办 reviews. */
export const PlaceRequest = z.strictObject({
  name: line(2, 60),
  kind: PlaceKind,
  region: z.string().check(z.regex(/^\d{6}$/)),
  address: line(5, 120),
  firm: z.optional(PlaceFirm),
})
export type PlaceRequest = z.infer<typeof PlaceRequest>

export const PlaceState = z.enum(['applied', 'active', 'refused', 'closed'])
export type PlaceState = z.infer<typeof PlaceState>

/** approve 通过 · refuse 不通过 · close 停用 */
export type PlaceAction = 'approve' | 'refuse' | 'close'
const moves: Record<PlaceState, Partial<Record<PlaceAction, PlaceState>>> = {
  applied: { approve: 'active', refuse: 'refused', close: 'closed' },
  active: { close: 'closed' },
  refused: {},
  closed: {},
}
/** Where `action` leads from `state`. The phone asks it too, to know which buttons to show. */
export function nextPlaceState(state: PlaceState, action: PlaceAction): Result<PlaceState, { state: PlaceState; action: PlaceAction }> {
  const next = moves[state][action]
  return next ? ok(next) : err({ state, action })
}

/** A figure about visitors below this is told to no owner of a place, and every other one only in whole tens: two figures that differ differ by ten at least. */
export const LEAST_FIGURE = 10
export const toFigure = (count: number): number | null => (count < LEAST_FIGURE ? null : count - (count % LEAST_FIGURE))

const place = {
  id: z.string(),
  name: z.string(),
  kind: PlaceKind,
  region: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  address: z.string(),
  state: PlaceState,
  appliedAt: z.string(),
  refusal: z.nullable(z.string()),
  /** Whose it is said to be; null where none was named. */
  firm: z.nullable(
    z.object({
      creditCode: z.string(),
      name: z.string(),
      /** 已核对: the business licence 营业执照 that was in the applicant's wallet, by whom it was issued; null 未核对, it is his own word. */
      licence: z.nullable(z.object({ issuer: z.string(), checkedAt: z.string() })),
    }),
  ),
}
/** A place as its owner sees it. Visitors are figures, and no figure under ten is told: then it is null. */
export const OwnPlace = z.object({
  ...place,
  guards: z.array(z.object({ id: z.string(), nameMasked: z.string(), since: z.string(), until: z.string() })),
  visitsToday: z.nullable(z.number()),
})
export type OwnPlace = z.infer<typeof OwnPlace>
export const OwnPlaceList = z.object({ items: z.array(OwnPlace), next: z.null() })

/** A place as the street office reviews it. */
export const PlaceForReview = z.object({ ...place, applicantName: z.string() })
export type PlaceForReview = z.infer<typeof PlaceForReview>
export const PlaceReviewPage = z.object({ items: z.array(PlaceForReview), next: z.nullable(z.string()) })
export const ReviewPlace = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('approve') }),
  z.strictObject({ outcome: z.literal('refuse'), reason: line(5, 500) }),
])
export type ReviewPlace = z.infer<typeof ReviewPlace>

/** 值守邀请: a link the owner hands over; whoever opens it first, signed in and real-named, guards this door until the day. */
export const GuardInvitation = z.object({ code: z.string(), url: z.string(), expiresAt: z.string() })
export type GuardInvitation = z.infer<typeof GuardInvitation>
export const InviteGuard = z.strictObject({ days: z.int().check(z.minimum(1), z.maximum(90)) })
export const AcceptInvitation = z.strictObject({ code: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)) })

/** A door somebody guards 我值守的场所. */
export const GuardedPlace = z.object({ guardId: z.string(), placeId: z.string(), name: z.string(), until: z.string(), scannedToday: z.number() })
export type GuardedPlace = z.infer<typeof GuardedPlace>
export const GuardedPlaceList = z.object({ items: z.array(GuardedPlace), next: z.null() })

/** 扫码查验: what the guard scanned, and how. */
export const DoorScan = z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(1000)), method: z.enum(['camera', 'scanner', 'typed']) })
export type DoorScan = z.infer<typeof DoorScan>
export const PlaceId = z.strictObject({ id: Ulid })
