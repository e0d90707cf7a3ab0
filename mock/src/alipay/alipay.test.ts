import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { useMocks } from '../../test/mocks'
import { DEMO, readContractTarget } from '../config'
import { ask, toChinaTime } from '../system'
import { alipayContract } from './contract'
import { parsePublicKey, signingText, signRsa2, verifyRsa2 } from './rsa2'

const mocks = useMocks()
const url = () => mocks().urls.alipay
const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
let partnerKey: KeyObject
const takeCode = async () => String((await ask(`${url()}/_control/codes`, { json: { person: 'wangXiaomei' } })).body.code)

function keyOf(text: string): KeyObject {
  const key = parsePublicKey(text)
  if (!key) throw new Error('no RSA key')
  return key
}

beforeAll(async () => {
  await ask(`${url()}/_control/app-key`, { method: 'PUT', json: { publicKey: own.publicKey.export({ type: 'spki', format: 'pem' }) } })
  partnerKey = keyOf(String((await ask(`${url()}/_control/public-key`)).body.publicKey))
})

const real = readContractTarget<{ baseUrl: string; appId: string; privateKey: string; partnerKey: string; codes: string[] }>('alipay')
describe('the contract with Alipay', () => {
  alipayContract(() =>
    real
      ? {
          ...real,
          privateKey: createPrivateKey(real.privateKey),
          partnerKey: keyOf(real.partnerKey),
          now: () => new Date(),
          takeCode: async () => real.codes.shift() ?? '',
        }
      : { baseUrl: url(), appId: DEMO.alipay.appId, privateKey: own.privateKey, partnerKey, now: mocks().clock.now, takeCode },
  )
})

describe("Alipay's stand-in", () => {
  const exchange = async (over: Record<string, string> = {}) => {
    const parameters: Record<string, string> = {
      app_id: DEMO.alipay.appId,
      method: 'alipay.system.oauth.token',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: toChinaTime(mocks().clock.now()),
      version: '1.0',
      grant_type: 'authorization_code',
      code: await takeCode(),
      ...over,
    }
    return ask(`${url()}/gateway.do`, { form: { ...parameters, sign: signRsa2(signingText(parameters), own.privateKey) } })
  }
  it.each([
    ['a stale timestamp', { timestamp: '2026-01-01 00:00:00' }, 'isv.invalid-timestamp'],
    ['another method', { method: 'alipay.trade.pay' }, 'isv.invalid-method'],
    ['another grant type', { grant_type: 'refresh_token' }, 'isv.grant-type-invalid'],
    ['RSA1', { sign_type: 'RSA' }, 'isv.invalid-signature-type'],
  ])('refuses %s', async (_, over, subCode) => {
    expect((await exchange(over)).body.error_response).toMatchObject({ sub_code: subCode })
  })
  it('reads no parameter that is missing as given', async () => {
    expect((await ask(`${url()}/gateway.do`, { form: { app_id: DEMO.alipay.appId } })).body.error_response).toMatchObject({ code: '40001' })
  })
  it('signs with a foreign key when told to, which a careful caller notices', async () => {
    await ask(`${url()}/_control/forge-signature`, { json: { count: 1 } })
    const { text, body } = await exchange()
    const signed = text.slice(text.indexOf(':') + 1, text.lastIndexOf(',"sign"'))
    expect(verifyRsa2(signed, String(body.sign), partnerKey)).toBe(false)
  })
  it('takes no key that is not RSA of 2048 bits', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' })
    expect((await ask(`${url()}/_control/app-key`, { method: 'PUT', json: { publicKey: small } })).status).toBe(400)
  })
})
