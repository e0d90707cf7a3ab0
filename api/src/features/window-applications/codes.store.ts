import type { Act } from '../holders'

/** A code 办件码 under its `jti`; the text of the code carries nothing of it. */
export interface ApplicationCode {
  _id: string
  /** A case 办件, or several at once 联办. */
  applicationId: string
  /** Absent in codes of single cases. */
  of?: 'joint'
  /** Who shows it. */
  personId: string
  shortIndex: string
  expiresAt: Date
  /** It was scanned, or another one of the same case was. */
  usedAt: Date | null
  /** When the document may go: a day after its end. */
  purgeAt: Date
}

export interface ApplicationCodeStore {
  /** With its line in the trail; false when the short form is taken: draw again. */
  add: (code: ApplicationCode, act: Act) => Promise<boolean>
  find: (jti: string) => Promise<ApplicationCode | null>
  findByShortIndex: (shortIndex: string) => Promise<ApplicationCode | null>
  /** Within the transaction that takes the case over: this code and every other one of the case are spent. False when this one was. */
  spend: (tx: unknown, query: { jti: string; applicationId: string; at: Date }) => Promise<boolean>
}

/** 不要窗口代办: by person, until he shows a code himself. */
export interface RefusalStore {
  /** Within the transaction that takes his case back. */
  note: (tx: unknown, refusal: { personId: string; at: Date }) => Promise<void>
  isRefused: (personIds: readonly string[]) => Promise<boolean>
  /** Within the transaction that takes over the case whose code he shows. */
  lift: (tx: unknown, personId: string) => Promise<void>
}
