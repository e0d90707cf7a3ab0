import type { Act } from '../holders'

/** A declaration 个人健康申报. What was answered is encrypted under a key that is destroyed when its time is over. */
export interface Declaration {
  _id: string
  /** About whom it is. */
  personId: string
  /** Who filled it in: himself, or a guardian. */
  declarantId: string
  /** By our clock. */
  at: Date
  /** By the phone's. */
  filledAt: Date
  formVersion: number
  sealed: string
  state: 'counts' | 'corrected'
  /** The one it takes the place of. */
  corrects: string | null
  /** First day on which it is there no more, Asia/Shanghai. */
  erasedOn: string
  /** The same as an instant, for the database's own clock. */
  purgeAt: Date
}

/** Whoever it is about is told where somebody else said it for him. */
interface TellDeclared {
  topic: 'healthDeclaration.atWindow'
  key: string
  ids: { personId: string; declarationId: string }
}

export interface DeclarationStore {
  /** With `corrects`, that one counts no more; false when it did not count any longer. `tell` leaves with it. */
  add: (declaration: Declaration, act: Act, tell: TellDeclared | null) => Promise<boolean>
  find: (query: { id: string; personIds: readonly string[]; today: string }) => Promise<Declaration | null>
  /** Newest first; none whose day has come. */
  list: (query: { personIds: readonly string[]; today: string; after: string | null; limit: number }) => Promise<{ items: Declaration[]; next: string | null }>
  /** False when it is not there any more. */
  remove: (query: { id: string; personIds: readonly string[]; act: Act }) => Promise<boolean>
  /** Whether one of somebody counts. */
  hasDeclared: (query: { personId: string; today: string }) => Promise<boolean>
  /** Everybody with one that counts, by id, after a place. */
  listDeclaredAfter: (query: { today: string; after: string; limit: number }) => Promise<string[]>
  /** Those that are kept, corrected ones too, newest first: all, or those from an instant on, and where all are older the latest. */
  listKept: (query: { personIds: readonly string[]; today: string; from: Date | null }) => Promise<Declaration[]>
}
