import type { PartnerAnswer, PhonePartner, SignInPartner } from './partners'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from './partner-call'

/** Refusals of jscode2session that concern the person, not us (WeChat documentation, auth.code2Session). */
const REFUSALS: Record<number, 'codeInvalid' | 'codeUsed' | 'refused'> = { 40029: 'codeInvalid', 40163: 'codeUsed', 40226: 'refused' }
const TOKEN_ENDED = [40001, 42001]

interface Parts {
  line: PartnerLine
  appId: string
  secret: string
  now: () => Date
}

/**
 * WeChat mini-program sign-in and phone numbers. `session_key` is read by nobody: it would decrypt what WeChat hands to the
 * phone, so it is dropped here and never stored, logged or passed on (security.md R28).
 */
export function createWechat({ line, appId, secret, now }: Parts): SignInPartner & PhonePartner {
  let token: { text: string; until: number } | null = null

  async function exchange(code: string): Promise<PartnerAnswer> {
    const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' })
    const { status, text } = await askPartner(line, 'wechat', { method: 'GET', path: `/sns/jscode2session?${query.toString()}` })
    if (status !== 200) throw partnerDown('wechat', 'status')
    // Answered as text/plain, errors included.
    const { errcode, openid } = parseObject('wechat', text)
    if (typeof openid === 'string' && openid !== '' && (errcode === undefined || errcode === 0)) return { ok: true, subject: openid }
    const reason = typeof errcode === 'number' ? REFUSALS[errcode] : undefined
    if (!reason) throw partnerDown('wechat', `errcode.${String(errcode)}`)
    return { ok: false, reason }
  }

  async function accessToken(forceRefresh: boolean): Promise<string> {
    const at = now().getTime()
    if (!forceRefresh && token && token.until > at) return token.text
    const request = { grant_type: 'client_credential', appid: appId, secret, force_refresh: forceRefresh }
    const { text } = await askPartner(line, 'wechat', { method: 'POST', path: '/cgi-bin/stable_token', headers: jsonHeaders, body: JSON.stringify(request) })
    const answer = parseObject('wechat', text)
    if (typeof answer.access_token !== 'string') throw partnerDown('wechat', `errcode.${String(answer.errcode)}`)
    token = { text: answer.access_token, until: at + (Number(answer.expires_in) - 300) * 1000 }
    return token.text
  }

  async function askPhone(code: string, access: string): Promise<Record<string, unknown>> {
    const path = `/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(access)}`
    const { text } = await askPartner(line, 'wechat', { method: 'POST', path, headers: jsonHeaders, body: JSON.stringify({ code }) })
    return parseObject('wechat', text)
  }

  async function phoneNumber(code: string): Promise<{ ok: true; phone: string } | { ok: false }> {
    let answer = await askPhone(code, await accessToken(false))
    if (TOKEN_ENDED.includes(Number(answer.errcode))) answer = await askPhone(code, await accessToken(true))
    const info = answer.phone_info as { purePhoneNumber?: unknown; countryCode?: unknown; watermark?: { appid?: unknown } } | undefined
    if (answer.errcode === 40029) return { ok: false }
    if (answer.errcode !== 0 || typeof info?.purePhoneNumber !== 'string') throw partnerDown('wechat', `errcode.${String(answer.errcode)}`)
    // A number handed to another app, or a foreign one, proves nothing here.
    if (info.watermark?.appid !== appId || String(info.countryCode) !== '86' || !/^1[3-9]\d{9}$/.test(info.purePhoneNumber)) return { ok: false }
    return { ok: true, phone: info.purePhoneNumber }
  }

  return { exchange, phoneNumber }
}
