import {
  STAFF_IDLE_SECONDS,
  STAFF_LOCK_SECONDS,
  STAFF_SESSION_HOURS,
  STAFF_TRIES,
  type StaffMe,
  type StaffSignInRequest,
  type StaffUnlock,
} from '@zsb/shared/staff'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { HolderService } from '../holders'
import type { OpenedSession, SessionService, SessionStore, SessionTokens } from '../sessions'
import { findTotpStep } from './second-factor'
import type { StaffDeviceService } from './staff-devices.service'
import type { StaffAccount, StaffStore } from './staff.store'

const PIN_TRIES = 3
/** Wrong tries of a name are forgotten a day after the last one. */
const TRIES_KEPT_MS = 24 * 3_600_000

interface Parts {
  store: StaffStore
  devices: Pick<StaffDeviceService, 'requireRegistered'>
  sessions: Pick<SessionService, 'open' | 'end'>
  sessionStore: Pick<SessionStore, 'find' | 'unlock' | 'setPin' | 'takePinTry' | 'dropSpentPin'>
  tokens: Pick<SessionTokens, 'readAccess'>
  holders: Pick<HolderService, 'find' | 'get' | 'factsOf'>
  /** Keyed digest of a user name as it was typed; it may be a password typed into the wrong field. */
  nameIndex: (username: string) => string
  openTotp: (sealed: string, staffId: string) => string
  hashPassword: (password: string) => Promise<string>
  verifyPassword: (password: string, hash: string) => Promise<boolean>
  limiter: { consume: (rule: string, key: string) => Promise<void> }
  /** Whether items are applied for at the office of this relying party. */
  handlesApplications: (relyingPartyCode: string) => boolean
  /** Whether that office reviews places 场所审核. */
  reviewsPlaces: (relyingPartyCode: string) => boolean
  now: () => Date
}
export type StaffService = ReturnType<typeof createStaffService>

/** Staff sign-in 工作人员登录: password, second factor, registered device; idle screens lock (security.md R30). */
export function createStaffService(parts: Parts) {
  const { store, sessionStore, now } = parts
  /** Compared with when there is no such account, so that a wrong name takes as long as a wrong password. */
  let nobody: Promise<string> | null = null

  /**
   * Tries are counted by the name that was typed, before anything is looked at: a name nobody has is refused, locked and as slow
   * like any other, and many tries at once get no more than five between them.
   * @throws AppError STAFF_SIGN_IN_REFUSED (one answer for every wrong part) · STAFF_LOCKED_OUT · RATE_LIMITED
   * @throws AppError ACCOUNT_FROZEN · STAFF_DEVICE_UNREGISTERED, to who has proved that it is his account
   */
  async function signIn(request: StaffSignInRequest): Promise<{ opened: OpenedSession; staff: StaffMe }> {
    await parts.limiter.consume('staff.signIn.target', request.username)
    const nameIndex = parts.nameIndex(request.username)
    await takeTry(nameIndex)
    const account = await store.findByUsername(request.username)
    nobody ??= parts.hashPassword('nobody has this password')
    const passwordFits = await parts.verifyPassword(request.password, account?.passwordHash ?? (await nobody))
    if (!account || account.state !== 'active' || !passwordFits || !(await secondFactorFits(account, request.totp))) return refuse(account)
    await store.clearTries(nameIndex)
    const holder = await parts.holders.find(account.personId)
    if (!holder || holder.frozenAt) throw new AppError('ACCOUNT_FROZEN')
    const { also } = await parts.devices.requireRegistered({ account, device: request.device })
    const opened = await parts.sessions.open({
      personId: account.personId,
      staffId: account._id,
      method: 'staff',
      device: request.device,
      lifeMs: STAFF_SESSION_HOURS * 3_600_000,
      ...(also && { also }),
    })
    return { opened, staff: await toMe(account, false) }
  }

  async function takeTry(nameIndex: string): Promise<void> {
    const at = now()
    const after = (ms: number) => new Date(at.getTime() + ms)
    const locked = await store.takeTry({ nameIndex, at, lockAfter: STAFF_TRIES, lockedUntil: after(STAFF_LOCK_SECONDS * 1000), purgeAt: after(TRIES_KEPT_MS) })
    if (locked) throw new AppError('STAFF_LOCKED_OUT', { retryAfterSeconds: Math.ceil((locked.getTime() - at.getTime()) / 1000) })
  }

  async function refuse(account: StaffAccount | null): Promise<never> {
    const subjectId = account?.personId ?? null
    await store.recordRefusal({ action: 'staff.signInRefused', actor: null, subjectId, facts: { staffId: account?._id ?? null } })
    throw new AppError('STAFF_SIGN_IN_REFUSED')
  }

  /** Checks the code and takes its time step, so that a code seen over the shoulder is worth nothing. */
  async function secondFactorFits(account: StaffAccount, code: string): Promise<boolean> {
    const step = findTotpStep({ secret: parts.openTotp(account.totpSealed, account._id), code, at: now() })
    return step !== null && store.takeTotpStep({ id: account._id, step })
  }

  /**
   * Opens a locked screen; the session may be locked, so the bearer is read here and not by `authenticate`.
   * @throws AppError SIGN_IN_REQUIRED · SESSION_ENDED · STAFF_SIGN_IN_REFUSED
   */
  async function unlock({ bearer, proof }: { bearer: string | undefined; proof: StaffUnlock }): Promise<{ unlockedAt: string }> {
    const sessionId = bearer ? parts.tokens.readAccess(bearer) : null
    if (!sessionId) throw new AppError('SIGN_IN_REQUIRED')
    const session = await sessionStore.find(sessionId)
    const at = now()
    const account = session?.staffId && session.endedAt === null && session.endsAt > at ? await store.find(session.staffId) : null
    if (!session || !account || account.state !== 'active') throw new AppError('SESSION_ENDED')
    await parts.limiter.consume('staff.unlock.target', account._id)
    const fits = 'totp' in proof ? await secondFactorFits(account, proof.totp) : await pinFits(session._id, proof.pin)
    if (!fits) throw new AppError('STAFF_SIGN_IN_REFUSED')
    if (!(await sessionStore.unlock({ id: session._id, at }))) throw new AppError('SESSION_ENDED')
    return { unlockedAt: at.toISOString() }
  }

  async function pinFits(sessionId: string, pin: string): Promise<boolean> {
    const ofSession = { id: sessionId, limit: PIN_TRIES }
    const hash = await sessionStore.takePinTry(ofSession)
    if (hash === null) return false
    const fits = await parts.verifyPassword(pin, hash)
    if (!fits) await sessionStore.dropSpentPin(ofSession)
    return fits
  }

  async function setPin({ principal, pin }: { principal: Principal; pin: string }): Promise<void> {
    if (!principal.staffId || !(await sessionStore.setPin({ id: principal.sessionId, pinHash: await parts.hashPassword(pin) }))) throw new AppError('NOT_FOUND')
  }

  /** @throws AppError NOT_FOUND for somebody who is no staff member */
  async function getMe(principal: Principal): Promise<StaffMe> {
    const account = principal.staffId ? await store.find(principal.staffId) : null
    if (!account) throw new AppError('NOT_FOUND')
    const session = await sessionStore.find(principal.sessionId)
    return toMe(account, Boolean(session?.pinHash))
  }

  async function toMe(account: StaffAccount, pinSet: boolean): Promise<StaffMe> {
    const { name } = parts.holders.factsOf(await parts.holders.get(account.personId))
    const { _id: staffId, personId, username, capacity, department, office, counter, region, relyingPartyCode } = account
    return {
      staffId,
      personId,
      name: name ?? username,
      username,
      capacity,
      department,
      office,
      counter,
      region,
      relyingPartyCode,
      handlesApplications: relyingPartyCode !== null && parts.handlesApplications(relyingPartyCode),
      ...(relyingPartyCode !== null && parts.reviewsPlaces(relyingPartyCode) && { reviewsPlaces: true }),
      pinSet,
      idleLockSeconds: STAFF_IDLE_SECONDS,
    }
  }

  const end = (principal: Principal): Promise<void> => parts.sessions.end({ principal, id: principal.sessionId })

  /** Name of the counter as a holder's ledger shows it. */
  async function findCounter(staffId: string): Promise<{ zh: string; en: string } | null> {
    return (await store.find(staffId))?.counter ?? null
  }

  /** The natural person behind an account, also a closed one: what was done by it stays done by him. */
  const personOf = async (staffId: string): Promise<string | null> => (await store.find(staffId))?.personId ?? null

  const supervisorsOf = async (relyingPartyCode: string): Promise<string[]> => (await store.listSupervisors(relyingPartyCode)).map(({ personId }) => personId)

  return { signIn, unlock, setPin, getMe, end, findCounter, personOf, supervisorsOf }
}

/** Today's role, asked at every request (spine.md); null for a closed account. */
export function roleOf(account: StaffAccount | null) {
  if (!account || account.state !== 'active') return null
  const { _id: staffId, capacity, office, region, relyingPartyCode } = account
  return { capacity, staffId, officeId: office.id, region, ...(relyingPartyCode && { relyingPartyCode }) }
}
