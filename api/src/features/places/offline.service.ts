import { randomBytes } from 'node:crypto'
import {
  DOOR_MOST_PER_HOUR,
  OFFLINE_KIT_HOURS,
  OFFLINE_TAKEN_HOURS,
  offlineBinding,
  OfflineSealed,
  type OfflineKit,
  type OfflineOutcome,
  type OfflineSent,
  type SendOffline,
} from '@zsb/shared/place'
import { endOfDay } from '@zsb/shared/time'
import * as z from 'zod/mini'
import type { SealingPair } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import { markOfCode } from './door.service'
import type { GuardService } from './guards.service'
import type { VisitWriter } from './visit-writer'
import type { VisitStore } from './visits.store'

/** What a token that was scanned a while ago was then. `goodAt`: whether it could be scanned at that instant. */
export type PastCode =
  { ok: true; jti: string; proof: string; personId: string; printed: boolean; goodAt: (at: Date) => 'good' | 'used' | 'revoked' | 'never' } | { ok: false }

interface Parts {
  writer: VisitWriter
  visits: Pick<VisitStore, 'countByGuard'>
  guards: Pick<GuardService, 'getOnDuty' | 'getPastDuty'>
  /** Hosts whose links are codes of ours. */
  hosts: readonly string[]
  /** Public keys that sign health codes now, or did. */
  keys: () => OfflineKit['keys']
  /** The server's pair that devices seal to. */
  pair: SealingPair
  /** Signature and record of a token whose time may be over. Injected: health codes know it. */
  readPastCode: (token: string) => Promise<PastCode>
  /** Last day on which the health code is in force. */
  endsOn: () => Promise<string>
  idsOf: (personId: string) => Promise<string[]>
  endCodesOf: (query: { personId: string; at: Date }) => Promise<void>
  limiter: Pick<RateLimiter, 'consume'>
  now: () => Date
}
export type OfflineService = ReturnType<typeof createOffline>

const HOUR_MS = 3_600_000
/** A device's clock follows ours; the rest is the way of an answer. */
const AHEAD_MS = 5_000

/** 离线核验: what a guard's device needs to check without network, and the visits it kept meanwhile, sealed, taken once each. */
export function createOffline({ writer, visits, guards, hosts, keys, pair, readPastCode, endsOn, idsOf, endCodesOf, limiter, now }: Parts) {
  /** @throws AppError as the guard's duty */
  async function kit({ guardId, principal }: { guardId: string; principal: Principal }): Promise<OfflineKit> {
    const { guard, place } = await guards.getOnDuty({ guardId, principal })
    const at = now()
    const ends = [at.getTime() + OFFLINE_KIT_HOURS * HOUR_MS, endOfDay(guard.until).getTime(), endOfDay(await endsOn()).getTime()]
    return {
      guardId,
      placeName: place.name,
      until: guard.until,
      hosts: [...hosts],
      keys: keys(),
      sealTo: pair.point,
      seed: randomBytes(32).toString('base64url'),
      issuedAt: at.toISOString(),
      validUntil: new Date(Math.min(...ends)).toISOString(),
    }
  }

  /**
   * Takes each once, whoever sends it how often. Places in an hour are given in the order of the batch; the writes go together, for one by one an hour's worth
   * would wait for the disk 1,200 times.
   * @throws AppError as the guard's duty, whenever it was · OVERLOADED while nothing can be counted
   */
  async function send({ guardId, body, principal }: { guardId: string; body: SendOffline; principal: Principal }): Promise<OfflineSent> {
    const duty = await guards.getPastDuty({ guardId, principal })
    const own = await idsOf(principal.personId)
    const read = await Promise.all(body.visits.map(({ id, sealed }) => readKept({ guardId, id, sealed, own, wasOnDuty: duty.wasOnDuty })))
    const hours = new Map<string, number>()
    for (const one of read) if ('at' in one && !one.isWritten && !(await mayTakeMore({ guardId, at: one.at, hours }))) one.overLimit = true
    const outcomes = await Promise.all(read.map((one) => ('at' in one ? take({ ...one, guardId, placeId: duty.placeId }) : one.outcome)))
    return { items: body.visits.map(({ id }, i) => ({ id, outcome: outcomes[i]! })) }
  }

  /** What a visit that waited is, or why it is none. */
  async function readKept({ guardId, id, sealed, own, wasOnDuty }: Sent): Promise<Kept | { outcome: OfflineOutcome }> {
    const refuse = (outcome: OfflineOutcome) => ({ outcome })
    const visit = open(sealed, offlineBinding({ guardId, id }))
    if (!visit) return refuse('refused')
    const at = new Date(visit.at)
    const present = now()
    if (present.getTime() - at.getTime() > OFFLINE_TAKEN_HOURS * HOUR_MS) return refuse('late')
    if (at.getTime() > present.getTime() + AHEAD_MS || !wasOnDuty(at)) return refuse('refused')
    const code = await readPastCode(visit.token)
    if (!code.ok || own.includes(code.personId)) return refuse('refused')
    const stood = code.goodAt(at)
    if (stood !== 'good') return refuse(stood === 'never' ? 'refused' : stood)
    const asked = { by: guardId, key: `offline\n${id}`, text: visit.token }
    return { at, code, asked, isWritten: await writer.isWritten(asked), overLimit: false }
  }

  async function take({ guardId, placeId, at, code, asked, overLimit }: Kept & { guardId: string; placeId: string }): Promise<OfflineOutcome> {
    if (overLimit) return 'overLimit'
    const written = await writer.write({
      placeId,
      guardId,
      via: 'offline',
      at,
      code: markOfCode({ code, placeId, at }),
      who: { personId: code.personId, ...(code.printed && { printed: true as const }) },
      personId: code.personId,
      // Nobody saw one at the door.
      colour: null,
      asked,
      answer: null,
      now: now(),
    })
    if (written.outcome === 'codeUsed') return 'used'
    // Also where it was written and the answer was lost: whoever did it may not have come this far.
    if (!code.printed) await endCodesOf({ personId: code.personId, at })
    return 'recorded'
  }

  /** With what he scanned online in that hour; in the shared counter, so that batches sent at once don't pass it together. @param hours how many this batch found and took @throws AppError OVERLOADED */
  async function mayTakeMore({ guardId, at, hours }: { guardId: string; at: Date; hours: Map<string, number> }): Promise<boolean> {
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
    const inHour = hour.toISOString()
    const before = hours.get(inHour) ?? (await visits.countByGuard({ guardId, from: hour, before: new Date(hour.getTime() + HOUR_MS) }))
    if (before >= DOOR_MOST_PER_HOUR) return false
    hours.set(inHour, before + 1)
    try {
      await limiter.consume('door.offline.hour', `${guardId}\n${inHour}`)
      return true
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'RATE_LIMITED') return false
      throw cause
    }
  }

  function open(sealed: string, about: string): OfflineSealed | null {
    try {
      return z.safeParse(OfflineSealed, JSON.parse(pair.open(sealed, about))).data ?? null
    } catch {
      return null
    }
  }

  return { kit, send }
}

interface Sent {
  guardId: string
  id: string
  sealed: string
  own: readonly string[]
  wasOnDuty: (at: Date) => boolean
}

/** A visit that can have been. */
interface Kept {
  at: Date
  code: Extract<PastCode, { ok: true }>
  asked: { by: string; key: string; text: string }
  /** It came before, and its answer was lost: it has its place in the hour. */
  isWritten: boolean
  overLimit: boolean
}
