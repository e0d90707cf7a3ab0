import type { Act } from '../holders'

/** Who stands in for whom 代理 at an office, from and until both included; accounts, not persons. */
export interface Deputyship {
  _id: string
  /** Relying party whose windows they serve. */
  office: string
  absentId: string
  deputyId: string
  /** `YYYY-MM-DD`. */
  from: string
  until: string
  /** `open` until somebody ends it, or until another one is named after its last day. */
  state: 'open' | 'over'
  namedBy: string
  namedAt: Date
}

export interface DeputyStore {
  /** Ends what is over on `today`; null when the absent one has a deputy whose time is not over. */
  name: (deputyship: Deputyship, also: { today: string; act: Act }) => Promise<Deputyship | null>
  /** Null for one of another office or one that is over. */
  end: (query: { id: string; office: string; act: Act }) => Promise<Deputyship | null>
  listOf: (query: { office: string; after: string | null; limit: number }) => Promise<{ items: Deputyship[]; next: string | null }>
  /** For whom this account stands in on `today`. */
  listOfDeputy: (query: { deputyId: string; today: string }) => Promise<Deputyship[]>
}
