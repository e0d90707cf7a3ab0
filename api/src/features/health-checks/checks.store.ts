import type { CheckFinding } from '@zsb/shared/health-code'
import type { Act } from '../holders'

/** One recomputation of everything 核对. */
export interface HealthCheck {
  _id: string
  at: Date
  state: 'waiting' | 'running' | 'done'
  endedAt: Date | null
  people: number
  findings: CheckFinding[]
}

export interface CheckStore {
  /** With an act where somebody asked for it. `known`: one waits or runs already. */
  add: (check: HealthCheck, act: Act | null) => Promise<'added' | 'known'>
  /** The one that waits, or that a process left unfinished. */
  findOpen: () => Promise<HealthCheck | null>
  /** When one came to its end last. */
  findLastEnded: () => Promise<Date | null>
  findLast: () => Promise<HealthCheck | null>
  /** How far it is, and what was found so far. */
  save: (query: { id: string; set: Partial<Pick<HealthCheck, 'state' | 'endedAt' | 'people' | 'findings'>> }) => Promise<void>
  list: (query: { after: string | null; limit: number }) => Promise<{ items: HealthCheck[]; next: string | null }>
  /** Keeps that a process's clock was off by so much; the most of each hour. */
  markClock: (mark: { at: Date; offMs: number }) => Promise<void>
  /** Hours since an instant in which one was. */
  listClockMarks: (query: { since: Date; limit: number }) => Promise<Date[]>
}
