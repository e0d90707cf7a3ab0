import type { Principal } from '../../platform/http/principal'
import type { SessionCache } from './session-cache'
import type { Session } from './sessions.store'

interface Remembered {
  session: Session
  principal: Principal
  untilMs: number
  keys: number
}

const MOST = 20_000

interface Parts {
  cache: Pick<SessionCache, 'peek'>
  keysGeneration: () => number
}

/**
 * Who stood behind a bearer token a moment ago, so that a clerk who scans one person after another is not looked up, nor his token's
 * signature checked, for each of them (performance.md, P3: at most 30 s, dropped on revocation). An entry counts only while the
 * session cache still holds the very copy it was made from: whatever ends or changes the session anywhere drops that copy. A change of
 * the keys ends all entries.
 */
export function createPrincipalMemory({ cache, keysGeneration }: Parts) {
  const known = new Map<string, Remembered>()
  return {
    get: (bearer: string, at: Date): Principal | null => {
      const entry = known.get(bearer)
      if (!entry) return null
      const atMs = at.getTime()
      // A clock set back is a reason to look again, too.
      const isFresh = atMs < entry.untilMs && atMs >= entry.session.activeAt.getTime()
      if (isFresh && entry.keys === keysGeneration() && cache.peek(entry.session._id) === entry.session) return entry.principal
      known.delete(bearer)
      return null
    },
    put: (bearer: string, entry: Omit<Remembered, 'keys'>): void => {
      if (known.size >= MOST) known.clear()
      known.set(bearer, { ...entry, keys: keysGeneration() })
    },
  }
}
