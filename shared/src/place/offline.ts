import * as z from 'zod/mini'
import { parseScannedText } from '../presentation'
import { ManualEntry } from './visit'

/** 离线核验: for how long a guard's device may check without having heard from the server (R9). */
export const OFFLINE_KIT_HOURS = 24
/** A device whose clock is further off than this proves no time (R9). */
export const OFFLINE_DRIFT_SECONDS = 120
/** So many a guard may check in an hour, with network and without (R30); at twenty a minute it is 1,200. */
export const DOOR_MOST_PER_HOUR = 1_500
/** What waits on a device is taken for this long: as long as the codes are kept that it is compared with. */
export const OFFLINE_TAKEN_HOURS = 24
/** So many are sent at a time. */
export const OFFLINE_SENT_TOGETHER = 50

/** Health codes by the key that signs them: `healthCode` lives a minute on a phone, `printedCode` stands on paper. */
export const OfflineKind = z.enum(['healthCode', 'printedCode'])
export type OfflineKind = z.infer<typeof OfflineKind>
/** `typ` and longest life of a token of the kind, seconds; the server has them in `token-kinds.ts`, and a test compares. */
export const OFFLINE_TOKENS: Readonly<Record<OfflineKind, { typ: string; lifeSeconds: number }>> = {
  healthCode: { typ: 'hc', lifeSeconds: 60 },
  printedCode: { typ: 'hp', lifeSeconds: 190 * 86_400 },
}

/** All that a guard's device needs to check without network, for one door. Nothing in it is about anybody. */
export const OfflineKit = z.object({
  guardId: z.string(),
  /** Name of the place, and the last day of the duty. */
  placeName: z.string(),
  until: z.string(),
  /** Whose links are codes of ours. */
  hosts: z.array(z.string()),
  /** Public points of P-256, uncompressed, in base64url. */
  keys: z.array(z.object({ kid: z.string(), kind: OfflineKind, point: z.string() })),
  /** What is sealed to it opens at the server alone. */
  sealTo: z.string(),
  /** 32 random bytes: pairs for sealing are made from it one after another, and it is replaced with each, so that what is sealed stays sealed. */
  seed: z.string(),
  issuedAt: z.string(),
  validUntil: z.string(),
})
export type OfflineKit = z.infer<typeof OfflineKit>

/**
 * 离线核验: what can be said without network. `genuine`: signature and time are right; the colour is not in the code, and nobody can know it here.
 */
export type OfflineVerdict = 'genuine' | 'genuinePrinted' | 'expired' | 'notYet' | 'forged' | 'wrongKind' | 'unknown'

export interface OfflineReading {
  verdict: OfflineVerdict
  /** The token itself, where it is genuine. */
  token: string | null
}

interface Query {
  text: string
  hosts: readonly string[]
  keys: OfflineKit['keys']
  now: Date
  /** Whether the signature (r‖s in base64url, low-S) over the first two parts is the key's. */
  isSigned: (query: { input: string; signature: string; point: string }) => boolean
  /** Canonical base64url as text; null for every other spelling (R5). */
  decode: (part: string) => string | null
}
const AHEAD_SECONDS = 5
const LONGEST_TOKEN = 600
const PAYLOAD = /^\{"jti":"[A-Za-z0-9_-]{21}[AQgw]","exp":([1-9]\d{9})\}$/
const HEADER = /^\{"alg":"ES256","typ":"([a-z]{2})","kid":"([A-Za-z0-9_.-]{1,64})"\}$/

/** Form, kind, signature, time, as the server reads it (R4–R6); whether it was used or taken back only the server knows. */
export function readOffline({ text, hosts, keys, now, isSigned, decode }: Query): OfflineReading {
  const refuse = (verdict: OfflineVerdict): OfflineReading => ({ verdict, token: null })
  const scanned = parseScannedText(text, hosts)
  if (scanned.kind !== 'healthCode' && scanned.kind !== 'printedCode') return refuse('wrongKind')
  const { kind, token } = scanned
  const [head = '', body = '', signature = '', ...rest] = token.length > LONGEST_TOKEN ? [] : token.split('.')
  const header = HEADER.exec(decode(head) ?? '')
  if (!header || rest.length > 0) return refuse('unknown')
  const { typ, lifeSeconds } = OFFLINE_TOKENS[kind]
  if (header[1] !== typ) return refuse('wrongKind')
  const key = keys.find(({ kid }) => kid === header[2])
  if (!key) return refuse('unknown')
  if (key.kind !== kind) return refuse('wrongKind')
  if (!isSigned({ input: `${head}.${body}`, signature, point: key.point })) return refuse('forged')
  const payload = PAYLOAD.exec(decode(body) ?? '')
  if (!payload) return refuse('unknown')
  const endsAt = Number(payload[1]) * 1000
  if (now.getTime() >= endsAt) return refuse('expired')
  if (endsAt - (lifeSeconds + AHEAD_SECONDS) * 1000 > now.getTime()) return refuse('notYet')
  return { verdict: kind === 'healthCode' ? 'genuine' : 'genuinePrinted', token }
}

/** What a device seals of one it let pass, and under which id: made from the token, so that the same code is one visit. */
const OfflineScan = z.strictObject({ token: z.string().check(z.maxLength(LONGEST_TOKEN)), at: z.iso.datetime() })
/** 无手机登记 without network. `key` is the one it would have been sent under at once: where that was recorded and its answer lost, it is one entry. */
const OfflineEntry = z.strictObject({ ...ManualEntry.shape, key: z.string().check(z.minLength(16), z.maxLength(64)), at: z.iso.datetime() })
export const OfflineSealed = z.union([OfflineScan, OfflineEntry])
export type OfflineSealed = z.infer<typeof OfflineSealed>
/** What a sealed visit is bound to: moved to another door or another id it does not open. */
export const offlineBinding = ({ guardId, id }: { guardId: string; id: string }): string => `door-visit\n${guardId}\n${id}`

export const SendOffline = z.strictObject({
  visits: z
    .array(z.strictObject({ id: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)), sealed: z.string().check(z.minLength(1), z.maxLength(2_000)) }))
    .check(z.minLength(1), z.maxLength(OFFLINE_SENT_TOGETHER)),
})
export type SendOffline = z.infer<typeof SendOffline>
/**
 * What became of each; the device forgets all of them. `recorded` also where it was before · `used` the code was recorded elsewhere: nothing is lost · `late`
 * kept longer than it is taken · `revoked` a printed code that was taken back · `overLimit` more than an hour allows · `refused` it is no scan that can have been.
 */
export const OfflineOutcome = z.enum(['recorded', 'used', 'late', 'revoked', 'overLimit', 'refused'])
export type OfflineOutcome = z.infer<typeof OfflineOutcome>
export const OfflineSent = z.object({ items: z.array(z.object({ id: z.string(), outcome: OfflineOutcome })) })
export type OfflineSent = z.infer<typeof OfflineSent>
