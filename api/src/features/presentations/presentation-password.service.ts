import type { UnlockState } from '@zsb/shared/presentation'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { PresentationPasswordStore } from './presentations.store'

const UNLOCKED_MS = 10 * 60 * 1000
const LOCK_AFTER = 5
const LOCKED_MS = 15 * 60 * 1000

interface Parts {
  store: PresentationPasswordStore
  hashPassword: (password: string) => Promise<string>
  verifyPassword: (password: string, hash: string) => Promise<boolean>
  now: () => Date
}

export type PresentationPasswordService = ReturnType<typeof createPresentationPasswordService>

/** 亮证密码: asked for before sensitive types are shown, at most every ten minutes and for each session apart (R30). */
export function createPresentationPasswordService({ store, hashPassword, verifyPassword, now }: Parts) {
  /** @throws AppError PRESENTATION_PASSWORD_WEAK · PRESENTATION_PASSWORD_WRONG when the old one does not fit · CONFLICT */
  async function set({ principal, password, oldPassword }: { principal: Principal; password: string; oldPassword?: string }): Promise<UnlockState> {
    if (isWeak(password)) throw new AppError('PRESENTATION_PASSWORD_WEAK')
    const current = await store.find(principal.personId)
    if (current) await check({ principal, password: oldPassword ?? '' })
    const done = await store.set({ personId: principal.personId, hash: await hashPassword(password), expectedHash: current?.hash ?? null })
    if (!done) throw new AppError('CONFLICT')
    return open(principal)
  }

  /** @throws AppError PRESENTATION_PASSWORD_WRONG · PRESENTATION_PASSWORD_LOCKED after five wrong ones, for 15 minutes */
  async function unlock({ principal, password }: { principal: Principal; password: string }): Promise<UnlockState> {
    await check({ principal, password })
    return open(principal)
  }

  /** Every try is counted before it is looked at, so that many at once get no more than five between them. */
  async function check({ principal, password }: { principal: Principal; password: string }): Promise<void> {
    const { personId } = principal
    const at = now()
    const record = await store.takeTry({ personId, at, lockAfter: LOCK_AFTER, lockedUntil: new Date(at.getTime() + LOCKED_MS) })
    if (!record) {
      const known = await store.find(personId)
      if (!known) throw new AppError('PRESENTATION_PASSWORD_UNSET')
      const until = known.lockedUntil?.getTime() ?? at.getTime()
      throw new AppError('PRESENTATION_PASSWORD_LOCKED', { retryAfterSeconds: Math.max(1, Math.ceil((until - at.getTime()) / 1000)) })
    }
    if (!(await verifyPassword(password, record.hash))) throw new AppError('PRESENTATION_PASSWORD_WRONG')
    await store.clearFailures(personId)
  }

  async function open(principal: Principal): Promise<UnlockState> {
    const until = new Date(now().getTime() + UNLOCKED_MS)
    await store.unlock({ sessionId: principal.sessionId, personId: principal.personId, until })
    return { passwordSet: true, unlockedUntil: until.toISOString() }
  }

  async function getState(principal: Principal): Promise<UnlockState> {
    const [record, until] = await Promise.all([
      store.find(principal.personId),
      store.findUnlock({ sessionId: principal.sessionId, personId: principal.personId }),
    ])
    return { passwordSet: record !== null, unlockedUntil: until && until > now() ? until.toISOString() : null }
  }

  async function isUnlocked(principal: Principal, at: Date): Promise<boolean> {
    const until = await store.findUnlock({ sessionId: principal.sessionId, personId: principal.personId })
    return until !== null && until > at
  }

  return { set, unlock, getState, isUnlocked }
}

/** All alike, or a run up or down. */
function isWeak(password: string): boolean {
  const steps = [...password].slice(1).map((digit, i) => Number(digit) - Number(password[i]))
  return steps.every((step) => step === steps[0]) && [0, 1, -1].includes(steps[0] ?? 9)
}
