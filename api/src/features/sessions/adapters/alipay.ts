import type { PartnerAnswer, SignInPartner } from './partners'
import { askPartner, parseObject, partnerDown, type PartnerLine } from './partner-call'

/** RSA2 of one partner: our key signs, theirs is pinned; lives in platform/tokens/partner (security.md R3). */
export interface PartnerSignature {
  sign: (text: string) => string
  verify: (text: string, signature: string) => boolean
}

interface Parts {
  line: PartnerLine
  appId: string
  signature: PartnerSignature
  now: () => Date
}

const MEMBER = 'alipay_system_oauth_token_response'
const ERROR_MEMBER = 'error_response'
/** Refusals that concern the person's code; every other one is a fault of ours or theirs. */
const CODE_REFUSALS = ['isv.code-invalid']

/** What Alipay signs and what we sign: all parameters but `sign`, sorted by name, joined, not URL-encoded. */
export const signedText = (parameters: Record<string, string>): string =>
  Object.entries(parameters)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai. */
const timestamp = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** The text of a member's value exactly as it was sent: the signature is over that, not over what a parser makes of it. */
function memberText(answer: string, member: string): string | null {
  const head = `"${member}":`
  const from = answer.indexOf(head)
  const until = answer.lastIndexOf(',"sign":')
  return from === 1 && until > from ? answer.slice(from + head.length, until) : null
}

/** Alipay mini-program sign-in, alipay.system.oauth.token over the form-encoded gateway, RSA2 both ways. */
export function createAlipay({ line, appId, signature, now }: Parts): SignInPartner {
  async function exchange(code: string): Promise<PartnerAnswer> {
    const parameters: Record<string, string> = {
      app_id: appId,
      method: 'alipay.system.oauth.token',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: timestamp(now()),
      version: '1.0',
      grant_type: 'authorization_code',
      code,
    }
    const form = new URLSearchParams({ ...parameters, sign: signature.sign(signedText(parameters)) })
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
    const { status, text } = await askPartner(line, 'alipay', { method: 'POST', path: '/gateway.do', headers, body: form.toString() })
    if (status !== 200) throw partnerDown('alipay', 'status')
    return readAnswer(text)
  }

  function readAnswer(body: string): PartnerAnswer {
    const { sign } = parseObject('alipay', body)
    const member = memberText(body, MEMBER) === null ? ERROR_MEMBER : MEMBER
    const text = memberText(body, member)
    if (text === null || typeof sign !== 'string' || !signature.verify(text, sign)) throw partnerDown('alipay', 'signature')
    const value = parseObject('alipay', text)
    if (member === ERROR_MEMBER) {
      if (CODE_REFUSALS.includes(String(value.sub_code))) return { ok: false, reason: 'codeInvalid' }
      throw partnerDown('alipay', String(value.sub_code))
    }
    const subject = value.open_id ?? value.user_id
    if (typeof subject !== 'string' || subject === '') throw partnerDown('alipay', 'noOpenId')
    return { ok: true, subject }
  }

  return { exchange }
}
