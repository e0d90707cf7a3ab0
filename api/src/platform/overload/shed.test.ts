import * as z from 'zod/mini'
import { openSmallApp } from '../../../test-support/small-app'
import { endpoint } from '../http/endpoint'
import { answerAt } from '../http/outside'
import { createShedding } from './shed'

/** Keeps the event loop from turning, as a burst of expensive requests does. */
function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

async function openLagging(thresholds: { ordinaryMs: number; verificationMs: number }) {
  const shedding = createShedding(thresholds)
  const ok = (id: string) => endpoint({ id, summary: id, permission: 'public', response: z.object({ ok: z.boolean() }) }, () => ({ ok: true }))
  const { request } = openSmallApp({
    routes: { 'GET /notices': ok('a'), 'POST /verifications': ok('b') },
    vital: ['/healthz', '/readyz', '/metrics'].map((path) => answerAt(path, (ctx) => void (ctx.body = { ok: true }))),
    outside: [answerAt('/docs', (ctx) => void (ctx.body = 'docs'))],
    overload: shedding.middleware,
  })
  for (let i = 0; i < 200 && shedding.lagMs() < 30; i += 1) {
    block(60)
    await turn()
  }
  expect(shedding.lagMs()).toBeGreaterThanOrEqual(30)
  return { request, shedding }
}

describe('R23: while the event loop lags', () => {
  it('ordinary requests are sent away with 503 and Retry-After, verifications and health are answered', async () => {
    const { request, shedding } = await openLagging({ ordinaryMs: 20, verificationMs: 600_000 })
    // Nothing measures any more: the lag stays what it was while the requests are made.
    shedding.stop()
    const refused = await request.get('/api/v1/notices').expect(503)
    expect(refused.body.code).toBe('OVERLOADED')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await request.get('/docs').expect(503)
    await request.post('/api/v1/verifications').expect(200)
    for (const path of ['/healthz', '/readyz', '/metrics']) await request.get(path).expect(200)
  })
  it('verifications are the last to go, and health answers even then', async () => {
    const { request, shedding } = await openLagging({ ordinaryMs: 10, verificationMs: 20 })
    shedding.stop()
    await request.post('/api/v1/verifications').expect(503)
    for (const path of ['/healthz', '/readyz', '/metrics']) await request.get(path).expect(200)
  })
  it('and nobody is sent away while it does not', async () => {
    const shedding = createShedding({ ordinaryMs: 400, verificationMs: 900 })
    const next = jest.fn(async () => undefined)
    await shedding.middleware({ method: 'GET', path: '/api/v1/notices' } as never, next)
    expect(next).toHaveBeenCalled()
    shedding.stop()
  })
})
