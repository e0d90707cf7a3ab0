import { OFFLINE_SENT_TOGETHER, OFFLINE_TAKEN_HOURS, type OfflineOutcome } from '@zsb/shared/place'
import { create } from 'zustand'
import { clockOffsetSeconds, serverNow } from '@/platform/clock'
import { listStored, readStored, removeStored, writeStored } from '@/platform/storage'

/** One visit that waits on this phone: sealed to the server, readable by nobody here. */
export interface WaitingVisit {
  guardId: string
  id: string
  sealed: string
  /** The hour it was in, for the hour's limit and the day it is kept for; when exactly is sealed. */
  at: string
}

const HOUR_MS = 3_600_000
export const hourOf = (at: Date): string => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString()

/** One key for each, so that keeping one is one small write. Not under 'kept.': signing out loses nothing, and nothing of it can be read. */
const START = 'door-visit.'
const keyOf = ({ guardId, id }: Pick<WaitingVisit, 'guardId' | 'id'>) => `${START}${guardId}.${id}`
const load = (): WaitingVisit[] =>
  listStored(START)
    .flatMap((key) => readStored<WaitingVisit>(key) ?? [])
    .sort((a, b) => (a.at < b.at ? -1 : 1))

interface Queue {
  waiting: readonly WaitingVisit[]
  /** What was not taken when it was sent, until the guard has seen it. */
  lost: Partial<Record<OfflineOutcome, number>>
}
export const useQueue = create<Queue>(() => ({ waiting: [], lost: {} }))

/** Read from the phone when the pages of doors are opened. */
export function openQueue(): void {
  useQueue.setState({ waiting: load() })
  dropLate()
}

/** Whoever it is of: longer than this nothing is taken, and nothing lies here for ever. By the server's time alone: a wrong clock here loses nothing. */
export function dropLate(): void {
  if (clockOffsetSeconds() === null) return
  // With the whole hour it was in.
  const oldest = serverNow().getTime() - (OFFLINE_TAKEN_HOURS + 1) * HOUR_MS
  const late = useQueue.getState().waiting.filter(({ at }) => Date.parse(at) <= oldest)
  for (const guardId of new Set(late.map((visit) => visit.guardId)))
    settle(
      guardId,
      late.filter((visit) => visit.guardId === guardId).map(({ id }) => ({ id, outcome: 'late' })),
    )
}

/** Of one door; three thousand take a megabyte and a half. What another guard left on this phone takes no room of it. */
export const MOST_WAITING = 3_000

/** @returns false where this phone keeps nothing more */
export function keepVisit(visit: WaitingVisit): boolean {
  const { waiting } = useQueue.getState()
  if (waiting.filter(({ guardId }) => guardId === visit.guardId).length >= MOST_WAITING || !writeStored(keyOf(visit), visit)) return false
  useQueue.setState({ waiting: [...waiting, visit] })
  return true
}

export const isKept = (visit: Pick<WaitingVisit, 'guardId' | 'id'>): boolean =>
  useQueue.getState().waiting.some(({ guardId, id }) => guardId === visit.guardId && id === visit.id)

/** How many of a door were kept in the hour of `now`, as the server counts them. */
export const keptInHour = (guardId: string, now: Date): number =>
  useQueue.getState().waiting.filter((visit) => visit.guardId === guardId && hourOf(new Date(visit.at)) === hourOf(now)).length

/** Doors of which something waits, also those whose duty is over. */
export const doorsWaiting = (): string[] => [...new Set(useQueue.getState().waiting.map(({ guardId }) => guardId))]

/** The next ones of a door to send, the oldest first. */
export const nextOf = (guardId: string): WaitingVisit[] =>
  useQueue
    .getState()
    .waiting.filter((visit) => visit.guardId === guardId)
    .slice(0, OFFLINE_SENT_TOGETHER)

/** Of these it is known what became of them. `used` elsewhere is recorded all the same. */
export function settle(guardId: string, answered: readonly { id: string; outcome: OfflineOutcome }[]): void {
  const done = new Set(answered.map(({ id }) => id))
  for (const id of done) removeStored(keyOf({ guardId, id }))
  const { waiting, lost } = useQueue.getState()
  const added = { ...lost }
  for (const { outcome } of answered) if (outcome !== 'recorded' && outcome !== 'used') added[outcome] = (added[outcome] ?? 0) + 1
  useQueue.setState({ waiting: waiting.filter((visit) => visit.guardId !== guardId || !done.has(visit.id)), lost: added })
}

/** What was scanned at a door whose health code is off by now may be kept by nobody. */
export function dropDoor(guardId: string): void {
  for (const visit of useQueue.getState().waiting) if (visit.guardId === guardId) removeStored(keyOf(visit))
  useQueue.setState(({ waiting }) => ({ waiting: waiting.filter((visit) => visit.guardId !== guardId) }))
}

export const seenLost = (): void => useQueue.setState({ lost: {} })
