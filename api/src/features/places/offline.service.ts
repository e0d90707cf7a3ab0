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
import { toVisit, type ManualService } from './manual.service'
import type { NewVisit, VisitWriter } from './visit-writer'
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
  whoIs: ManualService['whoIs']
  limiter: Pick<RateLimiter, 'consume'>
  now: () => Date
}
export type OfflineService = ReturnType<typeof createOffline>

const HOUR_MS = 3_600_000
/** A device's clock follows ours; the rest is the way of an answer. */
const AHEAD_MS = 5_000

/** 离线核验: what a guard's device needs to check without network, and the visits it kept meanwhile, sealed, taken once each. */
export function createOffline({ writer, visits, guards, hosts, keys, pair, readPastCode, endsOn, idsOf, endCodesOf, whoIs, limiter, now }: Parts) {
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
    const { placeId, wasOnDuty } = await guards.getPastDuty({ guardId, principal })
    const at = { guardId, placeId, wasOnDuty, own: await idsOf(principal.personId) }
    const read = await Promise.all(body.visits.map((visit) => readKept(visit, at)))
    const hours = new Map<string, number>()
    for (const one of read) if ('visit' in one && !one.isWritten && !(await mayTakeMore({ kept: one, hours }))) one.overLimit = true
    const outcomes = await Promise.all(read.map((one) => ('visit' in one ? take(one) : one.outcome)))
    return { items: body.visits.map(({ id }, i) => ({ id, outcome: outcomes[i]! })) }
  }

  /** What a visit that waited is, or why it is none. */
  async function readKept({ id, sealed }: SendOffline['visits'][number], door: Door): Promise<Kept | Refused> {
    const kept = open(sealed, offlineBinding({ guardId: door.guardId, id }))
    if (!kept) return { outcome: 'refused' }
    const at = new Date(kept.at)
    const present = now()
    if (present.getTime() - at.getTime() > OFFLINE_TAKEN_HOURS * HOUR_MS) return { outcome: 'late' }
    if (at.getTime() > present.getTime() + AHEAD_MS || !door.wasOnDuty(at)) return { outcome: 'refused' }
    const found = await ('token' in kept ? readScan({ id, at, token: kept.token, door }) : readEntry({ at, entry: kept, door }))
    return 'outcome' in found ? found : { ...found, isWritten: await writer.isWritten(found.visit.asked), overLimit: false }
  }

  async function readScan({ id, at, token, door }: { id: string; at: Date; token: string; door: Door }): Promise<Found | Refused> {
    const code = await readPastCode(token)
    if (!code.ok || door.own.includes(code.personId)) return { outcome: 'refused' }
    const stood = code.goodAt(at)
    if (stood !== 'good') return { outcome: stood === 'never' ? 'refused' : stood }
    const { guardId, placeId } = door
    const { personId, printed } = code
    const visit: LateVisit = {
      placeId,
      guardId,
      via: 'offline',
      at,
      code: markOfCode({ code, placeId, at }),
      who: { personId, ...(printed && { printed: true as const }) },
      personId,
      // Nobody saw one at the door.
      colour: null,
      asked: { by: guardId, key: `offline\n${id}`, text: token },
    }
    return { visit, endsCodesOf: printed ? null : personId, number: null }
  }

  /** Somebody written in without network: looked at as if she were written in now. */
  async function readEntry({ at, entry, door }: { at: Date; entry: Extract<OfflineSealed, { person: object }>; door: Door }): Promise<Found | Refused> {
    const person = await whoIs({ claim: entry.person, own: door.own })
    if (typeof person === 'string') return { outcome: 'refused' }
    const { who, ...visit } = toVisit({ person, guardId: door.guardId, key: entry.key, at })
    return { visit: { ...visit, placeId: door.placeId, who: { ...who, later: true } }, endsCodesOf: null, number: person.claim.number }
  }

  async function take({ visit, endsCodesOf, overLimit }: Kept): Promise<OfflineOutcome> {
    if (overLimit) return 'overLimit'
    try {
      const written = await writer.write({ ...visit, answer: null, now: now() })
      if (written.outcome === 'codeUsed') return 'used'
    } catch (cause) {
      // Of one that is wrong the others lose nothing.
      if (cause instanceof AppError && cause.code === 'IDEMPOTENCY_KEY_REUSED') return 'refused'
      throw cause
    }
    // Also where it was written and the answer was lost: whoever did it may not have come this far.
    if (endsCodesOf !== null) await endCodesOf({ personId: endsCodesOf, at: visit.at })
    return 'recorded'
  }

  /**
   * With what he did online in that hour; in the shared counters, so that batches sent at once don't pass it together. @param hours how many this batch found and took
   * @throws AppError OVERLOADED
   */
  async function mayTakeMore({ kept: { visit, number }, hours }: { kept: Kept; hours: Map<string, number> }): Promise<boolean> {
    const guardId = visit.asked.by
    const hour = new Date(Math.floor(visit.at.getTime() / HOUR_MS) * HOUR_MS)
    const inHour = hour.toISOString()
    const before = hours.get(inHour) ?? (await visits.countByGuard({ guardId, from: hour, before: new Date(hour.getTime() + HOUR_MS) }))
    if (before >= DOOR_MOST_PER_HOUR) return false
    hours.set(inHour, before + 1)
    try {
      if (number !== null) {
        await limiter.consume('door.manual.target', number)
        await limiter.consume('door.manual.hour', `${guardId}\n${inHour}`)
      }
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

/** The door that a batch is of, and its guard. */
interface Door {
  guardId: string
  placeId: string
  wasOnDuty: (at: Date) => boolean
  own: readonly string[]
}

type LateVisit = Omit<NewVisit<never>, 'answer' | 'now'>
interface Refused {
  outcome: OfflineOutcome
}
interface Found {
  visit: LateVisit
  /** Whose codes that were shown meanwhile are used up with this one. */
  endsCodesOf: string | null
  /** Number of the document of whoever was written in. */
  number: string | null
}
/** A visit that can have been. */
interface Kept extends Found {
  /** It came before, and its answer was lost: it has its place in the hour. */
  isWritten: boolean
  overLimit: boolean
}
