import type { AppealFinding } from '@zsb/shared/health-code'
import type { Act } from '../holders'

/** An appeal 申诉 against the colour of a health code: what was written and sent with it, and what was found. */
export interface AppealRecord {
  _id: string
  /** As a person reads it; changes by hand name it. */
  number: string
  /** Whose colour; the record that counts. */
  personId: string
  /** Who appealed: himself, or a guardian. */
  appellantId: string
  /** Encrypted. */
  text: string
  /** Uploads that belong to it. */
  files: string[]
  openedAt: Date
  dueAt: Date
  /** Day and id: the list is worked off in this order. */
  place: string
  state: 'open' | 'answered' | 'withdrawn'
  /** When it was found unanswered past its time. */
  overdueAt: Date | null
  finding: AppealFinding | null
  /** Encrypted. */
  answer: string | null
  answeredAt: Date | null
  answeredBy: string | null
}

/** Message that leaves with a change, in the same transaction; ids only. */
export interface AppealMessage {
  topic: string
  key: string
  ids: Record<string, string>
}

export interface AppealStore {
  /** `open`: one of this person waits; `files`: `keepFiles` said that some are gone. */
  add: (record: AppealRecord, more: { act: Act; keepFiles: (tx: unknown) => Promise<boolean> }) => Promise<'added' | 'open' | 'files'>
  find: (id: string) => Promise<AppealRecord | null>
  findOpenByNumber: (number: string) => Promise<AppealRecord | null>
  /** The newest first. */
  listOwn: (query: { personIds: readonly string[]; limit: number }) => Promise<AppealRecord[]>
  /** Open ones with the first to be answered first, answered ones with the last first; `after` is the place of the last one seen. */
  list: (query: { state: 'open' | 'answered'; after: string | null; limit: number }) => Promise<{ items: AppealRecord[]; next: string | null }>
  /** Null when it was answered or withdrawn before. */
  answer: (query: {
    id: string
    set: Pick<AppealRecord, 'finding' | 'answer' | 'answeredAt' | 'answeredBy'>
    act: Act
    tell: AppealMessage
  }) => Promise<AppealRecord | null>
  /** Its files are the person's own again. Null when it was answered or withdrawn before. */
  withdraw: (query: { id: string; act: Act; letGo: (tx: unknown) => Promise<void> }) => Promise<AppealRecord | null>
  /** Open past their time and not told of yet, the oldest first. */
  listDue: (query: { at: Date; limit: number }) => Promise<AppealRecord[]>
  /** False when it was told of before, or is open no more. */
  markOverdue: (query: { id: string; at: Date; act: Act; tell: AppealMessage }) => Promise<boolean>
  /** Keeps in the audit trail that staff read what somebody wrote (R18). */
  recordRead: (act: Act) => Promise<void>
}
