import type { Act } from '../holders'

/** A health code on paper 离线码. It says neither person nor colour: whose it is stands here under its `jti`. */
export interface PrintedCode {
  _id: string
  /** In the code itself. Unique. */
  jti: string
  personId: string
  /** For the eye, on the paper. */
  number: string
  channel: 'phone' | 'window'
  issuedAt: Date
  /** Seconds since 1970 in the code are this. */
  expiresAt: Date
  /** Before its time: taken back, or another one took its place. */
  revokedAt: Date | null
  /** Until then a scan is told that it was taken back. */
  purgeAt: Date
}

/** Whoever it is of is told, by a message of the same transaction. */
export interface TellPrinted {
  topic: 'printedCode.changed'
  key: string
  ids: { personId: string; what: PrintedChange; sourceId: string }
}
export type PrintedChange = 'printed' | 'printedAgain' | 'revoked'

export interface PrintedCodeStore {
  /** Takes the place of every other one of the person, in one transaction. */
  replace: (query: { code: PrintedCode; personIds: readonly string[]; act: Act; tell: TellPrinted }) => Promise<void>
  findByJti: (jti: string) => Promise<PrintedCode | null>
  /** One that is good at an instant, of one of these. */
  findLiving: (query: { id: string; personIds: readonly string[]; at: Date }) => Promise<PrintedCode | null>
  /** Those that are good at an instant, newest first. */
  listLiving: (query: { personIds: readonly string[]; at: Date; limit: number }) => Promise<PrintedCode[]>
  /** @returns how many were good until then */
  revoke: (query: { personIds: readonly string[]; id?: string; at: Date; act: Act; tell: TellPrinted }) => Promise<number>
  recordPrint: (query: { act: Act; tell: TellPrinted }) => Promise<void>
}
