import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import supertest from 'supertest'
import * as z from 'zod/mini'
import { openSmallApp } from '../../../test-support/small-app'
import { until } from '../../../test-support/until'
import { endpoint } from '../http/endpoint'
import { answerAt } from '../http/outside'
import { createMetrics } from '../metrics/metrics'
import type { LoopState } from './loop-gauge'
import { createRefusal } from './refusal'
import { createShedding, NEVER_SHED, type SheddingThresholds } from './shed'

const VITAL = ['/healthz', '/readyz', '/metrics']
const refuse = createRefusal('https://zsb.test')
const ADDRESSES = { notices: 'GET /api/v1/notices', notice: 'GET /api/v1/notices/1', own: 'GET /api/v1/own', docs: 'GET /docs' }

/** Keeps the event loop from turning, as a burst of expensive requests does. */
function block(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

/** Requests whose work ends only when it is told to, behind the guard of a process whose loop is as busy as the test says. */
async function openWorking(thresholds: Partial<SheddingThresholds> = {}, isMeasuring = false) {
  let loop: LoopState = { lagMs: 0, utilisation: 0 }
  let atMs = 0
  const shed: string[] = []
  const metrics = createMetrics()
  const onShed = (kind: string) => {
    shed.push(kind)
    metrics.countShed(kind)
  }
  const gauge = { read: () => loop, stop: () => undefined }
  const shedding = createShedding(
    { ordinaryMs: 400, verificationMs: 900, ordinaryAtWork: 64, verificationsAtWork: 32, ...thresholds },
    { ...(!isMeasuring && { gauge }), nowMs: () => atMs, onShed },
  )
  if (!isMeasuring) shedding.stop()
  let ends: (() => void)[] = []
  const work = (id: string, permission = 'public') =>
    endpoint(
      { id, summary: id, permission, body: z.optional(z.object({})), response: z.object({}) },
      () => new Promise<Record<string, never>>((resolve) => ends.push(() => resolve({}))),
    )
  const authenticate = jest.fn(async () => null)
  const { callback, lines } = openSmallApp({
    routes: {
      'GET /notices': work('a'),
      'GET /notices/:id': work('b'),
      'POST /notices': work('c'),
      'POST /verifications': work('d'),
      'POST /guarded-places/:id/scans': work('i'),
      'POST /guarded-places/:id/manual-entries': work('j'),
      'POST /sessions/refresh': work('g'),
      'POST /staff-sessions/unlock': work('h'),
      'GET /own': work('e', 'open.self'),
      'GET /broken': endpoint({ id: 'f', summary: 'f', permission: 'public', response: z.object({}) }, () => Promise.reject(new TypeError('x'))),
    },
    vital: VITAL.map((path) => answerAt(path, (ctx) => void (ctx.body = { ok: true }))),
    outside: [answerAt('/docs', (ctx) => void (ctx.body = 'docs'))],
    platform: { authenticate },
  })
  let received = 0
  const guarded = shedding.guard(callback, refuse)
  const server = createServer((req, res) => {
    received++
    guarded(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const statuses: number[] = []
  const open = (method: string, path: string, headers: Record<string, string> = {}) => {
    const call = send({ host: '127.0.0.1', port, method, path: `/api/v1${path}`, headers, agent: false })
    const status = new Promise<number>((resolve) => {
      call.on('response', (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      })
      call.on('error', () => resolve(0))
    })
    void status.then((answered) => statuses.push(answered))
    return { call, status }
  }
  /** Asks so many times; resolves when the process has them all. */
  const ask = async (count: number, method = 'GET', path = '/notices') => {
    const before = received
    const calls = Array.from({ length: count }, () => open(method, path))
    calls.forEach(({ call }) => call.end())
    await until(() => received === before + count)
    await turn()
    return calls
  }
  /** Ends what is at work just now. */
  const finish = async () => {
    const ending = ends
    ends = []
    ending.forEach((end) => end())
    await turn()
  }
  return {
    shedding,
    shed,
    metrics,
    lines,
    authenticate,
    request: supertest(server),
    statuses,
    open,
    ask,
    finish,
    received: () => received,
    working: () => ends.length,
    /** The loop was as busy as that since the last look. */
    look: (state: Partial<LoopState> = {}, times = 1) => {
      loop = { lagMs: 0, utilisation: 0, ...state }
      for (let i = 0; i < times; i++) shedding.look()
    },
    pass: (ms: number) => void (atMs += ms),
    close: async () => {
      shedding.stop()
      for (let i = 0; i < 200 && (ends.length > 0 || shedding.waiting().ordinary > 0); i++) await finish()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
type Working = Awaited<ReturnType<typeof openWorking>>

let app: Working
afterEach(() => app.close())
const verify = (count: number) => app.ask(count, 'POST', '/verifications')
/** So many at work that the lag may be theirs. */
const crowd = () => app.ask(8)

describe('R23: while the event loop lags', () => {
  it('it is measured', async () => {
    app = await openWorking({}, true)
    for (let i = 0; i < 200 && app.shedding.lagMs() < 30; i += 1) {
      block(60)
      await turn()
    }
    expect(app.shedding.lagMs()).toBeGreaterThanOrEqual(30)
  })
  it('ordinary requests are sent away with 503 and Retry-After, verifications and health are answered', async () => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 401 })
    for (const address of Object.values(ADDRESSES)) {
      const refused = await app.request.get(address.slice(4)).expect(503)
      expect(refused.body.code).toBe('OVERLOADED')
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    }
    for (const path of VITAL) await app.request.get(path).expect(200)
    await verify(1)
    expect(app.working()).toBe(9)
  })
  it.each(['/sessions/refresh', '/staff-sessions/unlock'])('%s is not sent away before verifications: who verifies cannot go on without it', async (path) => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 401 })
    await app.ask(1, 'POST', path)
    expect(app.working()).toBe(9)
    app.look({ lagMs: 901 })
    await app.request.post(`/api/v1${path}`).expect(503)
  })
  it('a scan at a door is a verification; what else is done there is not', async () => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 401 })
    await app.request.post('/api/v1/guarded-places/G/manual-entries').expect(503)
    await app.ask(1, 'POST', '/guarded-places/G/scans')
    expect(app.shedding.atWork()).toEqual({ ordinary: 8, verification: 1 })
    app.look({ lagMs: 901 })
    await app.request.post('/api/v1/guarded-places/G/scans').expect(503)
  })
  it('a few are not: the lag is the machine’s, and sending them away would make nobody quicker', async () => {
    app = await openWorking()
    await app.ask(7)
    app.look({ lagMs: 10_000 })
    await app.ask(1)
    expect(app.working()).toBe(8)
    await app.request.get('/api/v1/notices').expect(503)
  })
  it('verifications are the last to go, and health answers even then', async () => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 901 })
    await app.request.post('/api/v1/verifications').expect(503)
    for (const path of VITAL) await app.request.get(path).expect(200)
  })
  it('and nobody is sent away while it does not', async () => {
    app = await openWorking()
    app.look({ lagMs: 400 })
    await app.ask(1)
    expect(app.working()).toBe(1)
  })
})

describe('R23: who is sent away', () => {
  it('costs neither sign-in nor a log line, is counted, and told the same as everywhere', async () => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 1_000 })
    const { body, headers } = await app.request.get('/api/v1/own?x=1').set('authorization', 'Bearer citizen').expect(503)
    expect(app.authenticate).not.toHaveBeenCalled()
    expect(app.lines).toEqual([])
    expect(app.shed).toEqual(['ordinary'])
    expect(await app.metrics.render()).toContain('requests_shed_total{kind="ordinary"} 1\n')
    expect(body).toMatchObject({
      type: 'urn:zhangshangban:error:OVERLOADED',
      status: 503,
      zh: expect.stringMatching(/人太多/),
      requestId: headers['x-request-id'],
    })
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.any(String),
    })
    // The machine's time is not the one that phones follow.
    expect(headers.date).toBeUndefined()
  })
  it('keeps his connection, also when he had sent a body', async () => {
    app = await openWorking()
    await crowd()
    app.look({ lagMs: 1_000 })
    const { headers } = await app.request
      .post('/api/v1/notices')
      .set('connection', 'keep-alive')
      .send({ text: 'x'.repeat(10_000) })
      .expect(503)
    expect(headers.connection).not.toBe('close')
  })
})

describe('R23: what is at work at once is bounded', () => {
  it('a burst of 64 citizens on a slow process waits in line, and nobody of it is sent away', async () => {
    app = await openWorking()
    app.look({ utilisation: 1 }, 3)
    expect(app.shedding.bounds().ordinary).toBe(16)
    await app.ask(64)
    expect([app.working(), app.shedding.waiting().ordinary]).toEqual([16, 48])
    for (let i = 0; i < 4; i++) {
      await until(() => app.working() === 16)
      app.pass(1_000)
      await app.finish()
    }
    await until(() => app.statuses.length === 64)
    expect(new Set(app.statuses)).toEqual(new Set([200]))
  })
  it('more are taken while there is time, fewer while there is none, and never fewer than keep a process busy', async () => {
    app = await openWorking({ ordinaryAtWork: 100 })
    const bounds: number[] = []
    const look = (state: Partial<LoopState>) => {
      app.look(state)
      bounds.push(app.shedding.bounds().ordinary)
    }
    // It does not grow for nobody.
    look({})
    await app.ask(70)
    look({})
    for (const state of [{ utilisation: 0.95 }, { lagMs: 150 }, { utilisation: 0.95 }]) look(state)
    expect(bounds).toEqual([64, 100, 50, 25, 16])
  })
  it('fewer of the others are taken when verifications are late, or do not come to an end', async () => {
    app = await openWorking()
    await verify(1)
    app.pass(101)
    await app.finish()
    app.look()
    expect(app.shedding.bounds().ordinary).toBe(32)
    await verify(4)
    app.look()
    expect(app.shedding.bounds().ordinary).toBe(16)
  })
  it('who has waited longer than a phone does is sent away', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    const [first, second] = await app.ask(2)
    app.pass(5_001)
    app.look()
    expect(await second!.status).toBe(503)
    await app.finish()
    expect(await first!.status).toBe(200)
  })
  it('a line that does not end is no burst: its people are told after a second', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    await app.ask(2)
    app.pass(4_900)
    const [third] = await app.ask(1)
    app.pass(200)
    app.look()
    app.pass(801)
    app.look()
    expect(await third!.status).toBe(503)
    expect(app.shed).toEqual(['ordinary', 'ordinary'])
  })
  it('verifications begin whatever number of others is at work, and have a line of their own', async () => {
    app = await openWorking({ ordinaryAtWork: 1, verificationsAtWork: 2 })
    await app.ask(2)
    await app.ask(1, 'POST', '/verifications?from=scanner')
    const scans = await verify(2)
    expect(app.shedding.atWork()).toEqual({ ordinary: 1, verification: 2 })
    // A burst is waited for; in a line that stands, nobody who would not be answered within a second.
    app.pass(3_000)
    app.look()
    expect(app.shedding.waiting().verification).toBe(1)
    app.pass(1)
    app.look()
    expect(await scans[1]!.status).toBe(503)
    expect(app.shed).toEqual(['verification'])
  })
  it('fewer verifications are at work at once when each takes too long, and more again when they do not', async () => {
    app = await openWorking({ verificationsAtWork: 32 })
    await verify(1)
    app.pass(401)
    await app.finish()
    app.look()
    expect(app.shedding.bounds().verification).toBe(16)
    await verify(17)
    await app.finish()
    app.look()
    expect(app.shedding.bounds().verification).toBe(32)
  })
  it('while many verify others go one at a time', async () => {
    app = await openWorking()
    await verify(8)
    await app.ask(3)
    expect(app.shedding.atWork()).toEqual({ ordinary: 1, verification: 8 })
    app.pass(1_001)
    app.look({ utilisation: 1 })
    expect(app.shed).toEqual(['ordinary', 'ordinary'])
  })
  it('while many verify one is followed by nine times as much rest as it took', async () => {
    app = await openWorking()
    await app.ask(1)
    await verify(8)
    app.pass(10)
    await app.finish()
    await verify(8)
    await app.ask(1)
    expect(app.shedding.atWork().ordinary).toBe(0)
    app.pass(90)
    app.look({ utilisation: 1 })
    expect(app.shedding.atWork().ordinary).toBe(1)
  })
  it('one whose work fails gives its place back', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    for (let i = 0; i < 3; i++) await app.request.get('/api/v1/broken').expect(500)
    expect(app.shedding.atWork().ordinary).toBe(0)
    const broken = app.shedding.guard(() => Promise.reject(new TypeError('x')), refuse)
    broken({ url: '/x' } as never, { once: () => undefined } as never)
    await turn()
    expect(app.shedding.atWork().ordinary).toBe(0)
  })
  it('one whose client goes away counts until its work ends; one that goes away while it waits is not begun', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    const [worked, waited] = await app.ask(2)
    worked!.call.destroy()
    waited!.call.destroy()
    await until(() => app.shedding.waiting().ordinary === 0)
    expect([app.working(), app.shedding.atWork().ordinary]).toEqual([1, 1])
    await app.finish()
    expect([app.working(), app.shedding.atWork().ordinary]).toEqual([0, 0])
  })
  it('one that sends slowly keeps nobody out, asks again when it has sent, and gives its place back once', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    const slow = Array.from({ length: 2 }, () => {
      const one = app.open('POST', '/notices', { 'content-type': 'application/json', 'content-length': '2' })
      one.call.write('{')
      return one
    })
    await until(() => app.received() === 2 && app.shedding.atWork().ordinary === 0)
    const [other] = await app.ask(1)
    expect(app.working()).toBe(1)
    slow[0]!.call.destroy()
    slow[1]!.call.end('}')
    await until(() => app.shedding.waiting().ordinary === 1)
    await app.finish()
    expect(await other!.status).toBe(200)
    await until(() => app.working() === 1)
    expect(app.shedding.atWork().ordinary).toBe(1)
    await app.finish()
    expect(await slow[1]!.status).toBe(200)
    expect(app.shedding.atWork().ordinary).toBe(0)
  })
  it('one that has sent everything at once is not asked again', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    await app.ask(1)
    const quick = app.open('POST', '/notices', { 'content-type': 'application/json', 'content-length': '2' })
    quick.call.end('{}')
    await until(() => app.shedding.waiting().ordinary === 1)
    await app.ask(1)
    await app.finish()
    await until(() => app.working() === 1)
    await app.finish()
    expect(await quick.status).toBe(200)
    expect(app.shedding.waiting().ordinary).toBe(0)
  })
  it('one that has sent slowly is sent away when there is no room for it', async () => {
    app = await openWorking({ ordinaryAtWork: 1 })
    const slow = app.open('POST', '/notices', { 'content-type': 'application/json', 'content-length': '2' })
    slow.call.write('{')
    await until(() => app.received() === 1 && app.shedding.atWork().ordinary === 0)
    await verify(8)
    app.look({ lagMs: 1_000 })
    slow.call.end('}')
    expect(await slow.status).toBe(503)
  })
  it('nothing is bounded where nobody is to be sent away', async () => {
    app = await openWorking(NEVER_SHED)
    app.look({ utilisation: 1, lagMs: 10_000 }, 20)
    await verify(20)
    await app.ask(100)
    expect(app.working()).toBe(120)
  })
})
