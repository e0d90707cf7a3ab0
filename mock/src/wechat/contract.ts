import { ask } from '../system'

/** What the suite needs of a WeChat account, real or not. With the real one the codes come from a phone, each good once. */
export interface WechatTarget {
  baseUrl: string
  appId: string
  secret: string
  takeCode: () => Promise<string>
  takePhoneCode: () => Promise<string>
}

/** The sign-in, phone-number and message protocol as we rely on it. Source: domain.md §15. */
export function wechatContract(target: () => WechatTarget): void {
  const signIn = (over: Record<string, string>) => {
    const { baseUrl, appId, secret } = target()
    return ask(
      `${baseUrl}/sns/jscode2session?${new URLSearchParams({ appid: appId, secret, js_code: 'no-such-code', grant_type: 'authorization_code', ...over })}`,
    )
  }
  const token = async (over: Record<string, unknown> = {}) => {
    const { baseUrl, appId, secret } = target()
    return (await ask(`${baseUrl}/cgi-bin/stable_token`, { json: { grant_type: 'client_credential', appid: appId, secret, ...over } })).body
  }
  const phone = async (accessToken: string, code: string) =>
    (await ask(`${target().baseUrl}/wxa/business/getuserphonenumber?access_token=${encodeURIComponent(accessToken)}`, { json: { code } })).body

  describe('jscode2session', () => {
    it('exchanges a fresh code for openid and session_key, once', async () => {
      const code = await target().takeCode()
      const first = await signIn({ js_code: code })
      expect(first.status).toBe(200)
      expect(first.body).toEqual(expect.objectContaining({ openid: expect.stringMatching(/^[\w-]{20,40}$/), session_key: expect.any(String) }))
      expect(first.body).not.toHaveProperty('errcode')
      expect((await signIn({ js_code: code })).body).toMatchObject({ errcode: 40163 })
    })
    it.each([
      ['an unknown code', { js_code: 'no-such-code' }, 40029],
      ['a wrong secret', { secret: 'wrong' }, 40125],
      ['a wrong appid', { appid: 'wx0000000000000000' }, 40013],
    ])('refuses %s in a 200 body', async (_, over, errcode) => {
      const answer = await signIn(over)
      expect(answer.status).toBe(200)
      expect(answer.body).toMatchObject({ errcode, errmsg: expect.any(String) })
    })
  })

  describe('stable_token', () => {
    it('answers the same token until it nears its end', async () => {
      const first = await token()
      expect(first).toEqual({ access_token: expect.any(String), expires_in: expect.any(Number) })
      expect((await token()).access_token).toBe(first.access_token)
    })
    it('refuses a wrong secret', async () => {
      expect(await token({ secret: 'wrong' })).toMatchObject({ errcode: 40125 })
    })
  })

  describe('getuserphonenumber', () => {
    it('tells the number for a fresh code, once', async () => {
      const { access_token: accessToken } = await token()
      const code = await target().takePhoneCode()
      expect(await phone(String(accessToken), code)).toMatchObject({
        errcode: 0,
        phone_info: {
          purePhoneNumber: expect.stringMatching(/^\d{5,15}$/),
          countryCode: '86',
          watermark: { appid: target().appId, timestamp: expect.any(Number) },
        },
      })
      expect(await phone(String(accessToken), code)).toMatchObject({ errcode: 40029 })
    })
    it('refuses a token nobody has', async () => {
      expect(await phone('no-such-token', 'x')).toMatchObject({ errcode: 40001 })
    })
  })

  describe('subscribe/send', () => {
    it('refuses a token nobody has', async () => {
      const { body } = await ask(`${target().baseUrl}/cgi-bin/message/subscribe/send?access_token=no-such-token`, {
        json: { touser: 'x', template_id: 'x', data: {} },
      })
      expect(body).toMatchObject({ errcode: 40001 })
    })
    it('refuses an openid nobody has', async () => {
      const { access_token: accessToken } = await token()
      const url = `${target().baseUrl}/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(String(accessToken))}`
      expect((await ask(url, { json: { touser: 'nobody', template_id: 'x', data: {} } })).body).toMatchObject({ errcode: 40003 })
    })
  })
}
