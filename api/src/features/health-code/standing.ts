import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Activation, ActivationStore } from './activations.store'

/** Every request asks whether the health code is on; what another process has signed is known here after this. */
const HELD_MS = 1_000

interface Parts {
  store: Pick<ActivationStore, 'eachSigned'>
  /** Whether two have signed what stands there. */
  isSigned: (activation: Activation) => boolean
  /** One that nobody signed says that it is on. */
  onForged: () => void
  /** When it was switched off for good the last time, or null. */
  findEnd: () => Promise<Date | null>
  now: () => Date
}

interface Known {
  signed: Activation | null
  ended: Date | null
}

export type HealthStanding = ReturnType<typeof createStanding>

/** Whether an activation holds on this day: its last day counts. */
export const isInForce = (activation: Activation | null, today: string): activation is Activation => activation !== null && today <= activation.endsOn

/** Whether the health code is on. It is off without an activation, and from the day after the last one's end, by itself. */
export function createStanding({ store, isSigned, onForged, findEnd, now }: Parts) {
  let held: (Known & { untilMs: number }) | null = null
  let asking: Promise<Known> | null = null
  /** The way in which it was told of last. */
  let told = ''

  async function ask(): Promise<Known> {
    const [last, ended] = await Promise.all([findLast(), findEnd()])
    // Whatever a restore brings back, what was ended for good stays ended until somebody signs anew.
    const isEnded = ended !== null && (last === null || last.decidedAt! <= ended)
    const known = isEnded ? { signed: null, ended } : { signed: last, ended: null }
    held = { ...known, untilMs: now().getTime() + HELD_MS }
    return known
  }

  /** The one that two have signed last; what says so before it is told once for each way in which it stands there. */
  async function findLast(): Promise<Activation | null> {
    const forged: string[] = []
    let last: Activation | null = null
    for await (const activation of store.eachSigned()) {
      last = isSigned(activation) ? activation : null
      if (last) break
      forged.push(String(activation._id))
    }
    const ids = forged.join()
    if (ids !== '' && ids !== told) onForged()
    told = ids
    return last
  }

  async function known(): Promise<Known> {
    const nowMs = now().getTime()
    // A clock that was put back keeps nothing longer than it was meant to be kept.
    const fresh = held !== null && nowMs < held.untilMs && held.untilMs - nowMs <= HELD_MS
    return fresh ? held! : (asking ??= ask().finally(() => (asking = null)))
  }

  /** The activation in force, or null while the health code is off. */
  async function find(): Promise<Activation | null> {
    const { signed } = await known()
    return isInForce(signed, toCalendarDate(now())) ? signed : null
  }

  /** When it was switched off for good; null while it was not, or was switched on again since. */
  const endedAt = async (): Promise<Date | null> => (await known()).ended

  /** @throws AppError HEALTH_CODE_OFF while nothing of the health code exists */
  async function requireActive(): Promise<Activation> {
    const active = await find()
    if (!active) throw new AppError('HEALTH_CODE_OFF')
    return active
  }

  /** What was signed here holds here at once. */
  const forget = () => void (held = null)

  return { find, endedAt, requireActive, forget }
}
