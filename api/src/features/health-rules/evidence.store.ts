import type { EvidenceContent, EvidenceKind } from '@zsb/shared/health-code'
import type { Act } from '../holders'

interface Named {
  zh: string
  en: string
}

/** A notice 依据通知 as it is kept: what it says of an area is public, what it says of people is sealed with them. */
export interface StoredNotice {
  /** The authority's `jti`. */
  _id: string
  authority: string
  authorityName: Named
  department: string
  documentNumber: string
  kind: EvidenceKind
  /** Of a 风险区域公告; null for what is about people. */
  area: Extract<EvidenceContent, { kind: 'riskArea' }> | null
  persons: number
  at: Date
  /** Null while it waits for a second department. */
  countsFrom: Date | null
  second: { code: string; name: Named; at: Date; text: string } | null
  /** SHA-256 of the signed text. */
  sha256: string
  /** The signed text of a 风险区域公告, which is about nobody: kept as long as it holds. Null for what is about people. */
  text: string | null
  /** The signed text of what is about people, sealed under the key of its month. */
  sealed: string | null
}

/** What a department may say alone in two days 批量: `counted` people, or areas, more than `most` wait for a second department. */
export interface Tally {
  /** Of which kind it is, by which department. */
  of: string
  day: string
  before: string
  counted: number
  most: number
}

/** One person of a notice. */
export interface StoredEvidence {
  _id: string
  noticeId: string
  /** Blind index of his document. */
  personIndex: string
  at: Date
  countsFrom: Date | null
  sealed: string
}

export interface EvidenceStore {
  /**
   * `known`: the same text came before; `other`: another text came under this id; `waiting`: with it the department would have said more alone than it
   * may, so that it waits for a second one, however small the notices are that it was split into.
   */
  add: (notice: StoredNotice, evidence: readonly StoredEvidence[], more: { act: Act; tally: Tally | null }) => Promise<'added' | 'waiting' | 'known' | 'other'>
  find: (id: string) => Promise<StoredNotice | null>
  /** False when it counts already. */
  countersign: (move: { id: string; second: NonNullable<StoredNotice['second']>; act: Act }) => Promise<boolean>
  list: (page: { after: string | null; limit: number }) => Promise<{ items: StoredNotice[]; next: string | null }>
  /** What counts about somebody, by the indexes of his documents, the newest first. */
  listAbout: (personIndexes: readonly string[]) => Promise<StoredEvidence[]>
  /** Areas that count. */
  listAreas: () => Promise<StoredNotice[]>
  /** All of them, and what stands beside one. */
  eachNotice: () => AsyncIterable<StoredNotice>
  listOfNotice: (noticeId: string) => Promise<StoredEvidence[]>
  /** Ids that evidence names and no notice bears. */
  findOrphans: (limit: number) => Promise<string[]>
  /** Says every notice that begins to count, whichever process took it. */
  watch: (onCounts: (notice: Pick<StoredNotice, '_id' | 'kind'>) => void) => Promise<() => Promise<void>>
}
