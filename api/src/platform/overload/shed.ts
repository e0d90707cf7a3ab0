import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { monotonicMs } from '../clock/clock'
import { AppError } from '../http/app-error'
import { createLane, type Asking, type Lane } from './lane'
import { createLoopGauge, type LoopGauge } from './loop-gauge'
import { givePlace } from './place'
import { createRation } from './ration'
import { RETRY_AFTER_SECONDS } from './refusal'

export interface SheddingThresholds {
  /** Lag of the event loop from which ordinary requests are sent away, ms. */
  ordinaryMs: number
  /** From which even verifications are: the last to be shed (R23). */
  verificationMs: number
  /** Ordinary requests one process works on at once, at most. */
  ordinaryAtWork: number
  /** Verifications it works on at once, at most. */
  verificationsAtWork: number
}

/** For measurements and tests of other things. */
export const NEVER_SHED: SheddingThresholds = {
  ordinaryMs: Infinity,
  verificationMs: Infinity,
  ordinaryAtWork: Infinity,
  verificationsAtWork: Infinity,
}

export type RequestKind = 'ordinary' | 'verification'

/** How often it is seen whether there is time left, ms. */
const LOOK_MS = 100
/** Health and figures are answered whatever the load: the orchestrator ends what does not answer. */
const VITAL = new Set(['/healthz', '/readyz', '/metrics'])
/** Verifying at a window and at a door, and what nobody verifies without: a session that goes on, a screen unlocked. */
export const VERIFYING = [
  '/api/v1/verifications',
  '/api/v1/guarded-places/:guardId/scans',
  '/api/v1/sessions/refresh',
  '/api/v1/staff-sessions/unlock',
] as const
const VERIFIES = new RegExp(`^(?:${VERIFYING.map((path) => path.replace(/:\w+/g, '[^/]+')).join('|')})$`)

/** A burst of ordinary requests is at work at once up to this many; a loop that has time doubles it with every look. */
const ORDINARY_FIRST = 64
/** Enough to keep a process busy: fewer at once make nothing faster. */
const ORDINARY_LEAST = 16
const ORDINARY_LINE = 1_024
/** A burst may take so long: a phone shows that it waits, after this its owner has gone on to something else. */
const BURST_PATIENCE_MS = 5_000
/** A line that has not been empty for that long is no burst; its end would otherwise be served five seconds late for ever. */
const STANDING_PATIENCE_MS = 1_000
const VERIFICATIONS_LEAST = 16
const VERIFICATIONS_LINE = 1_024
/** A burst of scans is answered late rather than not at all. */
const VERIFICATION_BURST_MS = 3_000
/** In a line that has not been empty for that long: with the work itself, a second (goal of security.md). */
const VERIFICATION_PATIENCE_MS = 600
/** A verification that takes longer waits for somebody, be it the loop, the database or the machine; among sixteen it takes 30 ms. */
const LATE_MS = 100
/** Beyond this fewer at once are quicker; only well below it more are tried. */
const TOO_LATE_MS = 400
const SOON_ENOUGH_MS = 250
/** So many at work and none comes to its end in a look: they are late, whenever they will. */
const STUCK = 4
/** A loop that hardly ever waits has nothing left to give. */
const SATURATED = 0.9
const LAGGING_MS = 100
/** Where fewer ask at once the lag is not theirs, but the machine's: sending one of them away makes nobody quicker. */
const FEW = 8

interface Means {
  gauge?: LoopGauge
  nowMs?: () => number
  onShed?: (kind: RequestKind) => void
}

/**
 * Sends requests away before anything else is done with them, with 503 and Retry-After, verifications last (R23,
 * docs/decisions/0008). The lag of the event loop alone is seen too late: one turn answers whatever the database has sent, so many
 * requests at work make few very long turns. What a request costs nobody knows before, so the bounds on what is at work find themselves:
 * they double while they are reached and there is time left, and halve each time there is none.
 */
export function createShedding(at: SheddingThresholds, { gauge = createLoopGauge(), nowMs = monotonicMs, onShed = () => undefined }: Means = {}) {
  const isBounded = Number.isFinite(at.ordinaryAtWork)
  let lagMs = 0
  const ration = createRation({ verifying: () => (isBounded ? verification.atWork() + verification.waiting() : 0), nowMs })
  const ordinary: Lane = createLane({
    bound: boundWithin(at.ordinaryAtWork, { first: ORDINARY_FIRST, least: ORDINARY_LEAST }),
    longestLine: ORDINARY_LINE,
    // Nobody is kept waiting for what will hardly come.
    patienceMs: (standingMs) => (ration.isRationed() || standingMs > BURST_PATIENCE_MS ? STANDING_PATIENCE_MS : BURST_PATIENCE_MS),
    mayBegin: () => ration.mayBegin(ordinary.atWork()),
    nowMs,
  })
  const verification: Lane = createLane({
    bound: boundWithin(at.verificationsAtWork, { first: Infinity, least: VERIFICATIONS_LEAST }),
    longestLine: VERIFICATIONS_LINE,
    patienceMs: (standingMs) => (standingMs > VERIFICATION_BURST_MS ? VERIFICATION_PATIENCE_MS : VERIFICATION_BURST_MS),
    nowMs,
  })
  const lanes = { ordinary, verification }
  const isCrowded = () => [ordinary, verification].reduce((sum, lane) => sum + lane.atWork() + lane.waiting(), 0) >= FEW
  const lagOf = { ordinary: at.ordinaryMs, verification: at.verificationMs }

  function look(): void {
    const state = gauge.read()
    lagMs = state.lagMs
    const verified = verification.takeFigures()
    const { wasReached } = ordinary.takeFigures()
    const isLate = verified.slowestMs > LATE_MS || (verified.finished === 0 && verification.atWork() >= STUCK)
    ration.note({ isLate, utilisation: state.utilisation })
    if (isLate || state.utilisation > SATURATED || lagMs > LAGGING_MS) ordinary.halve()
    else if (wasReached) ordinary.double()
    if (verified.slowestMs > TOO_LATE_MS) verification.halve()
    else if (verified.wasReached && verified.slowestMs < SOON_ENOUGH_MS) verification.double()
    verification.look()
    ordinary.look()
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()

  function ask(kind: RequestKind, { begin, refuse }: Asking): () => void {
    const shed = () => {
      onShed(kind)
      refuse()
    }
    if (lagMs <= lagOf[kind] || !isCrowded()) return lanes[kind].ask({ begin, refuse: shed })
    shed()
    return () => undefined
  }

  /** A place that was taken just now. */
  function takePlace(kind: RequestKind) {
    let sinceMs: number | null = nowMs()
    return {
      leave: () => {
        if (sinceMs === null) return
        const tookMs = nowMs() - sinceMs
        sinceMs = null
        if (kind === 'ordinary') ration.spend(tookMs)
        lanes[kind].leave(tookMs)
      },
      enter: () =>
        new Promise<void>((resolve, reject) => {
          const begin = () => {
            sinceMs = nowMs()
            resolve()
          }
          ask(kind, { begin, refuse: () => reject(new AppError('OVERLOADED', { retryAfterSeconds: RETRY_AFTER_SECONDS })) })
        }),
    }
  }

  return {
    lagMs: () => lagMs,
    /** Whether ordinary requests have only a share of the time. */
    isRationed: ration.isRationed,
    atWork: (): Readonly<Record<RequestKind, number>> => ({ ordinary: ordinary.atWork(), verification: verification.atWork() }),
    bounds: (): Readonly<Record<RequestKind, number>> => ({ ordinary: ordinary.bound(), verification: verification.bound() }),
    waiting: (): Readonly<Record<RequestKind, number>> => ({ ordinary: ordinary.waiting(), verification: verification.waiting() }),
    /** Reads the gauge; done by itself ten times a second. */
    look,
    stop: () => {
      clearInterval(timer)
      gauge.stop()
    },
    /** Stands before the whole application: nothing of a request is read, and nothing of an answer made, for who is sent away. */
    guard:
      (listener: (req: IncomingMessage, res: ServerResponse) => unknown, refuse: (res: ServerResponse) => void): RequestListener =>
      (req, res) => {
        const kind = kindOf(req)
        if (kind === null) return void listener(req, res)
        let waits = true
        const begin = () => {
          waits = false
          const place = takePlace(kind)
          givePlace(req, place)
          // The work itself counts, until it ends: it goes on after its client has gone away.
          void Promise.resolve(listener(req, res)).then(place.leave, place.leave)
        }
        const sendAway = () => {
          waits = false
          refuse(res)
        }
        const goAway = ask(kind, { begin, refuse: sendAway })
        if (waits) res.once('close', goAway)
      },
  }
}
export type Shedding = ReturnType<typeof createShedding>

const boundWithin = (most: number, { first, least }: { first: number; least: number }) => ({
  // Without a bound nobody ever waits.
  first: most === Infinity ? most : Math.min(first, most),
  least: Math.min(least, most),
  most,
})

function kindOf({ method, url = '' }: IncomingMessage): RequestKind | null {
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  if (VITAL.has(path)) return null
  return method === 'POST' && VERIFIES.test(path) ? 'verification' : 'ordinary'
}
