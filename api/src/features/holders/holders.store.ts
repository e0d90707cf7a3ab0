import type { DocumentType, RealNameLevel } from '@zsb/shared/identity'
import type { Act } from './trail'

/** An identity document on a record 身份证件: the number sealed, with its blind index. `until` is null while it counts. */
export interface StoredDocument {
  type: DocumentType
  sealed: string
  index: string
  from: Date
  until: Date | null
}

/** What somebody says of himself and has not proved to the level needed. */
export interface StoredClaim {
  type: DocumentType
  nameSealed: string
  numberSealed: string
  index: string
  /** What the population register said of it: a stronger proof may follow only a claim that fits. */
  registerFits: boolean
  at: Date
}

/** A device the account was used on, and the level it has proved (security.md R29: a new device is asked again). */
export interface StoredDevice {
  id: string
  provenLevel: RealNameLevel
  since: Date
}

/**
 * A holder 持证主体 (spine.md). Found to be one with an older record, it gets `mergedInto`; reads follow it, nothing is rewritten.
 * `documentIndexes` repeats the indexes of the documents that count now, so that one document has one holder.
 */
export interface Holder {
  _id: string
  kind: 'person' | 'organisation'
  nameSealed: string | null
  bornOnSealed: string | null
  phoneSealed: string | null
  /** Phone number proved by this account, though the sign-in by it may belong to another record. */
  phoneIndex: string | null
  documents: StoredDocument[]
  documentIndexes: string[]
  level: RealNameLevel
  /** Who vouches for the level: a register, a face check, a window, or a department library (a child's record). */
  levelBy: 'none' | 'register' | 'face' | 'window' | 'library'
  levelSince: Date
  claim: StoredClaim | null
  devices: StoredDevice[]
  frozenAt: Date | null
  mergedInto: string | null
  version: number
  createdAt: Date
}

export type LoginProvider = 'phone' | 'wechat' | 'alipay'
/** A way in 登录方式: the partner's identifier as a keyed digest, never in clear. */
export interface Login {
  _id: string
  provider: LoginProvider
  index: string
  holderId: string
  createdAt: Date
}

/** The fields a change may set, always together with the version it was based on. */
export type HolderChange = Partial<Omit<Holder, '_id' | 'kind' | 'createdAt' | 'version'>>
export interface VersionedChange {
  id: string
  version: number
  change: HolderChange
}

/** A change elsewhere that belongs to this one: made in the same transaction, and false stops both. */
export type Alongside = (tx: unknown) => Promise<boolean>

/** Message that leaves with a change; ids only. */
export interface HolderMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

export interface HolderStore {
  find: (id: string) => Promise<Holder | null>
  findByDocumentIndex: (index: string) => Promise<Holder | null>
  findLogin: (key: { provider: LoginProvider; index: string }) => Promise<Login | null>
  listLogins: (holderIds: readonly string[]) => Promise<Login[]>
  /** Ids merged into this record, oldest first. */
  listMergedIds: (id: string) => Promise<string[]>
  /** Null when somebody else made the same login first. */
  createWithLogin: (record: { holder: Holder; login: Login; act: Act }) => Promise<Holder | null>
  /** Null when the document has a holder already. */
  create: (record: { holder: Holder; act: Act }) => Promise<Holder | null>
  /** False when the provider's identifier has a holder already. */
  addLogin: (record: { login: Login; act: Act }) => Promise<boolean>
  /**
   * All or nothing; `changed` when one of the versions has moved on, `documentTaken` when the document got a holder meanwhile,
   * `stopped` when `alongside` answered false.
   */
  apply: (write: {
    changes: readonly VersionedChange[]
    act: Act
    tells?: readonly HolderMessage[]
    alongside?: Alongside
  }) => Promise<'done' | 'changed' | 'documentTaken' | 'stopped'>
}
