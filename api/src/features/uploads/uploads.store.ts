import type { UploadKind, UploadRefusalCode } from '@zsb/shared/upload'
import type { Act } from '../holders'

/** receiving 正在收 · checked 已查验 · refused 未通过, kept a day so that whoever asks again is told again. */
export type UploadState = 'receiving' | 'checked' | 'refused'

/** A file 上传件. Until it was checked there are only its parts, in quarantine 隔离; after that only pictures that we made of it. */
export interface UploadRecord {
  _id: string
  /** Who sent it and for whom, `ownerKey`: nobody else finds it. */
  owner: string
  subjectId: string
  /** The material or form field it was sent for. */
  material: string
  state: UploadState
  kind: UploadKind | null
  sizeBytes: number
  /** Size of each page's picture in pixels. */
  pages: { width: number; height: number }[]
  /** The first page, small; encrypted. */
  thumb: Buffer | null
  refusal: { code: UploadRefusalCode; n: number } | null
  at: Date
  /** Cases 办件 it was handed in with. */
  cases: string[]
  /** When it is forgotten; null while it belongs to a case. */
  expiresAt: Date | null
}

export interface Part {
  uploadId: string
  no: number
  crc32: string
  /** Encrypted. */
  bytes: Buffer
  expiresAt: Date
}

export interface CheckedUpload {
  kind: UploadKind
  pages: { width: number; height: number; bytes: Buffer }[]
  thumb: Buffer
  expiresAt: Date
}

export interface UploadStore {
  /**
   * Where as many as are allowed are waiting already, the oldest that was begun and never finished makes room: nobody sees it in any list.
   * Null when all of them were checked.
   */
  add: (record: UploadRecord, query: { most: number; act: Act; makeRoom: (oldest: UploadRecord) => Act }) => Promise<UploadRecord | null>
  find: (id: string) => Promise<UploadRecord | null>
  findMany: (ids: readonly string[]) => Promise<UploadRecord[]>
  /** Checked ones of an owner for one material, newest first. */
  list: (query: { owners: readonly string[]; material: string; at: Date; after: string | null; limit: number }) => Promise<{
    items: UploadRecord[]
    next: string | null
  }>
  /** `same` when this part had come before; `other` when it had, with other bytes. */
  putPart: (part: Part) => Promise<'kept' | 'same' | 'other'>
  /** Numbers of the parts that have come. */
  numbersOf: (id: string) => Promise<number[]>
  /** The parts in their order. */
  readParts: (id: string) => Promise<Buffer[]>
  /** One transaction: state, pages, audit; the parts are gone with it. Null when another call was quicker. */
  finish: (query: { id: string; checked: CheckedUpload; act: Act }) => Promise<UploadRecord | null>
  refuse: (query: { id: string; refusal: NonNullable<UploadRecord['refusal']>; expiresAt: Date; act: Act }) => Promise<UploadRecord | null>
  /** False when a case has it by now. */
  remove: (query: { id: string; act: Act }) => Promise<boolean>
  findPage: (query: { id: string; no: number }) => Promise<Buffer | null>
  /** Within the transaction that hands a case in: they belong to it from now on. False when one of them is gone. */
  keepIn: (tx: unknown, query: { ids: readonly string[]; caseId: string }) => Promise<boolean>
  /** Within a transaction: of every file the case has or had, what belongs to no other is gone with its pages. */
  eraseOf: (tx: unknown, query: { caseId: string }) => Promise<void>
  /** Within the transaction that ends a case: they belong to it no more, and what belongs to no other is forgotten then. */
  letGo: (tx: unknown, query: { ids: readonly string[]; caseId: string; expiresAt: Date }) => Promise<void>
}
