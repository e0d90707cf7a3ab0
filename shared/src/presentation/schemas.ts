import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Ulid } from '../ulid'

/** Life of a presentation code 亮证码, seconds (security.md R6). */
export const PRESENTATION_LIFE_SECONDS = 60
/** The phone asks for the next code this many seconds before the end, so that the old one still lives when the new one comes. */
export const RENEW_BEFORE_END_SECONDS = 12

const code = ContentCode

/** What the holder wants to show 亮证: one licence, for a scene, with exactly these fields. */
export const PresentationRequest = z.strictObject({
  licenceId: Ulid,
  scene: code,
  fields: z.array(code).check(z.minLength(1), z.maxLength(40)),
  /** The code this one takes over from; at most two live, consuming one kills the other (R31). */
  replaces: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))),
})
export type PresentationRequest = z.infer<typeof PresentationRequest>

/** A live code as the phone draws it. `shortCode` is the twelve-digit form of the same code: same life, single use. */
export const PresentationView = z.object({
  id: z.string(),
  code: z.string(),
  shortCode: z.string(),
  issuedAt: z.string(),
  expiresAt: z.string(),
  renewAfter: z.string(),
  serverTime: z.string(),
})
export type PresentationView = z.infer<typeof PresentationView>

/** Who looked, told to the holder within a second 谁看了我的证照. */
export const UseNotice = z.object({
  useId: z.string(),
  at: z.string(),
  relyingParty: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  counter: z.object({ zh: z.string(), en: z.string() }),
  scene: z.object({ zh: z.string(), en: z.string() }),
  purpose: z.object({ zh: z.string(), en: z.string() }),
  licenceName: z.object({ zh: z.string(), en: z.string() }),
  fields: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  contestableUntil: z.string(),
  contested: z.boolean(),
})
export type UseNotice = z.infer<typeof UseNotice>

/** State of a code for the phone that shows it (polling fall-back of the live channel). */
export const PresentationState = z.object({
  id: z.string(),
  state: z.enum(['live', 'used', 'expired', 'superseded', 'withdrawn']),
  use: z.nullable(UseNotice),
  /** A refusal the holder should know of, such as a counter that asked under another scene. Nothing was consumed. */
  refused: z.nullable(z.object({ at: z.string(), verdict: z.string(), relyingParty: z.object({ zh: z.string(), en: z.string() }) })),
  serverTime: z.string(),
})
export type PresentationState = z.infer<typeof PresentationState>

/** 亮证密码: six digits, not a birth date and not all alike. */
export const PresentationPassword = z.string().check(z.regex(/^\d{6}$/, '请输入 6 位数字|Six digits, please'))
/**
 * To set the first one, or one in place of a forgotten one, takes proof: the code sent to the account's own phone number, or a face or a
 * window on this device some minutes ago. Whoever knows the old one needs nothing more.
 */
export const SetPresentationPassword = z.strictObject({
  password: PresentationPassword,
  oldPassword: z.optional(PresentationPassword),
  code: z.optional(z.string().check(z.regex(/^\d{6}$/, '请输入 6 位数字|Six digits, please'))),
})
export type SetPresentationPassword = z.infer<typeof SetPresentationPassword>
/** What there is to prove with: the account's number, masked, and whether a face or a window has just proved it on this device. */
export const PasswordProofs = z.object({ phoneMasked: z.nullable(z.string()), proved: z.boolean() })
export type PasswordProofs = z.infer<typeof PasswordProofs>
export const UnlockPresentation = z.strictObject({ password: PresentationPassword })
export const UnlockState = z.object({ passwordSet: z.boolean(), unlockedUntil: z.nullable(z.string()) })
export type UnlockState = z.infer<typeof UnlockState>

const named = { zh: z.string(), en: z.string() }
const field = z.object({ code: z.string(), ...named })

/** What the screen 亮证 needs before a code is made: the licence, its occasions, and for each exactly which fields. */
export const PresentationOptions = z.object({
  licenceId: z.string(),
  licenceName: z.object(named),
  family: z.string(),
  holderName: z.string(),
  issuer: z.string(),
  legalWord: z.object({ zh: z.string(), en: z.string() }),
  meaning: z.string(),
  validToDay: z.nullable(z.string()),
  sensitive: z.boolean(),
  fieldCount: z.number(),
  scenes: z.array(z.object({ code: z.string(), ...named, identifiesPerson: z.boolean(), required: z.array(field), optional: z.array(field) })),
  unlock: UnlockState,
})
export type PresentationOptions = z.infer<typeof PresentationOptions>
