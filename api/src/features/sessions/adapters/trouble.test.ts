import { generateKeyPairSync } from 'node:crypto'
import { claimOf, control, lineTo, useOwnPartners } from '../../../../test-support/partners'
import { createRsa2 } from '../../../platform/tokens/partner/rsa2'
import { createFace, createPopulation } from '../../real-name'
import { createAlipay, createSms, createWechat, exchangeDemoKeys } from '..'

/*
 * What the stand-ins do on order: errors, outages, forged answers, people in every condition, checks that end. What real partners do
 * too is in contract.test.ts.
 */
const now = () => new Date()
useOwnPartners()

const UPSTREAM = expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' })

describe('WeChat 微信登录', () => {
  const wechat = () => createWechat({ line: lineTo('wechat'), appId: 'wx-demo-app', secret: 'demo-wechat-secret', now })
  const takeCodes = async () => (await control('wechat', 'codes', { person: 'wangXiaomei' })) as { code: string; phoneCode: string; openid: string }

  it('names the person whose code it was, and her number', async () => {
    const { code, phoneCode, openid } = await takeCodes()
    expect(await wechat().exchange(code)).toEqual({ ok: true, subject: openid })
    expect(await wechat().phoneNumber(phoneCode)).toEqual({ ok: true, phone: '19900000001' })
  })
  it('a wrong secret is our fault also with a good code', async () => {
    const { code } = await takeCodes()
    const wrong = createWechat({ line: lineTo('wechat'), appId: 'wx-demo-app', secret: 'wrong', now })
    await expect(wrong.exchange(code)).rejects.toEqual(UPSTREAM)
  })
  it.each([45011, -1])('errcode %s asks to try later', async (errcode) => {
    await control('wechat', 'next-errors', { errcode })
    await expect(wechat().exchange((await takeCodes()).code)).rejects.toEqual(UPSTREAM)
  })
  it('a risky account 40226 is refused', async () => {
    await control('wechat', 'next-errors', { errcode: 40226 })
    expect(await wechat().exchange((await takeCodes()).code)).toEqual({ ok: false, reason: 'refused' })
  })
  it.each(['http500', 'timeout', 'garbage', 'refuse'])('%s is an outage with a code, not a crash', async (failWith) => {
    await control('wechat', 'faults', { failWith, count: 1 })
    await expect(wechat().exchange('any-code')).rejects.toEqual(UPSTREAM)
  })
})

describe('Alipay 支付宝登录', () => {
  const line = lineTo('alipay')
  const appId = '2026990100000001'
  const alipay = async () => createAlipay({ line, appId, signature: await exchangeDemoKeys(line), now })
  const takeCode = async () => (await control('alipay', 'codes', { person: 'wangXiaomei' })) as { code: string; openId: string }

  it('names the person whose code it was', async () => {
    const { code, openId } = await takeCode()
    expect(await (await alipay()).exchange(code)).toEqual({ ok: true, subject: openId })
  })
  it('R3: believes no answer whose signature is not the partner’s', async () => {
    const partner = await alipay()
    await control('alipay', 'forge-signature', { count: 1 })
    await expect(partner.exchange((await takeCode()).code)).rejects.toEqual(UPSTREAM)
  })
  it('R3: an own key the partner does not know is an outage', async () => {
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const signature = createRsa2({ ownPrivateKey: own, partnerPublicKey: String((await control('alipay', 'public-key')).publicKey) })
    await expect(createAlipay({ line, appId, signature, now }).exchange((await takeCode()).code)).rejects.toEqual(UPSTREAM)
  })
  it('isp.unknow-error asks to try later', async () => {
    const partner = await alipay()
    await control('alipay', 'next-errors', { subCode: 'isp.unknow-error' })
    await expect(partner.exchange((await takeCode()).code)).rejects.toEqual(UPSTREAM)
  })
})

describe('SMS 短信网关', () => {
  const sms = () => createSms({ line: lineTo('sms'), apiKey: 'demo-sms-key' })

  it('delivers the code and how long it lives', async () => {
    await sms().send({ phone: '19900000001', code: '135790' })
    expect(await control('sms', 'inbox?phone=19900000001')).toMatchObject({ message: { template: 'sign-in-code', params: { code: '135790', minutes: '5' } } })
  })
  it('an outage is told as such', async () => {
    await control('sms', 'faults', { failWith: 'http500', count: 1 })
    await expect(sms().send({ phone: '19900000001', code: '135790' })).rejects.toEqual(UPSTREAM)
  })
})

const exchangeCodeOf = (code: string) => code

describe('population register 人口库', () => {
  it('knows who is deceased', async () => {
    const register = createPopulation({ line: lineTo('population'), key: 'demo-population-key', exchangeCodeOf })
    expect(await register.check(await claimOf('qianDefu'))).toBe('deceased')
  })
})

describe('face check 人脸核身', () => {
  const face = () => createFace({ line: lineTo('face'), key: 'demo-face-key', returnUrl: 'http://127.0.0.1/', exchangeCodeOf })

  it.each([
    ['pass', 'passed'],
    ['fail', 'failed'],
  ])('tells that it ended by %s', async (result, state) => {
    const { ticket, url } = await face().start(await claimOf('wangXiaomei'))
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1/)
    expect(await face().result(ticket)).toBe('pending')
    await control('face', `checks/${ticket}`, { result })
    expect(await face().result(ticket)).toBe(state)
  })
})
