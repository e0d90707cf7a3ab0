import type { LibraryOutcome } from '@zsb/shared/licence'
import type { Act } from '../holders'
import type { LicenceLibrary } from './adapters/library'

/** Where a licence comes from 来源库; `own` is what we issue ourselves. */
export type LicenceSource = LicenceLibrary['code'] | 'own'

/** One act on a licence 变更履历. `from` and `to` are states of its type; the same twice where only the content changed. */
export interface HistoryEntry {
  at: Date
  action: string
  from: string
  to: string
  by: 'library' | 'staff'
  /** Law or reason it rests on. */
  basis: string
  revision: number
}

/** A licence as we keep it: a reference to the library it came from; content is immutable per `revision`. */
export interface LicenceRecord {
  _id: string
  /** 电子证照标识, unique. */
  identifier: string
  /** How its check character was made; `wrong` is kept and shown, never relied on. */
  identifierForm: 'standard' | 'legacyVariant' | 'wrong'
  type: string
  typeVersion: number
  revision: number
  /** Counts every change; the filter of the next one. */
  version: number
  /** Blind indexes of the holders' documents and their part on the licence. */
  holders: { index: string; role: string }[]
  /** Those of them in whose wallet it lies. */
  walletOf: string[]
  numberIndex: string
  contentDigest: string
  issuer: string
  issuedOn: string | null
  validFromDay: string | null
  validToDay: string | null
  state: string
  /** State it came to us with, where replaying its history begins; absent on records older than the field. */
  firstState?: string
  stateSince: Date
  basis: string
  /** Until a library's change is later than this, an act of our own staff stands. */
  ownActAt: Date | null
  library: LicenceSource
  /** When the library last changed it, and when it last confirmed it to us. */
  changedAt: Date
  checkedAt: Date
  /** Place in the status list 状态清单, given once. */
  statusListIndex: number
  /** Day from which the holder is reminded of the end; absent when he was, or where nothing ends. */
  remindOn?: string
  history: HistoryEntry[]
}

/** Content of one revision, field by field encrypted (R20). Never changed. */
export interface LicenceRevision {
  /** `licenceId@revision`. */
  _id: string
  licenceId: string
  revision: number
  at: Date
  fields: { code: string; sealed: string }[]
  /** Fields that belong to one holder only. */
  members: { index: string; fields: { code: string; sealed: string }[] }[]
}

/** Places of the status list: 2 bits for each of a million (R9). */
export const STATUS_LIST_SIZE = 1_000_000

/** Parts on a licence that put it into somebody's wallet; parents see a child's by acting for the child. */
export const WALLET_ROLES: ReadonlySet<string> = new Set(['holder', 'child', 'legalRepresentative'])

export interface Told {
  act: Act
  tell?: { topic: string; key: string; ids: Record<string, string> }
}

export interface LicenceChange extends Partial<Told> {
  id: string
  /** The version it was read with; another one means that somebody was quicker. */
  version: number
  set: Partial<Omit<LicenceRecord, '_id' | 'version' | 'history' | 'remindOn'>> & { remindOn?: string | null }
  entry?: HistoryEntry
  revision?: LicenceRevision
  /** Every revision's content goes; the record stays as a reference. */
  dropContent?: true
  /** Further writes of the same transaction; `tx` is the storage's own. */
  also?: (tx: unknown) => Promise<void>
}

export interface LicenceStore {
  findByIdentifier: (identifier: string) => Promise<LicenceRecord | null>
  findById: (id: string) => Promise<LicenceRecord | null>
  /** The licence, when it lies in the wallet of one of the indexes: ownership is part of the query (R14). */
  findInWallet: (query: { id: string; indexes: readonly string[] }) => Promise<LicenceRecord | null>
  listWallet: (query: { indexes: readonly string[]; limit: number }) => Promise<LicenceRecord[]>
  /** What one library gave for one holder. */
  listOfLibrary: (query: {
    index: string
    library: LicenceSource
  }) => Promise<Pick<LicenceRecord, '_id' | 'identifier' | 'version' | 'changedAt' | 'holders' | 'walletOf'>[]>
  findRevisions: (ids: readonly string[]) => Promise<LicenceRevision[]>
  /** False when the identifier is there already. */
  add: (record: { licence: LicenceRecord; revision: LicenceRevision; act: Act }) => Promise<boolean>
  /** One conditional change with its history, audit and message, in one transaction (R15). Null when the version has moved on. */
  change: (change: LicenceChange) => Promise<LicenceRecord | null>
  /** An act that changes no licence, such as a reveal or a look-up: audit and message in one transaction. */
  leaveTrail: (told: Told) => Promise<void>
  /** The library confirmed them as they are. */
  touch: (query: { ids: readonly string[]; checkedAt: Date }) => Promise<void>
  /** State and history of every licence, for the nightly recomputation. */
  walkStates: () => AsyncIterable<Pick<LicenceRecord, '_id' | 'type' | 'typeVersion' | 'state' | 'firstState' | 'history'>>
  listToRemind: (query: { today: string; limit: number }) => Promise<LicenceRecord[]>
  endReminder: (query: { id: string; remindOn: string }) => Promise<void>
  /** Calls back with the id of every licence that changes, in whichever process; `onLive(false)` while it may miss some. */
  watch: (listener: { onChange: (id: string) => void; onLive: (live: boolean) => void }) => Promise<() => Promise<void>>
}

/** The newest change a library has told for one holder 高水位; it begins the next question and must be named again by the answer. */
export interface CollectionMark {
  changedAt: Date
  identifier: string
}

/** What a library answered when it was last asked for one holder. */
export interface Collection {
  library: string
  state: LibraryOutcome['state']
  /** Last good answer, and the last one that was complete rather than only what had changed. */
  asOf: Date | null
  fullAt: Date | null
  mark: CollectionMark | null
  /** Consent it was read under, null where a law is the basis. */
  consentId?: string | null
}
export interface CollectionStore {
  read: (holderIndex: string) => Promise<Collection[]>
  /** What is null stays as it was. */
  write: (entry: {
    holderIndex: string
    subjectId: string
    library: string
    state: LibraryOutcome['state']
    asOf: Date | null
    fullAt: Date | null
    mark: CollectionMark | null
    consentId: string | null
    triedAt: Date
  }) => Promise<void>
  /** As if it had never been asked: the next question is for the whole. */
  forget: (query: { holderIndex: string; library: string }) => Promise<void>
  /** People of ours behind these indexes. */
  subjectsOf: (indexes: readonly string[]) => Promise<string[]>
}

/** 信息有误: what a holder says is wrong on his licence. */
export interface ErrorReport {
  _id: string
  licenceId: string
  licenceType: string
  subjectId: string
  reporterId: string
  field: string | null
  /** Encrypted text, and the answer. */
  text: string
  at: Date
  state: 'open' | 'answered'
  answer: string | null
  outcome: 'corrected' | 'asIssued' | null
  answeredAt: Date | null
  answeredBy: string | null
}
export interface ErrorReportStore {
  /** False when one about the same field is still open. */
  add: (report: ErrorReport, act: Act) => Promise<boolean>
  find: (id: string) => Promise<ErrorReport | null>
  listOfLicence: (query: { licenceId: string; subjectId: string; limit: number }) => Promise<ErrorReport[]>
  /** Keeps in the audit trail that staff read what holders wrote (R18). */
  recordRead: (act: Act) => Promise<void>
  listOpen: (query: { licenceTypes: readonly string[]; after: string | null; limit: number }) => Promise<{ items: ErrorReport[]; next: string | null }>
  /** Null when it was answered before. */
  answer: (
    query: { id: string; licenceTypes: readonly string[]; answer: string; outcome: 'corrected' | 'asIssued'; by: string; at: Date } & Told,
  ) => Promise<ErrorReport | null>
}
