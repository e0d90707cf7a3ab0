import { useMocks } from '../../test/mocks'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { smsContract, type SmsTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.sms
const real = readContractTarget<SmsTarget>('sms')

describe('the contract with the SMS gateway', () => {
  smsContract(() => real ?? { baseUrl: url(), key: DEMO.sms.key, phone: '19900000001' })
})

describe("the SMS gateway's stand-in", () => {
  const send = (phone: string, params: Record<string, string> = { code: '042917', minutes: '5' }, template = 'sign-in-code') =>
    ask(`${url()}/v1/messages`, { headers: { 'x-api-key': DEMO.sms.key }, json: { phone, template, params } })
  beforeEach(() => ask(`${url()}/_control/reset`, { method: 'POST' }))

  it('shows the last message of a number', async () => {
    await send('19900000002', { code: '111111', minutes: '5' })
    await send('19900000002', { code: '222222', minutes: '5' })
    await send('19900000003')
    const { body } = await ask(`${url()}/_control/inbox?phone=19900000002`)
    expect(body.message).toMatchObject({ phone: '19900000002', params: { code: '222222' }, text: expect.stringContaining('222222') })
    expect(body.messages).toHaveLength(2)
  })
  it('has a page people can read, with nothing in it that is markup', async () => {
    await send('19900000002', { text: '<script>alert(1)</script>' }, 'notice')
    const { type, text } = await ask(`${url()}/`)
    expect(type).toContain('text/html')
    expect(text).toContain('19900000002')
    expect(text).not.toContain('<script>')
  })
  it('limits messages to one number when told to, and again a minute later not', async () => {
    await ask(`${url()}/_control/limits`, { json: { perMinute: 1 } })
    expect([(await send('19900000004')).status, (await send('19900000004')).status, (await send('19900000005')).status]).toEqual([202, 429, 202])
    mocks().clock.advance(61_000)
    expect((await send('19900000004')).status).toBe(202)
  })
})
