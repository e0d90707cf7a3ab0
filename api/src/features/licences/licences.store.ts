import type { LibraryOutcome } from '@zsb/shared/licence'
import type { LicenceLibrary } from './adapters/library'

/** A licence as we keep it: a reference to the library it came from 来源库; content is immutable per `revision`. */
export interface LicenceRecord {
  _id: string
  /** 电子证照标识, unique. */
  identifier: string
  identifierForm: 'standard' | 'legacyVariant' | 'wrong'
  type: string
  typeVersion: number
  revision: number
  /** Blind indexes of the holders' document numbers and their part on the licence. */
  holders: { index: string; role: string }[]
  /** Encrypted content: number, issuer, fields. */
  sealed: string
  contentDigest: string
  state: string
  stateSince: Date
  validFromDay: string | null
  validToDay: string | null
  library: LicenceLibrary['code']
  /** When the library last changed it, and when it last confirmed it to us. */
  changedAt: Date
  checkedAt: Date
  history: { at: Date; action: string; from: string; to: string; by: 'library' | 'staff' }[]
}

/** Content in clear; lives only in memory. */
export interface LicenceContent {
  number: string
  issuer: string
  issuedOn: string | null
  holderName: string
  fields: Record<string, string>
}

/** Parts a person may have on a licence that lies in his wallet; parents see a child's by acting for the child. */
export const WALLET_ROLES = ['holder', 'child', 'legalRepresentative'] as const

export interface LicenceStore {
  findByIdentifier: (identifier: string) => Promise<LicenceRecord | null>
  findById: (id: string) => Promise<LicenceRecord | null>
  /** Licences on which one of the indexes has one of the wallet roles. */
  listByHolder: (indexes: readonly string[]) => Promise<LicenceRecord[]>
  /** False when the identifier is there already. */
  add: (record: LicenceRecord) => Promise<boolean>
  /** New revision or newer state from the library; conditional on the revision and the state it was read with. */
  replace: (change: { id: string; revision: number; state: string; set: Partial<LicenceRecord>; entry?: LicenceRecord['history'][number] }) => Promise<boolean>
  touch: (query: { id: string; checkedAt: Date }) => Promise<void>
  /** Change of state by staff, with its trail, in one transaction (R15). Null when the state has moved on. */
  move: (change: { id: string; from: string; to: string; at: Date; action: string; leaveTrail: (session: unknown) => Promise<void> }) => Promise<LicenceRecord | null>
  /** Calls back with the id of every licence that changes, in whichever process. */
  watch: (onChange: (id: string) => void) => Promise<() => Promise<void>>
}

export interface CollectionStore {
  read: (holderIndex: string) => Promise<Record<string, { state: LibraryOutcome['state']; asOf: Date | null }>>
  write: (entry: { holderIndex: string; library: string; state: LibraryOutcome['state']; asOf: Date | null; triedAt: Date }) => Promise<void>
}

export interface ErrorReport {
  _id: string
  licenceId: string
  subjectId: string
  reporterId: string
  field: string | null
  /** Encrypted text. */
  text: string
  at: Date
  state: 'open' | 'answered'
}
export interface ErrorReportStore {
  add: (report: ErrorReport) => Promise<void>
}
