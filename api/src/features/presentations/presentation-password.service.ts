import { maskMobileNumber } from '@zsb/shared/identity'
import type { PasswordProofs, UnlockState } from '@zsb/shared/presentation'
import type { SignInCodeSent } from '@zsb/shared/session'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { PresentationPasswordStore } from './presentations.store'

const UNLOCKED_MS = 10 * 60 * 1000
const LOCK_AFTER = 5
const LOCKED_MS = 15 * 60 * 1000

type Person = Pick<Principal, 'personId' | 'deviceId'>

/** What shows that whoever holds the phone is the person: his own number, or a face or a window minutes ago. Injected. */
export interface PersonProofs {
  phoneOf: (personId: string) => Promise<string | null>
  /**
   * Whether a face or a window has shown whose account it is. Whoever only knows a name and a number registers it with his own phone: a
   * message to that proves nothing.
   */
  isConfirmed: (personId: string) => Promise<boolean>
  sendCode: (query: { phone: string }) => Promise<SignInCodeSent>
  /** @throws AppError when the code is not the one that was sent */
  redeemCode: (query: { phone: string; code: string }) => Promise<void>
  hasRecent: (person: Person) => Promise<boolean>
  takeRecent: (person: Person) => Promise<boolean>
}

interface Setting {
  principal: Principal
  password: string
  oldPassword?: string
  code?: string
}

interface Parts {
  store: PresentationPasswordStore
  hashPassword: (password: string) => Promise<string>
  verifyPassword: (password: string, hash: string) => Promise<boolean>
  proofs: PersonProofs
  now: () => Date
}

export type PresentationPasswordService = ReturnType<typeof createPresentationPasswordService>

/** 亮证密码: asked for before sensitive types are shown, at most every ten minutes and for each session apart (R30). */
export function createPresentationPasswordService({ store, hashPassword, verifyPassword, proofs, now }: Parts) {
  /**
   * The first one, another one, or one in place of a forgotten one, which is free of an earlier lock. The person is told of each.
   * @throws AppError PRESENTATION_PASSWORD_WEAK · PRESENTATION_PASSWORD_WRONG when the old one does not fit · CONFLICT
   * @throws AppError PRESENTATION_PASSWORD_PROOF_NEEDED without the old one and without proof · as for one-time codes for a wrong one
   */
  async function set({ principal, password, oldPassword, code }: Setting): Promise<UnlockState> {
    if (isWeak(password)) throw new AppError('PRESENTATION_PASSWORD_WEAK')
    const { personId } = principal
    const current = await store.find(personId)
    const by = current && oldPassword !== undefined ? await proveByOld({ principal, password: oldPassword }) : await proveAnew({ principal, code })
    const act = { action: 'presentationPassword.set', actor: actorOf(principal), subjectId: personId, facts: { by, first: current === null } }
    const done = await store.set({ personId, hash: await hashPassword(password), expectedHash: current?.hash ?? null, act })
    if (!done) throw new AppError('CONFLICT')
    return open(principal)
  }

  async function proveByOld(entered: { principal: Principal; password: string }): Promise<'oldPassword'> {
    await check(entered)
    return 'oldPassword'
  }

  /** Whoever holds an unlocked phone is not the person for that alone. */
  async function proveAnew({ principal, code }: Pick<Setting, 'principal' | 'code'>): Promise<'code' | 'faceOrWindow'> {
    if (code !== undefined && (await proofs.isConfirmed(principal.personId))) {
      await proofs.redeemCode({ phone: await phoneOf(principal), code })
      return 'code'
    }
    if (!(await proofs.takeRecent(principal))) throw new AppError('PRESENTATION_PASSWORD_PROOF_NEEDED')
    return 'faceOrWindow'
  }

  async function phoneOf({ personId }: Principal): Promise<string> {
    const phone = await proofs.phoneOf(personId)
    if (!phone) throw new AppError('PRESENTATION_PASSWORD_PROOF_NEEDED')
    return phone
  }

  /** Sends a code to the account's own number. @throws AppError PRESENTATION_PASSWORD_PROOF_NEEDED without one · RATE_LIMITED */
  const sendCode = async (principal: Principal): Promise<SignInCodeSent> => proofs.sendCode({ phone: await phoneOf(principal) })

  async function listProofs(principal: Principal): Promise<PasswordProofs> {
    const { personId } = principal
    const [phone, confirmed, proved] = await Promise.all([proofs.phoneOf(personId), proofs.isConfirmed(personId), proofs.hasRecent(principal)])
    return { phoneMasked: confirmed && phone ? maskMobileNumber(phone) : null, proved }
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

  return { set, sendCode, listProofs, unlock, getState, isUnlocked }
}

/** All alike, or a run up or down. */
function isWeak(password: string): boolean {
  const steps = [...password].slice(1).map((digit, i) => Number(digit) - Number(password[i]))
  return steps.every((step) => step === steps[0]) && [0, 1, -1].includes(steps[0] ?? 9)
}
