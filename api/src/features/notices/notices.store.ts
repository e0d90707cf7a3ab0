import type { Notice as NoticeView, NoticeKind } from '@zsb/shared/notice'

/** A notice as stored: for one person, made once for each source event. */
export interface StoredNotice {
  _id: string
  personId: string
  kind: NoticeKind
  at: Date
  readAt: Date | null
  words: NoticeView['words']
  link: NoticeView['link']
  /** Event it was made from; with person and kind unique, so that a repeated event adds nothing. */
  sourceId: string
}

export interface NoticeStore {
  add: (notice: StoredNotice) => Promise<'inserted' | 'duplicate'>
  /** Calls back for every notice that is added, in whichever process; what a gap held comes late. */
  watch: (onAdded: (notice: { id: string; personId: string }) => void) => Promise<() => Promise<void>>
  list: (query: { personId: string; after: string | null; limit: number }) => Promise<{ items: StoredNotice[]; next: string | null }>
  countUnread: (query: { personId: string; limit: number }) => Promise<number>
  /** False when it is somebody else's or none. */
  markRead: (query: { id: string; personId: string; at: Date }) => Promise<boolean>
  markAllRead: (query: { personId: string; at: Date }) => Promise<void>
}
