import type { Session } from './sessions.store'

const KEPT_MS = 30_000
const MOST = 20_000

/** Sessions read lately, for at most 30 s and dropped the moment one changes anywhere (security.md R28: revoked within 60 s). */
export function createSessionCache({ find, now }: { find: (id: string) => Promise<Session | null>; now: () => Date }) {
  const kept = new Map<string, { session: Session; until: number }>()
  /** Counts changes, so that an answer read before a change is not kept after it. */
  let changes = 0

  async function get(id: string): Promise<Session | null> {
    const known = peek(id)
    if (known) return known
    const at = now().getTime()
    const before = changes
    const session = await find(id)
    if (session && session.endedAt === null && before === changes) {
      if (kept.size >= MOST) kept.clear()
      kept.set(id, { session, until: at + KEPT_MS })
    }
    return session
  }

  /** The copy in memory, or null: asks nobody. */
  function peek(id: string): Session | null {
    const known = kept.get(id)
    const at = now().getTime()
    return known && known.until > at && known.until <= at + KEPT_MS ? known.session : null
  }

  function drop(id: string): void {
    changes += 1
    kept.delete(id)
  }
  function dropAll(): void {
    changes += 1
    kept.clear()
  }
  return { get, peek, drop, dropAll }
}
export type SessionCache = ReturnType<typeof createSessionCache>
