import {
  REFRESH_GRACE_SECONDS,
  SESSION_IDLE_DAYS,
  SESSION_LIFE_DAYS,
  judgeRefresh,
  type Device,
  type SessionEnd,
  type SessionView,
  type SignInMethod,
} from '@zsb/shared/session'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Actor, type HolderService } from '../holders'
import type { SessionCache } from './session-cache'
import type { SessionTokens } from './session-tokens'
import type { Session, SessionStore } from './sessions.store'

const DAY_MS = 86_400_000

interface Parts {
  store: SessionStore
  cache: SessionCache
  tokens: SessionTokens
  holders: Pick<HolderService, 'find' | 'idsOf' | 'setFrozen'>
  deviceIndex: (deviceId: string) => string
  newId: (at: Date) => string
  now: () => Date
  /** A citizen has signed in: what belongs to him may be gathered meanwhile. Must not throw. */
  onOpened?: (personId: string) => void
  /** Tells the live channel of a phone that its session is over. */
  onEnded?: (sessionIds: readonly string[]) => void
}

export interface OpenedSession {
  sessionId: string
  accessToken: string
  expiresAt: Date
  refreshToken: string
  refreshUntil: Date
}
export type SessionService = ReturnType<typeof createSessionService>

/** Sessions 会话: opened by a sign-in, carried on by refresh tokens, ended by their owner, a freeze or a token seen twice (R29). */
export function createSessionService({ store, cache, tokens, holders, deviceIndex, newId, now, onOpened, onEnded }: Parts) {
  function opened(session: Session, at: Date): OpenedSession {
    return { sessionId: session._id, ...tokens.issueAccess(session._id, at), refreshToken: tokens.refreshToken(session), refreshUntil: session.idleUntil }
  }

  async function open({
    personId,
    staffId = null,
    method,
    device,
    lifeMs,
    also,
  }: {
    personId: string
    staffId?: string | null
    method: SignInMethod
    device: Device
    lifeMs?: number
    /** Written in the same transaction; what it throws undoes the sign-in. */
    also?: (tx: unknown) => Promise<void>
  }): Promise<OpenedSession> {
    const at = now()
    const endsAt = new Date(at.getTime() + (lifeMs ?? SESSION_LIFE_DAYS * DAY_MS))
    const session: Session = {
      _id: newId(at),
      kind: staffId === null ? 'citizen' : 'staff',
      personId,
      staffId,
      method,
      device: { id: deviceIndex(device.id), name: device.name, platform: device.platform },
      sequence: 1,
      rotatedAt: at,
      startedAt: at,
      lastUsedAt: at,
      idleUntil: idleEnd(at, endsAt),
      endsAt,
      endedAt: null,
      endReason: null,
      activeAt: at,
      pinHash: null,
      pinFailures: 0,
    }
    const actor = { personId, capacity: 'self' as const, sessionId: session._id, ...(staffId && { staffId }) }
    await store.open(session, { action: 'session.opened', actor, subjectId: personId, facts: { method } }, also)
    if (staffId === null) onOpened?.(personId)
    return opened(session, at)
  }

  /**
   * Answers the next pair of tokens. The previous refresh token again within 30 s from the same device gets the same successor;
   * anything else seen twice ends the session (R29).
   * @throws AppError SESSION_ENDED · ACCOUNT_FROZEN
   */
  async function refresh({ refreshToken, deviceId }: { refreshToken: string; deviceId: string }): Promise<OpenedSession> {
    const presented = tokens.readRefresh(refreshToken)
    if (!presented) throw new AppError('SESSION_ENDED', { detail: { reason: 'notOurs' } })
    const at = now()
    const session = await store.find(presented.sessionId)
    if (!isLive(session, at)) throw new AppError('SESSION_ENDED', { detail: { reason: 'over' } })
    const holder = await holders.find(session.personId)
    if (!holder || holder.frozenAt) throw new AppError(holder ? 'ACCOUNT_FROZEN' : 'SESSION_ENDED')
    const state = { sequence: session.sequence, rotatedAt: session.rotatedAt, deviceId: session.device.id }
    const judged = judgeRefresh({ sequence: presented.sequence, deviceId: deviceIndex(deviceId) }, state, at)
    if (judged === 'repeat') return opened(session, at)
    if (judged !== 'rotate') return revoke(session, judged, at)
    const rotated = await store.rotate({ id: session._id, sequence: session.sequence, at, idleUntil: idleEnd(at, session.endsAt) })
    // A twin request was first: what this one holds is now the previous token, which is judged anew.
    return rotated ? opened(rotated, at) : repeatAfterRace(session._id, presented.sequence, at)
  }

  async function repeatAfterRace(id: string, sequence: number, at: Date): Promise<OpenedSession> {
    const session = await store.find(id)
    const fresh =
      isLive(session, at) && session.sequence === sequence + 1 && Math.abs(at.getTime() - session.rotatedAt.getTime()) <= REFRESH_GRACE_SECONDS * 1000
    if (!fresh) throw new AppError('SESSION_ENDED', { detail: { reason: 'raced' } })
    return opened(session, at)
  }

  async function revoke(session: Session, reason: SessionEnd, at: Date): Promise<never> {
    await store.end({
      id: session._id,
      personIds: [session.personId],
      at,
      reason,
      act: { action: 'session.revoked', actor: null, subjectId: session.personId, facts: { reason } },
    })
    ended([session._id])
    throw new AppError('SESSION_ENDED', { detail: { reason } })
  }

  function ended(ids: readonly string[]): void {
    for (const id of ids) cache.drop(id)
    onEnded?.(ids)
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const personIds = await holders.idsOf(principal.personId)
    const page = await store.listLive({ personIds, at: now(), after, limit })
    return { items: page.items.map((session) => toView(session, principal.sessionId)), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another person's session, as for none */
  async function end({ principal, id }: { principal: Principal; id: string }): Promise<void> {
    const personIds = await holders.idsOf(principal.personId)
    const own = id === principal.sessionId
    const act = { action: 'session.ended', actor: actorOf(principal), subjectId: principal.personId }
    const done = await store.end({ id, personIds, at: now(), reason: own ? 'signedOut' : 'signedOutElsewhere', act })
    if (!done) throw new AppError('NOT_FOUND')
    ended([id])
  }

  async function endOthers({ principal }: { principal: Principal }): Promise<{ ended: number }> {
    const act = { action: 'session.othersEnded', actor: actorOf(principal), subjectId: principal.personId }
    const ids = await store.endAll({
      personIds: await holders.idsOf(principal.personId),
      except: principal.sessionId,
      at: now(),
      reason: 'signedOutElsewhere',
      act,
    })
    ended(ids)
    return { ended: ids.length }
  }

  async function endAllOf({ personId, reason, actor, why }: { personId: string; reason: SessionEnd; actor: Actor; why?: string }): Promise<number> {
    const act = { action: 'session.allEnded', actor, subjectId: personId, ...(why && { reason: why }), facts: { reason } }
    const ids = await store.endAll({ personIds: await holders.idsOf(personId), except: null, at: now(), reason, act })
    ended(ids)
    return ids.length
  }

  /** A registered device was taken away 设备注销: in that transaction its staff are signed out, and `tell` closes what is open. */
  async function endOnDeviceIn(
    tx: unknown,
    { deviceId, isMeant, actor }: { deviceId: string; isMeant: (staffId: string) => Promise<boolean>; actor: Actor },
  ): Promise<{ tell: () => void }> {
    const act = { action: 'session.deviceEnded', actor, subjectId: null, facts: { reason: 'deviceRemoved' } }
    const ids = await store.endOnDeviceIn(tx, { deviceId, isMeant, at: now(), reason: 'deviceRemoved', act })
    return { tell: () => ended(ids) }
  }

  /** 冻结: first nobody gets in any more, then everybody is out. */
  async function freeze({ personId, actor, reason }: { personId: string; actor: Actor; reason?: string }): Promise<{ frozenAt: Date; sessionsEnded: number }> {
    await holders.setFrozen({ holderId: personId, frozen: true, actor, ...(reason && { reason }) })
    const sessionsEnded = await endAllOf({ personId, reason: 'frozen', actor })
    return { frozenAt: now(), sessionsEnded }
  }

  return { open, refresh, list, end, endOthers, endAllOf, endOnDeviceIn, freeze }
}

const idleEnd = (at: Date, endsAt: Date) => new Date(Math.min(at.getTime() + SESSION_IDLE_DAYS * DAY_MS, endsAt.getTime()))

export const isLive = (session: Session | null, at: Date): session is Session =>
  session !== null && session.endedAt === null && session.idleUntil > at && session.endsAt > at

const toView = ({ _id: id, device, method, startedAt, lastUsedAt }: Session, currentId: string): SessionView => ({
  id,
  device: { name: device.name, platform: device.platform },
  method,
  startedAt: startedAt.toISOString(),
  lastUsedAt: lastUsedAt.toISOString(),
  current: id === currentId,
})
