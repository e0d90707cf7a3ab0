import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimOf, control, lineTo, readRealPartner, useOwnPartners, type Claim } from '../../../../test-support/partners'
import { createRsa2 } from '../../../platform/tokens/partner/rsa2'
import { createFace, createPopulation } from '../../real-name'
import { createAlipay, createSms, createWechat, exchangeDemoKeys } from '..'

/*
 * What our adapters rely on with each partner. One suite: against the stand-ins here, and against the real partner by naming it in
 * CONTRACT_<SYSTEM> (mock/README.md, «Contract suites»). What a stand-in does on order is in trouble.test.ts.
 */
const now = () => new Date()
useOwnPartners()

const UPSTREAM = expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' })
type Codes = { code: string; phoneCode: string }

/** Alipay's console shows its public key as bare base64. */
const pemOf = (key: string): string =>
  key.includes('BEGIN')
    ? key
    : createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
        .export({ format: 'pem', type: 'spki' })
        .toString()

describe('WeChat 微信登录', () => {
  const real = readRealPartner<{ appId: string; secret: string; codes: string[]; phoneCodes: string[] }>('wechat')
  const app = real ?? { line: lineTo('wechat'), appId: 'wx-demo-app', secret: 'demo-wechat-secret' }
  const wechat = (over = {}) => createWechat({ ...app, now, ...over })
  const takeCodes = async () =>
    real ? { code: real.codes.shift()!, phoneCode: real.phoneCodes.shift()! } : ((await control('wechat', 'codes', { person: 'wangXiaomei' })) as Codes)

  it('R28: answers who it is for a fresh code, once, and never the session_key', async () => {
    const { code } = await takeCodes()
    const answer = await wechat().exchange(code)
    expect(answer).toEqual({ ok: true, subject: expect.stringMatching(/^[\w-]{20,40}$/) })
    expect(JSON.stringify(answer)).not.toContain('session_key')
    expect(await wechat().exchange(code)).toEqual({ ok: false, reason: 'codeUsed' })
  })
  it('refuses a code nobody gave', async () => {
    expect(await wechat().exchange('nobody-gave-this')).toEqual({ ok: false, reason: 'codeInvalid' })
  })
  it('a wrong secret is our fault, not the person’s', async () => {
    await expect(wechat({ secret: 'wrong' }).exchange('any-code')).rejects.toEqual(UPSTREAM)
  })
  it('proves a phone number once', async () => {
    const partner = wechat()
    const { phoneCode } = await takeCodes()
    expect(await partner.phoneNumber(phoneCode)).toEqual({ ok: true, phone: expect.stringMatching(/^1[3-9]\d{9}$/) })
    expect(await partner.phoneNumber(phoneCode)).toEqual({ ok: false })
  })
})

describe('Alipay 支付宝登录', () => {
  const real = readRealPartner<{ appId: string; privateKey: string; partnerKey: string; codes: string[] }>('alipay')
  const { line, appId } = real ?? { line: lineTo('alipay'), appId: '2026990100000001' }
  const signature = async () => (real ? createRsa2({ ownPrivateKey: real.privateKey, partnerPublicKey: pemOf(real.partnerKey) }) : exchangeDemoKeys(line))
  const open = async () => createAlipay({ line, appId, signature: await signature(), now })
  const takeCode = async () => (real ? real.codes.shift()! : String((await control('alipay', 'codes', { person: 'wangXiaomei' })).code))

  it('answers who it is for a fresh code, once, signed both ways', async () => {
    const partner = await open()
    const code = await takeCode()
    expect(await partner.exchange(code)).toEqual({ ok: true, subject: expect.stringMatching(/^[\w-]{10,64}$/) })
    expect(await partner.exchange(code)).toEqual({ ok: false, reason: 'codeInvalid' })
  })
})

describe('SMS 短信网关', () => {
  const real = readRealPartner<{ key: string; phone: string }>('sms')
  const { line, key, phone } = real ?? { line: lineTo('sms'), key: 'demo-sms-key', phone: '19900000001' }

  it('takes a code', async () => {
    await createSms({ line, apiKey: key }).send({ phone, code: '135790' })
  })
  it('a refused key is our fault', async () => {
    await expect(createSms({ line, apiKey: 'wrong' }).send({ phone, code: '135790' })).rejects.toEqual(UPSTREAM)
  })
})

/** The suite names kinds of documents by the codes of GB/T 36903, as the targets do. */
const exchangeCodeOf = (code: string) => code

describe('population register 人口库', () => {
  const real = readRealPartner<{ key: string; known: Claim }>('population')
  const { line, key } = real ?? { line: lineTo('population'), key: 'demo-population-key' }
  const known = async () => real?.known ?? claimOf('wangXiaomei')
  const register = (over = key) => createPopulation({ line, key: over, exchangeCodeOf })

  it('knows match, mismatch and not on record', async () => {
    expect(await register().check(await known())).toBe('match')
    expect(await register().check({ ...(await known()), name: '某某某' })).toBe('mismatch')
    expect(await register().check({ ...(await known()), number: '990199190001010019' })).toBe('notOnRecord')
  })
  it('tells what it has of somebody, and nothing of nobody', async () => {
    const { name, documentType, number } = await known()
    expect(await register().find({ documentType, number })).toMatchObject({
      name,
      sex: expect.stringMatching(/^[男女]$/),
      bornOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
    expect(await register().find({ documentType, number: '990199190001010019' })).toBeNull()
  })
  it('a refused key is our fault', async () => {
    await expect(register('wrong').check(await known())).rejects.toEqual(UPSTREAM)
  })
})

describe('face check 人脸核身', () => {
  const real = readRealPartner<{ key: string; known: Claim }>('face')
  const { line, key } = real ?? { line: lineTo('face'), key: 'demo-face-key' }
  const known = async () => real?.known ?? claimOf('wangXiaomei')
  const face = () => createFace({ line, key, returnUrl: 'http://127.0.0.1/', exchangeCodeOf })

  it('begins a check at the partner’s page, and waits for its end', async () => {
    const { ticket, url } = await face().start(await known())
    expect(url).toMatch(/^https?:\/\//)
    expect(await face().result(ticket)).toBe('pending')
  })
  it('an unknown ticket is over, an unknown person has no claim', async () => {
    expect(await face().result('nobody-started-this')).toBe('expired')
    await expect(face().start({ ...(await known()), name: '某某某' })).rejects.toMatchObject({ code: 'REAL_NAME_CLAIM_MISSING' })
  })
})

describe('the people of the stand-ins’ register', () => {
  const exchangeCodes: Record<string, string> = Object.fromEntries(
    ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport'].map((type) => {
      const file = JSON.parse(readFileSync(join(__dirname, `../../../../content/identity-documents/${type}.json`), 'utf8')) as { exchangeCode: string }
      return [type, file.exchangeCode]
    }),
  )
  const register = createPopulation({ line: lineTo('population'), key: 'demo-population-key', exchangeCodeOf: (type) => exchangeCodes[type] ?? '999' })

  it('are every citizen the demo page lists, number by number', async () => {
    const { DemoPeople, numberOf } = await import('../../demo')
    const z = await import('zod/mini')

    const { citizens } = z.parse(DemoPeople, JSON.parse(readFileSync(join(__dirname, '../../../../content/demo/people.json'), 'utf8')))
    for (const citizen of citizens.filter(({ documentType }) => documentType !== 'passport')) {
      expect([citizen.id, await register.check({ name: citizen.name, documentType: citizen.documentType, number: numberOf(citizen) })]).toEqual([
        citizen.id,
        'match',
      ])
    }
  })
})
