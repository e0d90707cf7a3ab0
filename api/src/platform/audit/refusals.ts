import type { Principal } from '../http/principal'
import type { AuditAct } from './audit'

interface Refusal {
  principal: Principal
  permission: string
}
interface Repeated extends Refusal {
  sinceMs: number
  /** Further ones since the first was written. */
  further: number
}

/** One person's refusals of one permission are written once in this time, with how many there were. */
const WINDOW_MS = 60_000
/** Persons and permissions told apart at a time. */
const MOST = 10_000

/**
 * Refusals are acts too (R18), but whoever is refused decides how often: of one person and permission the first of a minute is
 * written at once and durably, further ones are counted and written as one when the minute is over.
 */
export function createRefusalTrail({ record, now }: { record: (act: AuditAct) => Promise<void>; now: () => Date }) {
  const known = new Map<string, Repeated>()

  const write = ({ principal, permission }: Refusal, count: number) =>
    record({
      action: 'refused',
      actor: { personId: principal.personId, capacity: principal.capacity, sessionId: principal.sessionId },
      subjectId: null,
      facts: { permission, count },
    })

  /** Writes what was counted in windows that are over. @param all also of those that still run */
  async function settle(all: boolean): Promise<void> {
    const nowMs = now().getTime()
    const over = [...known].filter(([, { sinceMs }]) => all || Math.abs(nowMs - sinceMs) >= WINDOW_MS)
    for (const [key] of over) known.delete(key)
    for (const [, repeated] of over) if (repeated.further > 0) await write(repeated, repeated.further)
  }

  async function note(refusal: Refusal): Promise<void> {
    const { principal, permission } = refusal
    const key = `${principal.personId}\n${principal.capacity}\n${permission}`
    const running = known.get(key)
    if (running && Math.abs(now().getTime() - running.sinceMs) < WINDOW_MS) {
      running.further += 1
      return
    }
    known.set(key, { ...refusal, sinceMs: now().getTime(), further: 0 })
    if (running && running.further > 0) await write(running, running.further)
    if (known.size > MOST) await settle(true)
    await write(refusal, 1)
  }

  return { note, settle: () => settle(false), flush: () => settle(true) }
}
