import * as z from 'zod/mini'
import { HealthColour } from '../health-code'
import { DocumentClaim } from '../holder'
import { Ulid } from '../ulid'

/**
 * How a visit 到访 came to be on record: `scan` a guard scanned a health code · `printed` one on paper · `offline` one that was checked without network
 * and sent later · `rotating` the visitor scanned the changing code at the door · `poster` the printed one · `manual` a guard wrote in somebody
 * without a phone 无手机登记.
 */
export const VisitVia = z.enum(['scan', 'printed', 'offline', 'rotating', 'poster', 'manual'])
export type VisitVia = z.infer<typeof VisitVia>

/**
 * Whether a visit may count for health rules: only where a code that lives a minute or two was scanned and checked at once. A poster can be sent to anybody (871
 * people were coloured in 2022 by one that had been), a number written by anybody who knows it, a paper photographed, and what is brought later may have been
 * scanned from a picture: none of these proves that somebody was there.
 */
export const countsForRules = (via: VisitVia): boolean => via === 'scan' || via === 'rotating'

/** Whether the visitor scanned the code of the place 扫场所码 himself; without a way, from before there were several, it was not so. */
export const isByVisitor = (via: VisitVia | undefined): boolean => via === 'rotating' || via === 'poster'

/** A changing place code 场所码: how long one can be scanned, and after how long the screen shows the next. Whoever scanned one has the rest of its life to confirm. */
export const PLACE_CODE_LIFE_SECONDS = 90
export const PLACE_CODE_RENEW_SECONDS = 30

/** What the screen at a door shows. */
export const PlaceScreenCode = z.object({ name: z.string(), text: z.string(), renewAfter: z.string(), expiresAt: z.string(), serverTime: z.string() })
export type PlaceScreenCode = z.infer<typeof PlaceScreenCode>

const code = z.string().check(z.minLength(1), z.maxLength(1_000))
/** What a visitor scanned at a door. */
export const ScannedPlaceCode = z.strictObject({ code })
export type ScannedPlaceCode = z.infer<typeof ScannedPlaceCode>
/** 登记到访: of oneself, or 为孩子登记 of the child named. */
export const VisitPlace = z.strictObject({ code, personId: z.optional(Ulid) })
export type VisitPlace = z.infer<typeof VisitPlace>

const where = { name: z.string(), address: z.string(), region: z.object({ code: z.string(), zh: z.string(), en: z.string() }) }
/** Which place it is, before anything is recorded, and for which children the asker may record a visit beside his own. */
export const PlaceCodeRead = z.object({
  ...where,
  via: z.enum(['rotating', 'poster']),
  children: z.array(z.object({ personId: z.string(), name: z.string() })),
})
export type PlaceCodeRead = z.infer<typeof PlaceCodeRead>

/** 扫场所码登记: recorded once; `repeated` where it was a moment ago. */
export const PlaceVisit = z.object({
  ...where,
  via: z.enum(['rotating', 'poster']),
  at: z.string(),
  /** The visitor's, or the child's, to be shown at the door; null where there is none. */
  colour: z.nullable(HealthColour),
  repeated: z.boolean(),
})
export type PlaceVisit = z.infer<typeof PlaceVisit>

/** 无手机登记: with the person's consent, by the document in the guard's hand. */
export const ManualEntry = z.strictObject({ person: DocumentClaim, consent: z.literal(true) })
export type ManualEntry = z.infer<typeof ManualEntry>
export const ManuallyEntered = z.object({ nameMasked: z.string(), at: z.string() })
export type ManuallyEntered = z.infer<typeof ManuallyEntered>
