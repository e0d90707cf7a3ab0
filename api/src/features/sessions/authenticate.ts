import { STAFF_IDLE_SECONDS } from '@zsb/shared/staff'
import { AppError } from '../../platform/http/app-error'
import type { Authenticate, Principal } from '../../platform/http/principal'
import { lower, type HolderService } from '../holders'
import { createPrincipalMemory } from './principal-memory'
import type { SessionCache } from './session-cache'
import type { SessionTokens } from './session-tokens'
import { isLive } from './sessions.service'
import type { Session, SessionStore } from './sessions.store'

/** What a staff account adds to the principal; looked up for every request. Null when the account is closed. */
export type FindStaffRole = (
  staffId: string,
) => Promise<Pick<Principal, 'capacity' | 'staffId' | 'officeId' | 'region' | 'relyingPartyCode' | 'organisationId'> | null>
/** Whether `personId` may act for `subjectId` now, and as what. */
export type FindGuardianship = (query: { personId: string; subjectId: string; now: Date }) => Promise<'guardian' | null>

interface Parts {
  tokens: Pick<SessionTokens, 'openAccess' | 'keysGeneration'>
  cache: SessionCache
  store: Pick<SessionStore, 'find' | 'touch'>
  holders: Pick<HolderService, 'find'>
  findStaffRole: FindStaffRole
  findGuardianship: FindGuardianship
  now: () => Date
}

/** The stored time of a staff member's last request may lag by this much; the idle lock is that much stricter at most. */
const TOUCH_EVERY_MS = 10_000

/** Who stands behind a bearer token: the session must live, the account must not be frozen, the role is today's. */
export function createAuthenticate({ tokens, cache, store, holders, findStaffRole, findGuardianship, now }: Parts): Authenticate {
  const memory = createPrincipalMemory({ cache, keysGeneration: tokens.keysGeneration })

  return async ({ bearer, actingFor, unattended = false }) => {
    const at = now()
    const remembered = memory.get(bearer, at)
    if (remembered) return remembered
    const token = tokens.openAccess(bearer)
    if (!token) return null
    const session = await cache.get(token.sessionId)
    if (!isLive(session, at)) return null
    const holder = await holders.find(session.personId)
    if (!holder || holder.frozenAt) return null
    const proven = holder.devices.find(({ id }) => id === session.device.id)?.provenLevel ?? 'none'
    const own: Principal = {
      personId: holder._id,
      capacity: 'self',
      subjectId: holder._id,
      level: session.kind === 'staff' ? holder.level : lower(holder.level, proven),
      sessionId: session._id,
      deviceId: session.device.id,
    }
    if (session.staffId !== null) {
      const principal = await asStaff({ own, session, staffId: session.staffId, at, unattended })
      // Until the next request is noted, or the token or the session ends: 10 s at most.
      const untilMs = Math.min(session.activeAt.getTime() + TOUCH_EVERY_MS, token.expiresAtMs, session.idleUntil.getTime(), session.endsAt.getTime())
      if (principal) memory.put(bearer, { session, principal, untilMs })
      return principal
    }
    if (!actingFor || actingFor === holder._id) return own
    const capacity = await findGuardianship({ personId: holder._id, subjectId: actingFor, now: at })
    if (!capacity) throw new AppError('FORBIDDEN', { detail: { reason: 'noGuardian' } })
    return { ...own, capacity, subjectId: actingFor }
  }

  async function asStaff({ own, session, staffId, at, unattended }: StaffAsking): Promise<Principal | null> {
    const role = await findStaffRole(staffId)
    if (!role) return null
    if (unattended) await requireAwake(session, at)
    else await keepAwake(session, at)
    return { ...own, ...role }
  }

  /** @throws AppError STAFF_SCREEN_LOCKED after five idle minutes (R30) */
  async function keepAwake(session: Session, at: Date): Promise<void> {
    if (at.getTime() - session.activeAt.getTime() < TOUCH_EVERY_MS) return
    // The stored time decides, not the kept copy: another process may have served him meanwhile.
    if (!(await store.touch({ id: session._id, at, notBefore: awakeSince(at) }))) throw new AppError('STAFF_SCREEN_LOCKED')
    cache.drop(session._id)
  }

  /** What a page asks by itself keeps nobody’s screen open. @throws AppError STAFF_SCREEN_LOCKED */
  async function requireAwake(session: Session, at: Date): Promise<void> {
    if (session.activeAt > awakeSince(at)) return
    const stored = await store.find(session._id)
    if (!stored || stored.activeAt <= awakeSince(at)) throw new AppError('STAFF_SCREEN_LOCKED')
  }
}

/** Whoever has asked for nothing since then is idle. */
const awakeSince = (at: Date): Date => new Date(at.getTime() - STAFF_IDLE_SECONDS * 1000)

interface StaffAsking {
  own: Principal
  session: Session
  staffId: string
  at: Date
  unattended: boolean
}
