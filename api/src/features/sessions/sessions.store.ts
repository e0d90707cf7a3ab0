import type { SessionEnd, SignInMethod } from '@zsb/shared/session'
import type { Act } from '../holders'

/** One sign-in on one device 会话. Refresh tokens are derived from `sequence`, so none is stored. */
export interface Session {
  _id: string
  kind: 'citizen' | 'staff'
  personId: string
  staffId: string | null
  method: SignInMethod
  /** `id` is a keyed digest of what the device sent. */
  device: { id: string; name: string; platform: string }
  sequence: number
  rotatedAt: Date
  startedAt: Date
  lastUsedAt: Date
  /** Ends when idle for too long; pushed on by refreshing, never beyond `endsAt`. */
  idleUntil: Date
  endsAt: Date
  endedAt: Date | null
  endReason: SessionEnd | null
  /** Staff only: last request, for the idle lock; and the PIN of this shift. */
  activeAt: Date
  pinHash: string | null
  pinFailures: number
}

export interface SessionStore {
  /** `also` is written in the same transaction; what it throws undoes the opening. */
  open: (session: Session, act: Act, also?: (tx: unknown) => Promise<void>) => Promise<void>
  find: (id: string) => Promise<Session | null>
  /** Live sessions of these persons, newest first; a page may be shorter than its limit. */
  listLive: (query: { personIds: readonly string[]; at: Date; after: string | null; limit: number }) => Promise<{ items: Session[]; next: string | null }>
  /** Moves on by one; null when another request did first. */
  rotate: (move: { id: string; sequence: number; at: Date; idleUntil: Date }) => Promise<Session | null>
  end: (query: { id: string; personIds: readonly string[]; at: Date; reason: SessionEnd; act: Act }) => Promise<boolean>
  /** Ends all live sessions of these persons but one; answers how many. */
  endAll: (query: { personIds: readonly string[]; except: string | null; at: Date; reason: SessionEnd; act: Act }) => Promise<string[]>
  /** Inside the transaction that takes a device away: ends the live staff sessions on it that `isMeant` picks by staff id. */
  endOnDeviceIn: (
    tx: unknown,
    query: { deviceId: string; isMeant: (staffId: string) => Promise<boolean>; at: Date; reason: SessionEnd; act: Act },
  ) => Promise<string[]>
  /** Gives sessions that have run out their end; answers how many. They let nobody in before either. */
  endIdle: (query: { at: Date; limit: number }) => Promise<number>
  /** Notes a staff request unless the screen is locked already; false when it is. */
  touch: (query: { id: string; at: Date; notBefore: Date }) => Promise<boolean>
  unlock: (query: { id: string; at: Date }) => Promise<boolean>
  setPin: (query: { id: string; pinHash: string }) => Promise<boolean>
  /**
   * Takes one of `limit` tries in one write, before the PIN is looked at, so that many tries at once get no more between them; answers
   * the PIN's hash, or null when there is none or its tries are up. `unlock` gives the tries back.
   */
  takePinTry: (query: { id: string; limit: number }) => Promise<string | null>
  /** A wrong PIN: it is taken away once its tries are up. */
  dropSpentPin: (query: { id: string; limit: number }) => Promise<void>
  /** Calls back whenever a session changed anywhere, by this process or another; resolves to a function that stops. */
  watch: (listener: { changed: (id: string) => void; lost: () => void }) => Promise<() => Promise<void>>
}

/** A one-time code 验证码, only its digest kept. */
export interface OneTimeCodeRecord {
  _id: string
  phoneIndex: string
  digest: string
  tries: number
  sentAt: Date
  expiresAt: Date
  usedAt: Date | null
  /** Digest of the device it was used on; null while it was not, and where another code took its place. */
  usedOn: string | null
}
export interface OneTimeCodeStore {
  /** The new code takes the place of all earlier ones of the number. */
  replace: (record: OneTimeCodeRecord) => Promise<void>
  /** Takes one try from the live code of this number; null when there is none or its tries are up. */
  takeTry: (query: { phoneIndex: string; at: Date; maxTries: number }) => Promise<OneTimeCodeRecord | null>
  /** True for exactly one caller. */
  use: (query: { id: string; at: Date; on: string | null }) => Promise<boolean>
  /** The last code that this device used since then; a try is counted on it. */
  takeRepeat: (query: { phoneIndex: string; on: string; since: Date; maxTries: number }) => Promise<OneTimeCodeRecord | null>
}
