import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { createOutbound } from '../../../platform/outbound/outbound'
import { createFace, createPopulation } from '../../real-name'
import { createAlipay, createSms, createWechat, exchangeDemoKeys } from '..'

/*
 * One suite for every partner: against the stand-ins here, against the real partner by another URL and another way to get codes.
 */
const urls = JSON.parse(process.env.MOCK_URLS ?? '{}') as Record<string, string>
const lineTo = (system: string) => createOutbound({ system, baseUrl: urls[system] ?? '', range: 'loopback', timeoutMs: 1_000 })
const control = async (system: string, path: string, body?: object, method = 'POST') => {
  const answer = await fetch(`${urls[system]}/_control/${path}`, {
    method: body ? method : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}
const now = () => new Date()
const reset = () => Promise.all(['wechat', 'alipay', 'sms', 'population', 'face'].map((system) => control(system, 'reset', {})))
beforeEach(reset)
afterAll(reset)

const UPSTREAM = expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' })

describe('WeChat 微信登录', () => {
  const wechat = (over = {}) => createWechat({ line: lineTo('wechat'), appId: 'wx-demo-app', secret: 'demo-wechat-secret', now, ...over })
  const code = async (person = 'wangXiaomei') => (await control('wechat', 'codes', { person })) as { code: string; phoneCode: string; openid: string }

  it('R28: answers who it is and never the session_key', async () => {
    const { code: text, openid } = await code()
    const answer = await wechat().exchange(text)
    expect(answer).toEqual({ ok: true, subject: openid })
    expect(JSON.stringify(answer)).not.toContain('session_key')
  })
  it('refuses a used code and an unknown one', async () => {
    const { code: text } = await code()
    await wechat().exchange(text)
    expect(await wechat().exchange(text)).toEqual({ ok: false, reason: 'codeUsed' })
    expect(await wechat().exchange('nobody-gave-this')).toEqual({ ok: false, reason: 'codeInvalid' })
  })
  it('a wrong secret is our fault, not the person’s', async () => {
    await expect(wechat({ secret: 'wrong' }).exchange((await code()).code)).rejects.toEqual(UPSTREAM)
  })
  it.each([45011, -1])('errcode %s asks to try later', async (errcode) => {
    await control('wechat', 'next-errors', { errcode })
    await expect(wechat().exchange((await code()).code)).rejects.toEqual(UPSTREAM)
  })
  it('a risky account 40226 is refused', async () => {
    await control('wechat', 'next-errors', { errcode: 40226 })
    expect(await wechat().exchange((await code()).code)).toEqual({ ok: false, reason: 'refused' })
  })
  it('proves a phone number once', async () => {
    const partner = wechat()
    const { phoneCode } = await code()
    expect(await partner.phoneNumber(phoneCode)).toEqual({ ok: true, phone: '19900000001' })
    expect(await partner.phoneNumber(phoneCode)).toEqual({ ok: false })
  })
  it.each(['http500', 'timeout', 'garbage', 'refuse'])('%s is an outage with a code, not a crash', async (failWith) => {
    await control('wechat', 'faults', { failWith, count: 1 })
    await expect(wechat().exchange('any-code')).rejects.toEqual(UPSTREAM)
  })
})

describe('Alipay 支付宝登录', () => {
  const alipay = async () => createAlipay({ line: lineTo('alipay'), appId: '2026990100000001', signature: await exchangeDemoKeys(lineTo('alipay')), now })
  const code = async () => (await control('alipay', 'codes', { person: 'wangXiaomei' })) as { code: string; openId: string }

  it('answers who it is, signed both ways', async () => {
    const { code: text, openId } = await code()
    expect(await (await alipay()).exchange(text)).toEqual({ ok: true, subject: openId })
  })
  it('refuses a used code', async () => {
    const partner = await alipay()
    const { code: text } = await code()
    await partner.exchange(text)
    expect(await partner.exchange(text)).toEqual({ ok: false, reason: 'codeInvalid' })
  })
  it('R3: believes no answer whose signature is not the partner’s', async () => {
    const partner = await alipay()
    await control('alipay', 'forge-signature', { count: 1 })
    await expect(partner.exchange((await code()).code)).rejects.toEqual(UPSTREAM)
  })
  it('R3: an own key the partner does not know is an outage', async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const { createRsa2 } = await import('../../../platform/tokens/partner/rsa2')
    const [own, theirs] = [generateKeyPairSync('rsa', { modulusLength: 2048 }), (await control('alipay', 'public-key')).publicKey as string]
    const signature = createRsa2({ ownPrivateKey: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), partnerPublicKey: theirs })
    await expect(createAlipay({ line: lineTo('alipay'), appId: '2026990100000001', signature, now }).exchange((await code()).code)).rejects.toEqual(UPSTREAM)
  })
  it('isp.unknow-error asks to try later', async () => {
    const partner = await alipay()
    await control('alipay', 'next-errors', { subCode: 'isp.unknow-error' })
    await expect(partner.exchange((await code()).code)).rejects.toEqual(UPSTREAM)
  })
})

describe('SMS 短信网关', () => {
  it('delivers the code', async () => {
    await createSms({ line: lineTo('sms'), apiKey: 'demo-sms-key' }).send({ phone: '19900000001', code: '135790' })
    expect(await control('sms', 'inbox?phone=19900000001')).toMatchObject({ message: { template: 'sign-in-code', params: { code: '135790', minutes: '5' } } })
  })
  it('a refused key and an outage are told as such', async () => {
    await expect(createSms({ line: lineTo('sms'), apiKey: 'wrong' }).send({ phone: '19900000001', code: '135790' })).rejects.toEqual(UPSTREAM)
    await control('sms', 'faults', { failWith: 'http500', count: 1 })
    await expect(createSms({ line: lineTo('sms'), apiKey: 'demo-sms-key' }).send({ phone: '19900000001', code: '135790' })).rejects.toEqual(UPSTREAM)
  })
})

interface CheckedPerson {
  id: string
  name: string
  documents: { documentType: string; number: string }[]
}
const people = async () => (await control('population', 'people')).people as CheckedPerson[]
const exchangeCodes: Record<string, string> = Object.fromEntries(
  ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport'].map((type) => {
    const file = JSON.parse(readFileSync(join(__dirname, `../../../../content/identity-documents/${type}.json`), 'utf8')) as { exchangeCode: string }
    return [type, file.exchangeCode]
  }),
)
const exchangeCodeOf = (type: string) => exchangeCodes[type] ?? '999'

describe('population register 人口库', () => {
  const register = (key = 'demo-population-key') => createPopulation({ line: lineTo('population'), key, exchangeCodeOf })

  it('knows match, mismatch, not on record and deceased', async () => {
    const found = await people()
    const claimOf = (id: string) => ({
      name: found.find((person) => person.id === id)!.name,
      documentType: 'residentId',
      number: found.find((person) => person.id === id)!.documents[0]!.number,
    })
    expect(await register().check(claimOf('wangXiaomei'))).toBe('match')
    expect(await register().check({ ...claimOf('wangXiaomei'), name: '王小美' })).toBe('mismatch')
    expect(await register().check({ name: '王小梅', documentType: 'residentId', number: '11010519491231002X' })).toBe('notOnRecord')
    expect(await register().check(claimOf('qianDefu'))).toBe('deceased')
  })
  it('a refused key is our fault', async () => {
    await expect(register('wrong').check({ name: '王小梅', documentType: 'residentId', number: '11010519491231002X' })).rejects.toEqual(UPSTREAM)
  })
  it('knows every citizen the demo page lists, number by number', async () => {
    const { DemoPeople, numberOf } = await import('../../demo')
    const z = await import('zod/mini')

    const { citizens } = z.parse(DemoPeople, JSON.parse(readFileSync(join(__dirname, '../../../../content/demo/people.json'), 'utf8')))
    for (const citizen of citizens.filter(({ documentType }) => documentType !== 'passport')) {
      expect([citizen.id, await register().check({ name: citizen.name, documentType: citizen.documentType, number: numberOf(citizen) })]).toEqual([
        citizen.id,
        'match',
      ])
    }
  })
})

describe('face check 人脸核身', () => {
  const face = () => createFace({ line: lineTo('face'), key: 'demo-face-key', returnUrl: 'http://127.0.0.1/', exchangeCodeOf })
  const claim = async () => {
    const person = (await people()).find(({ id }) => id === 'wangXiaomei')!
    return { name: person.name, documentType: 'residentId', number: person.documents[0]!.number }
  }

  it.each([
    ['pass', 'passed'],
    ['fail', 'failed'],
  ])('tells that it ended by %s', async (result, state) => {
    const { ticket, url } = await face().start(await claim())
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1/)
    expect(await face().result(ticket)).toBe('pending')
    await control('face', `checks/${ticket}`, { result })
    expect(await face().result(ticket)).toBe(state)
  })
  it('an unknown ticket is over, an unknown person has no claim', async () => {
    expect(await face().result('nobody-started-this')).toBe('expired')
    await expect(face().start({ ...(await claim()), name: '别的名字' })).rejects.toMatchObject({ code: 'REAL_NAME_CLAIM_MISSING' })
  })
})
