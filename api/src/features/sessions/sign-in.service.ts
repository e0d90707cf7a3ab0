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
  holders: Pick<HolderService, 'getOrCreateByLogin' | 'noteDevice' | 'bindPhone'>
  sessions: Pick<SessionService, 'open'>
}
export type SignInService = ReturnType<typeof createSignInService>

/** The ways in 登录: each proves an identifier of a partner; the holder behind it is found or made. */
export function createSignInService({ codes, wechat, alipay, holders, sessions }: Parts) {
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

  /** @throws AppError as for signing in */
  async function bindPhone({ principal, proof }: { principal: Principal; proof: BindPhone }): Promise<void> {
    const phone = proof.method === 'code' ? await provedByCode(proof) : await provedByWechat(proof.code)
    await holders.bindPhone({ personId: principal.personId, phone, actor: actorOf(principal) })
  }

  async function provedByCode({ phone, code }: { phone: string; code: string }): Promise<string> {
    await codes.redeem({ phone, code })
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
