import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Activation, ActivationStore } from './activations.store'

/** Every request asks whether the health code is on; what another process has signed is known here after this. */
const HELD_MS = 1_000

interface Parts {
  store: Pick<ActivationStore, 'findSigned'>
  now: () => Date
}

export type HealthStanding = ReturnType<typeof createStanding>

/** Whether an activation holds on this day: its last day counts. */
export const isInForce = (activation: Activation | null, today: string): activation is Activation => activation !== null && today <= activation.endsOn

/** Whether the health code is on. It is off without an activation, and from the day after the last one's end, by itself. */
export function createStanding({ store, now }: Parts) {
  let held: { signed: Activation | null; untilMs: number } | null = null
  let asking: Promise<Activation | null> | null = null

  async function ask(): Promise<Activation | null> {
    const signed = await store.findSigned()
    held = { signed, untilMs: now().getTime() + HELD_MS }
    return signed
  }

  /** The activation in force, or null while the health code is off. */
  async function find(): Promise<Activation | null> {
    const nowMs = now().getTime()
    // A clock that was put back keeps nothing longer than it was meant to be kept.
    const fresh = held !== null && nowMs < held.untilMs && held.untilMs - nowMs <= HELD_MS
    const signed = fresh ? held!.signed : await (asking ??= ask().finally(() => (asking = null)))
    return isInForce(signed, toCalendarDate(now())) ? signed : null
  }

  /** @throws AppError HEALTH_CODE_OFF while nothing of the health code exists */
  async function requireActive(): Promise<Activation> {
    const active = await find()
    if (!active) throw new AppError('HEALTH_CODE_OFF')
    return active
  }

  /** What was signed here holds here at once. */
  const forget = () => void (held = null)

  return { find, requireActive, forget }
}
