import * as z from 'zod/mini'
import { Ulid } from '../ulid'
import { ColourView, HealthColour } from './colour'

const named = z.object({ zh: z.string(), en: z.string() })

/** Life of a health code 健康码, seconds. */
export const HEALTH_CODE_LIFE_SECONDS = 60
/** Without network the phone shows the last colour, masked and with its time, for this long; older than that neither colour nor code. */
export const OFFLINE_DISPLAY_MINUTES = 15

export const HealthCodeRequest = z.strictObject({ personId: Ulid })
export type HealthCodeRequest = z.infer<typeof HealthCodeRequest>

/** 现在做什么: where there is medical care, tests and food, and whom to call, by area. */
export const CareLine = z.object({ kind: z.enum(['medical', 'test', 'food', 'community', 'emergency']), ...named.shape, phone: z.nullable(z.string()) })
export type CareLine = z.infer<typeof CareLine>

/** What there is in a district, beside what is for the whole area. */
export const DistrictCare = z.object({ code: z.string(), ...named.shape, lines: z.array(CareLine) })
export type DistrictCare = z.infer<typeof DistrictCare>

/** A live code with the colour beside it. The code itself says neither colour nor person; null while there is no colour. */
export const HealthCodeView = z.object({
  person: z.object({ personId: z.string(), name: z.string(), nameMasked: z.string() }),
  colour: ColourView,
  /** For the whole area the health code is on for. */
  care: z.array(CareLine),
  /** By district of it. */
  districts: z.array(DistrictCare),
  /** `<base>/h#<token>`: payload exactly {jti, exp}, its own `typ` and key. */
  code: z.nullable(z.object({ id: z.string(), text: z.string(), expiresAt: z.string(), renewAfter: z.string() })),
  serverTime: z.string(),
})
export type HealthCodeView = z.infer<typeof HealthCodeView>

/** What a guard's device is told 查验结论: the colour, never why. A photo where the code stands on paper: it is shown to be compared. */
export const DoorVerdict = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('colour'),
    colour: HealthColour,
    nameMasked: z.string(),
    photo: z.nullable(z.string()),
    /** The code stands on paper 离线码. */
    printed: z.boolean(),
    checkedAt: z.string(),
    visitId: z.string(),
    repeated: z.boolean(),
  }),
  z.object({ verdict: z.literal('noColour'), nameMasked: z.string(), checkedAt: z.string() }),
  z.object({ verdict: z.enum(['expired', 'used', 'revoked', 'forged', 'wrongKind', 'unknown']), checkedAt: z.string() }),
])
export type DoorVerdict = z.infer<typeof DoorVerdict>
