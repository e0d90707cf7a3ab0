import type { BindPhone, SignInRequest } from '@zsb/shared/session'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Holder, type HolderService } from '../holders'
import type { PartnerAnswer, PhonePartner, SignInPartner } from './adapters/partners'
import type { OneTimeCodeService } from './one-time-codes.service'
import type { OpenedSession, SessionService } from './sessions.service'

interface Parts {
  codes: OneTimeCodeService
  wechat: SignInPartner & PhonePartner
  alipay: SignInPartner
  holders: Pick<HolderService, 'getOrCreateByLogin' | 'noteDevice' | 'bindPhone' | 'get' | 'factsOf'>
  sessions: Pick<SessionService, 'open'>
  /** A face or a window minutes ago on this device, which serves once. Injected: real-naming stands above this feature. */
  takeRecentProof: (who: Pick<Principal, 'personId' | 'deviceId'>) => Promise<boolean>
}
export type SignInService = ReturnType<typeof createSignInService>

/** The ways in 登录: each proves an identifier of a partner; the holder behind it is found or made. */
export function createSignInService({ codes, wechat, alipay, holders, sessions, takeRecentProof }: Parts) {
  /** @throws AppError SIGN_IN_REFUSED · SIGN_IN_CODE_WRONG · SIGN_IN_CODE_EXPIRED · ACCOUNT_FROZEN · UPSTREAM_UNAVAILABLE */
  async function signIn(request: SignInRequest): Promise<{ opened: OpenedSession; personId: string }> {
    const holder = await findHolder(request)
    if (holder.frozenAt) throw new AppError('ACCOUNT_FROZEN')
    await holders.noteDevice({ holder, deviceId: request.device.id })
    const opened = await sessions.open({ personId: holder._id, method: request.method, device: request.device })
    return { opened, personId: holder._id }
  }

  async function findHolder(request: SignInRequest): Promise<Holder> {
    switch (request.method) {
      case 'phone':
        await codes.redeem({ phone: request.phone, code: request.code, deviceId: request.device.id })
        return holders.getOrCreateByLogin({ provider: 'phone', subject: request.phone })
      case 'wechat':
        return holders.getOrCreateByLogin({ provider: 'wechat', subject: subjectOf(await wechat.exchange(request.code)) })
      case 'alipay':
        return holders.getOrCreateByLogin({ provider: 'alipay', subject: subjectOf(await alipay.exchange(request.code)) })
      default:
        return request satisfies never
    }
  }

  /** @throws AppError as for signing in · PHONE_PROOF_NEEDED when nothing shows that it is the person who changes his number */
  async function bindPhone({ principal, proof }: { principal: Principal; proof: BindPhone }): Promise<void> {
    const phone = proof.method === 'code' ? await provedByCode({ ...proof, deviceId: principal.deviceId }) : await provedByWechat(proof.code)
    const holder = await holders.get(principal.personId)
    const { phone: current } = holders.factsOf(holder)
    // A number is a key: to the account, and to a new 亮证密码. The first of an account that is nobody's yet opens nothing.
    const isOpen = current === phone || (current === null && holder.level === 'none')
    if (!isOpen && !(await isProved(principal, { phone: current, code: proof.currentCode }))) throw new AppError('PHONE_PROOF_NEEDED')
    await holders.bindPhone({ personId: principal.personId, phone, actor: actorOf(principal) })
  }

  async function isProved(principal: Principal, { phone, code }: { phone: string | null; code: string | undefined }): Promise<boolean> {
    if (phone === null || code === undefined) return takeRecentProof(principal)
    try {
      await codes.redeem({ phone, code, deviceId: principal.deviceId })
      return true
    } catch (cause) {
      if (cause instanceof AppError && (cause.code === 'SIGN_IN_CODE_WRONG' || cause.code === 'SIGN_IN_CODE_EXPIRED')) return false
      throw cause
    }
  }
  /** Once more within seconds by the same device: what was wrong may have been the other code. */
  async function provedByCode({ phone, code, deviceId }: { phone: string; code: string; deviceId: string }): Promise<string> {
    await codes.redeem({ phone, code, deviceId })
    return phone
  }
  async function provedByWechat(code: string): Promise<string> {
    const answer = await wechat.phoneNumber(code)
    if (!answer.ok) throw new AppError('SIGN_IN_REFUSED', { detail: { reason: 'phoneCode' } })
    return answer.phone
  }

  return { signIn, bindPhone }
}

function subjectOf(answer: PartnerAnswer): string {
  if (!answer.ok) throw new AppError('SIGN_IN_REFUSED', { detail: { reason: answer.reason } })
  return answer.subject
}
