import type { Act } from '../holders'
import type { ShownBy } from './presentable-licence'

/** One live or ended code, stored under its `jti`; the text of the code carries nothing of it (spine.md). */
export interface Presentation {
  _id: string
  /** The showing it belongs to: renewed codes share it, and a use consumes the whole showing. */
  displayId: string
  subjectId: string
  actor: { personId: string; capacity: ShownBy; sessionId: string }
  licenceId: string
  revision: number
  /** Blind indexes of the subject's documents under which it lay in the wallet; absent in a showing of the release before. */
  heldUnder?: readonly string[]
  scene: string
  fields: string[]
  shortIndex: string
  issuedAt: Date
  expiresAt: Date
  /** Set when the holder closed the screen, or when the session went on to another showing or to a third code of this one. */
  endedAt: Date | null
  endedBecause: 'withdrawn' | 'superseded' | null
  /** Last refusal worth telling the holder; nothing was consumed. */
  refusal: { at: Date; verdict: string; relyingPartyCode: string } | null
  /** When the document may go: a day after its end. */
  purgeAt: Date
}

export interface PresentationStore {
  /** `duplicate` when the short form is taken: draw again. */
  add: (presentation: Presentation) => Promise<'inserted' | 'duplicate'>
  find: (jti: string) => Promise<Presentation | null>
  findByShortIndex: (shortIndex: string) => Promise<Presentation | null>
  /** The holder takes a showing back: ends its codes that live, in one write. */
  withdraw: (query: { displayId: string; at: Date }) => Promise<void>
  /** Ends whatever the session shows beside `keep`, of any licence and for anybody, made up to `at`, in one write. */
  supersede: (query: { sessionId: string; keep: string[]; at: Date }) => Promise<void>
  noteRefusal: (query: { jti: string; refusal: NonNullable<Presentation['refusal']> }) => Promise<void>
}

/** 亮证密码 of a person, and until when which session is unlocked. */
export interface PasswordRecord {
  _id: string
  hash: string
  failures: number
  lockedUntil: Date | null
}
export interface PresentationPasswordStore {
  find: (personId: string) => Promise<PasswordRecord | null>
  /** Sets the password, with its audit entry and the message that tells the person; `expectedHash` null only where none was set. False when somebody else was quicker. */
  set: (query: { personId: string; hash: string; expectedHash: string | null; act: Act }) => Promise<boolean>
  /**
   * Takes one try in one write; null when there is no password or it is locked. The last of `lockAfter` tries locks at once, and
   * `clearFailures` opens again when it was right.
   */
  takeTry: (query: { personId: string; at: Date; lockAfter: number; lockedUntil: Date }) => Promise<PasswordRecord | null>
  clearFailures: (personId: string) => Promise<void>
  unlock: (query: { sessionId: string; personId: string; until: Date }) => Promise<void>
  findUnlock: (query: { sessionId: string; personId: string }) => Promise<Date | null>
}
