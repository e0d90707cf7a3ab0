import * as z from 'zod/mini'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { openSmallApp } from '../../../test-support/small-app'
import { AppError } from '../http/app-error'
import { endpoint } from '../http/endpoint'
import { createIdempotency } from './idempotency'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('idempotency')
})
afterAll(() => database.close())

let offsetMs = 0
const now = () => new Date(Date.now() + offsetMs)
const seal = {
  encrypt: (text: string) => `sealed:${Buffer.from(text).toString('hex')}`,
  decrypt: (text: string) => Buffer.from(text.slice(7), 'hex').toString(),
}
const idempotency = createIdempotency({ now, ...seal, renewEveryMs: 20 })
const keys = () => mongoose.connection.collection('idempotency_keys')

let runs: string[] = []
/** What the next run does; by default it answers. */
let act: (id: string) => Promise<{ id: string; n: number }>
const answering = async (id: string) => ({ id, n: runs.length })
beforeEach(async () => {
  runs = []
  act = answering
  offsetMs = 0
  await keys().deleteMany({})
})

const spec = (id: string, permission: string) =>
  ({
    id,
    summary: id,
    permission,
    params: z.strictObject({ id: z.string() }),
    query: z.strictObject({ limit: z.optional(z.string()) }),
    body: z.strictObject({ text: z.optional(z.string()) }),
    response: z.object({ id: z.string(), n: z.number() }),
    status: 201,
    idempotency: 'required',
  }) as const
const handler = ({ params }: { params: { id: string } }) => {
  runs.push(params.id)
  return act(params.id)
}
const { request } = openSmallApp({
  routes: {
    'POST /orders/:id': endpoint(spec('order.create', 'open.self'), handler),
    'POST /visits/:id': endpoint(spec('visit.create', 'open.self'), handler),
    'POST /open/:id': endpoint(spec('open.create', 'public'), handler),
  },
  platform: { idempotency },
})
const KEY = 'k'.repeat(22)
const send = ({
  path = '/orders/a',
  body = { text: 'x' },
  key = KEY,
  bearer = 'citizen',
  actingFor = '',
}: { path?: string; body?: object; key?: string; bearer?: string; actingFor?: string } = {}) => {
  const call = request.post(`/api/v1${path}`).set('authorization', `Bearer ${bearer}`).set('idempotency-key', key)
  return (actingFor ? call.set('acting-for', actingFor) : call).send(body)
}

describe('R16: an Idempotency-Key', () => {
  it.each(['', 'short', 'k'.repeat(65), 'with blanks and more!'])('of the form «%s» is refused', async (key) => {
    expect((await send({ key }).expect(400)).body.code).toBe('IDEMPOTENCY_KEY_REQUIRED')
    expect(runs).toEqual([])
  })
  it('gives the same answer again without doing it again', async () => {
    const first = await send().expect(201)
    const again = await send().expect(201)
    expect(again.body).toEqual(first.body)
    expect(runs).toEqual(['a'])
  })
  it.each([
    ['another body', { body: { text: 'y' } }],
    ['another object in the path', { path: '/orders/b' }],
    ['another query', { path: '/orders/a?limit=5' }],
    ['another person acted for', { actingFor: 'CHILD' }],
  ])('with %s is refused with 422 and does nothing', async (_, over) => {
    await send().expect(201)
    expect((await send(over).expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
    expect(runs).toEqual(['a'])
  })
  it('of another person or another operation is another key', async () => {
    await send().expect(201)
    await send({ bearer: 'second' }).expect(201)
    await send({ path: '/visits/a' }).expect(201)
    await request.post('/api/v1/open/a').set('idempotency-key', KEY).send({ text: 'x' }).expect(201)
    expect(runs).toHaveLength(4)
  })
  it('of 20 requests at once runs one; the others are told to wait or get its answer', async () => {
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => send()))).map(({ status, body }) => ({
      status,
      code: (body as { code?: string }).code,
    }))
    expect(runs).toEqual(['a'])
    for (const { status, code } of statuses) expect(status === 201 || code === 'IDEMPOTENCY_IN_PROGRESS').toBe(true)
    expect((await send().expect(201)).body).toEqual({ id: 'a', n: 1 })
  })
  it('keeps the answer encrypted, and neither key nor body in clear', async () => {
    await send({ body: { text: 'private matter' } }).expect(201)
    const stored = JSON.stringify(await keys().findOne({}))
    expect(stored).toContain('sealed:')
    expect(stored).not.toMatch(/private matter|kkkkkkkk|"n":1/)
  })
  it('is remembered for 24 h, then it is a new one', async () => {
    await send().expect(201)
    offsetMs = 24 * 3_600_000 - 60_000
    await send().expect(201)
    expect(runs).toHaveLength(1)
    offsetMs = 24 * 3_600_000 + 1_000
    await send({ body: { text: 'another' } }).expect(201)
    expect(runs).toHaveLength(2)
  })
  it.each([
    ['a refusal', new AppError('CONFLICT'), 409],
    ['a defect', new TypeError('no such thing'), 500],
  ])('after %s may be used again at once', async (_, thrown, status) => {
    act = () => Promise.reject(thrown)
    await send().expect(status)
    act = answering
    await send().expect(201)
    expect(runs).toHaveLength(2)
  })
  it('R25: after an unknown outcome waits a moment, then runs again', async () => {
    act = () => Promise.reject(new AppError('STORAGE_UNCERTAIN'))
    await send().expect(503)
    act = answering
    const early = await send().expect(409)
    expect(early.body.code).toBe('IDEMPOTENCY_IN_PROGRESS')
    expect(early.headers['retry-after']).toBe('1')
    offsetMs = 6_000
    await send().expect(201)
  })
  it('of a run that lasts long is not taken over while it lives', async () => {
    let finish: () => void = () => undefined
    act = (id) => new Promise((resolve) => (finish = () => resolve({ id, n: 1 })))
    const first = send().then((answer) => answer.status)
    while (runs.length === 0) await new Promise((resolve) => setImmediate(resolve))
    for (let i = 0; i < 4; i += 1) {
      offsetMs += 20_000
      const before = (await keys().findOne({}))!.abandonedAt as Date
      // The run says that it lives: the next renewal is written with the moved clock.
      while (((await keys().findOne({}))!.abandonedAt as Date).getTime() <= before.getTime() + 10_000) await new Promise((resolve) => setImmediate(resolve))
      expect((await send().expect(409)).body.code).toBe('IDEMPOTENCY_IN_PROGRESS')
    }
    finish()
    expect(await first).toBe(201)
    expect(runs).toEqual(['a'])
  })
  it('of a run that was killed is taken over after 30 s, by one of many', async () => {
    await send().expect(201)
    await keys().updateOne({}, { $set: { state: 'running', answer: null, abandonedAt: new Date(Date.now() + 30_000) } })
    await send().expect(409)
    offsetMs = 31_000
    await Promise.all(Array.from({ length: 10 }, () => send()))
    expect(runs).toHaveLength(2)
  })
  it('whose claim was taken over cannot overwrite the other’s answer', async () => {
    let finish: () => void = () => undefined
    act = (id) => new Promise((resolve) => (finish = () => resolve({ id, n: 77 })))
    const slow = send().then((answer) => answer.body as { n: number })
    while (runs.length === 0) await new Promise((resolve) => setImmediate(resolve))
    // As a process that was stopped for minutes finds it.
    await keys().updateOne({}, { $set: { claim: 'another process', state: 'done', answer: seal.encrypt('{"id":"a","n":5}') } })
    finish()
    expect((await slow).n).toBe(77)
    expect((await send().expect(201)).body).toEqual({ id: 'a', n: 5 })
  })
})
