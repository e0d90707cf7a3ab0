import type { UseStore } from './verification.store'

interface Parts {
  uses: Pick<UseStore, 'countByStaff'>
  startOfDay: (at: Date) => Date
  now: () => Date
}

/** A write under way may become visible this late; what is older is counted once and remembered. */
const SETTLED_AFTER_MS = 60_000
const MOST_CLERKS = 5_000
const MOST = 9_999

/**
 * How many a clerk has verified today. Only the last minute is counted anew at each look: a counter that is asked after every
 * scan must not read the whole day each time.
 */
export function createTodaysCount({ uses, startOfDay, now }: Parts) {
  const settled = new Map<string, { day: number; until: Date; count: number }>()

  async function count(staffId: string): Promise<number> {
    const at = now()
    const day = startOfDay(at)
    const known = settled.get(staffId)
    const before = known?.day === day.getTime() && known.until <= at ? known : { day: day.getTime(), until: day, count: 0 }
    const until = new Date(Math.max(before.until.getTime(), at.getTime() - SETTLED_AFTER_MS))
    const [older, fresh] = await Promise.all([
      until > before.until ? uses.countByStaff({ staffId, from: before.until, until, limit: MOST }) : 0,
      uses.countByStaff({ staffId, from: until, limit: MOST }),
    ])
    settled.delete(staffId)
    settled.set(staffId, { ...before, until, count: before.count + older })
    const [oldest] = settled.keys()
    if (settled.size > MOST_CLERKS && oldest !== undefined) settled.delete(oldest)
    return Math.min(MOST, before.count + older + fresh)
  }

  return { count }
}
