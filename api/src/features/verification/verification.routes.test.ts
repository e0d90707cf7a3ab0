import { randomBytes } from 'node:crypto'
import supertest from 'supertest'
import { buildShortCode, formatShortCode } from '@zsb/shared/presentation'
import { createApp } from '../../platform/http/create-app'
import { createLog } from '../../platform/log/log'
import { verificationRoutes } from '.'

/** The routes over real HTTP; the service is the test's, what is counted is the question. */
function openCounter() {
  const counted: string[] = []
  /** What each scan rule was told apart by. */
  const keys: string[] = []
  const app = createApp({
    platform: {
      authenticate: async () => ({
        personId: 'clerk',
        subjectId: 'clerk',
        capacity: 'clerk',
        level: 'confirmed',
        sessionId: 's',
        deviceId: 'd',
        staffId: 'clerk',
        relyingPartyCode: 'vehicleOffice',
      }),
      policy: { refusal: () => null },
      limiter: {
        consume: async (rule, key) => {
          counted.push(rule)
          if (rule.startsWith('verification.scan.')) keys.push(`${rule} ${key}`)
        },
      },
      idempotency: { once: ({ run }) => run() },
      now: () => new Date(),
      secureCookies: false,
    },
    log: createLog({ level: 'silent' }),
    routers: [
      verificationRoutes({
        service: {
          verify: async () => ({ verdict: 'wrongKind', reason: 'empty', receipt: 'HY', checkedAt: new Date().toISOString(), looksLike: 'empty' }),
        } as never,
        own: {
          list: async () => ({ items: [], next: null, today: 0 }),
        } as never,
      }),
    ],
    publicBase: 'http://127.0.0.1',
  })
  const callback = app.callback()
  return {
    counted,
    keys,
    page: (after: string) =>
      supertest(callback)
        .get(`/api/v1/verifications?after=${encodeURIComponent(after)}`)
        .set('authorization', 'Bearer x'),
    ask: (code: string, method: string) =>
      supertest(callback)
        .post('/api/v1/verifications')
        .set('authorization', 'Bearer x')
        .set('idempotency-key', randomBytes(12).toString('hex'))
        .send({ code, scene: 'vehicleOffice', purpose: 'identifyForService', method }),
  }
}

describe('POST /verifications', () => {
  const short = buildShortCode('12345678901')
  const wide = short.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  it.each(['typed', 'camera', 'scanner', 'picture'])('R22: counts a twelve-digit form as typed, said to come from %s', async (method) => {
    const counter = openCounter()
    await counter.ask(short, method).expect(200)
    await counter.ask(formatShortCode(short), method).expect(200)
    await counter.ask(wide, method).expect(200)
    expect(counter.counted.filter((rule) => rule === 'verification.typed.actor')).toHaveLength(3)
  })
  it('R22: does not count what cannot be guessed as typed, whatever the method says', async () => {
    const counter = openCounter()
    for (const text of ['https://zsb.test/v#a.b.c', '谢谢惠顾', '123456789012']) await counter.ask(text, 'typed').expect(200)
    const scanned = ['verification.actor', 'verification.scan.source', 'verification.scan.target']
    expect(counter.counted).toEqual([...scanned, ...scanned, ...scanned])
  })
  it('R22: counts a scanned code by where it is asked from and by the code itself, and no typed one', async () => {
    const counter = openCounter()
    const codeOf = (signature: string) => `https://zsb.test/v#eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.${signature.repeat(86)}`
    for (const text of [codeOf('a'), codeOf('a'), codeOf('b'), short]) await counter.ask(text, 'camera').expect(200)
    const sources = counter.keys.filter((key) => key.startsWith('verification.scan.source'))
    expect(sources).toHaveLength(3)
    expect(new Set(sources).size).toBe(1)
    expect(counter.keys.filter((key) => key.startsWith('verification.scan.target'))).toEqual(
      ['a', 'a', 'b'].map((sign) => `verification.scan.target ${sign.repeat(86)}`),
    )
  })
})

describe('GET /verifications', () => {
  it('refuses a cursor that is none of ours instead of beginning again', async () => {
    const counter = openCounter()
    await counter.page('mh1x2y3z.01M8C1WNKM66H9XAT81BNA7ZFT').expect(200)
    for (const bad of [
      '',
      '1',
      'zzz',
      '.01M8C1WNKM66H9XAT81BNA7ZFT',
      'mh1x2y3z.',
      'MH1X2Y3Z.01M8C1WNKM66H9XAT81BNA7ZFT',
      'mh1x2y3z4y5.01M8C1WNKM66H9XAT81BNA7ZFT',
      '{"$gt":""}',
    ])
      expect((await counter.page(bad).expect(400)).body).toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
