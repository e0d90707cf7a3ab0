import type { KeyObject } from 'node:crypto'
import { ask, toChinaTime } from '../system'
import { signingText, signRsa2, verifyRsa2 } from './rsa2'

/** What the suite needs of an Alipay app, real or not. With the real one the codes come from a phone, each good once. */
export interface AlipayTarget {
  baseUrl: string
  appId: string
  privateKey: KeyObject
  partnerKey: KeyObject
  now: () => Date
  takeCode: () => Promise<string>
}

const MEMBERS = ['alipay_system_oauth_token_response', 'error_response'] as const

/** alipay.system.oauth.token over the gateway, signed both ways. Source: domain.md §15. */
export function alipayContract(target: () => AlipayTarget): void {
  async function exchange(over: Record<string, string> = {}) {
    const { baseUrl, appId, privateKey, partnerKey, now } = target()
    const parameters: Record<string, string> = {
      app_id: appId,
      method: 'alipay.system.oauth.token',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: toChinaTime(now()),
      version: '1.0',
      grant_type: 'authorization_code',
      code: 'no-such-code',
      ...over,
    }
    const answer = await ask(`${baseUrl}/gateway.do`, { form: { sign: signRsa2(signingText(parameters), privateKey), ...parameters } })
    const member = MEMBERS.find((name) => name in answer.body) ?? 'error_response'
    const signed = answer.text.slice(answer.text.indexOf(':', answer.text.indexOf(member)) + 1, answer.text.lastIndexOf(',"sign"'))
    return {
      status: answer.status,
      member,
      value: answer.body[member] as Record<string, string>,
      signatureFits: verifyRsa2(signed, String(answer.body.sign), partnerKey),
    }
  }

  it('exchanges a fresh code for an open_id, once, signed over the text of the member', async () => {
    const code = await target().takeCode()
    const first = await exchange({ code })
    expect(first).toMatchObject({ status: 200, member: 'alipay_system_oauth_token_response', signatureFits: true, value: { access_token: expect.any(String) } })
    expect(first.value.open_id ?? first.value.user_id).toEqual(expect.any(String))
    expect(await exchange({ code })).toMatchObject({ member: 'error_response', value: { code: '40002', sub_code: 'isv.code-invalid' } })
  })
  it.each([
    ['an unknown code', {}, 'isv.code-invalid'],
    ['a wrong signature', { sign: 'AAAA' }, 'isv.invalid-signature'],
    ['an app it does not know', { app_id: '2026000000000000' }, 'isv.invalid-app-id'],
  ])('refuses %s with an error_response', async (_, over, subCode) => {
    expect(await exchange(over)).toMatchObject({ status: 200, member: 'error_response', value: { code: '40002', sub_code: subCode } })
  })
}
