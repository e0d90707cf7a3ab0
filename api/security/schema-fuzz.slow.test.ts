import fc from 'fast-check'
import { AppError } from '../src/platform/http/app-error'
import { openAttackedApi, type AttackedApi, type Credentials, type Kind } from '../test-support/security/attacked-api'
import { LANE, noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { inParallel, type Answer } from '../test-support/security/http'
import { callsOf, describedOperations, type Described, type MadeCall } from '../test-support/security/schema-values'

const RUNS = volume({ suite: 100, full: 10_000 })
const BATCH = 500
/** Of an operation that takes nothing but ids, with every change: a hundred random ids are one refusal a hundred times. */
const ID_RUNS = volume({ suite: 20, full: RUNS })
const takesIdsAlone = ({ body, parameters }: Described): boolean => body === null && parameters.every((parameter) => parameter.in !== 'query')
const ROW = 'Schema fuzz from OpenAPI'
/** What a stack or a driver would say. */
const INSIDE = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|\.js:\d+|MongoServerError|ZodError|TypeError|RangeError|ReferenceError|E11000/

/** The harness holds no keys of Alipay's stand-in, so that this partner cannot be reached: a coded answer, and the right one. */
const isDefect = ({ status, text }: Answer) => status === 0 || (status >= 500 && !text.includes('UPSTREAM_UNAVAILABLE')) || INSIDE.test(text)

/** Somebody the operation lets in, so that the values reach what lies behind the door. */
const WHO: readonly Kind[] = ['confirmed', 'clerk', 'supervisor', 'operator', 'guardian']

describe('R11: values made from the OpenAPI document', () => {
  let api: AttackedApi
  /** Of each of them, as long as it lives. */
  const sessions = new Map<Kind, Credentials>()
  /** Calls that got no answer and were sent once more. */
  let sentAgain = 0
  let seed = 20_261_126 + 1_000_000 * LANE.at

  beforeAll(async () => {
    api = await openAttackedApi('schema_fuzz')
  }, 600_000)
  afterAll(() => api.close())

  const letIn = async (operation: Described): Promise<Kind> => {
    for (const kind of WHO) {
      const answer = await api.send(operation.path.replace(/\{\w+\}/g, 'x'), api.credentials[kind], {
        method: operation.method,
        body: operation.method === 'GET' ? undefined : '{',
      })
      if (answer.status !== 403) return kind
    }
    return 'confirmed'
  }

  async function fuzz(operation: Described, kind: Kind): Promise<{ call: MadeCall; answer: Answer }[]> {
    const bad: { call: MadeCall; answer: Answer }[] = []
    if (!sessions.has(kind)) sessions.set(kind, await api.freshSession(kind))
    let reviving: Promise<Credentials> | null = null
    const runs = takesIdsAlone(operation) ? ID_RUNS : RUNS
    for (let done = 0; done < runs; done += BATCH) {
      const calls = fc.sample(callsOf(operation), { numRuns: Math.min(BATCH, runs - done), seed: seed++ })
      await inParallel(calls, 16, async (call) => {
        const send = () =>
          api.send(call.path, sessions.get(kind)!, { method: call.method, ...(call.body !== undefined && { body: JSON.stringify(call.body) }) })
        let answer = await send()
        // A line that was let go at this very moment answers nothing: whoever is there answers the next time.
        if (answer.status === 0) {
          sentAgain += 1
          answer = await send()
        }
        if (isDefect(answer)) bad.push({ call, answer })
        // Some operations end the session they are called in, and freeze its owner.
        if (answer.status === 401) {
          reviving ??= revive(kind).finally(() => (reviving = null))
          sessions.set(kind, await reviving)
        }
      })
    }
    return bad
  }

  /** Calls that are still under way may change the account under it, so that it is told CONFLICT: then once more. */
  async function revive(kind: Kind): Promise<Credentials> {
    for (let tries = 0; ; tries++) {
      await api.db.collection('holders').updateMany({ frozenAt: { $ne: null } }, { $set: { frozenAt: null } })
      try {
        return await api.freshSession(kind)
      } catch (cause) {
        if (!(cause instanceof AppError && cause.code === 'CONFLICT') || tries === 20) throw cause
      }
    }
  }

  it(
    `R11: ${RUNS} calls of every operation never give a 5xx, a word of the inside, or an end of the process`,
    async () => {
      const operations = describedOperations(api.api.openApi()).filter((_, i) => i % LANE.of === LANE.at)
      // Before anything is called: their tokens live ten minutes.
      const kinds = await inParallel(operations, 16, letIn)
      const bad: string[] = []
      for (const [i, operation] of operations.entries()) {
        const found = await fuzz(operation, kinds[i]!)
        for (const { call, answer } of found.slice(0, 3))
          bad.push(`${operation.operationId} ${answer.status} ${JSON.stringify(call).slice(0, 400)} ${answer.text.slice(0, 200)}`)
      }
      const causes = api.lines.filter((line) => line.includes('request.failed')).map((line) => line.replace(/"(time|requestId)":"[^"]*",?/g, ''))
      expect([...new Set(causes)]).toEqual([])
      expect(bad).toEqual([])
      expect((await api.client.send('/healthz')).status).toBe(200)
      noteFigure(ROW, 'operations × calls', `${operations.length} × ${RUNS}`)
      noteFigure(ROW, '5xx, stack texts, exits, calls unanswered twice', bad.length)
      noteFigure(ROW, 'calls on a line that was let go at that moment, sent once more', sentAgain)
    },
    timeLimit({ suite: 900_000, full: 7_200_000 }),
  )

  it.each([
    ['200 levels of arrays', '['.repeat(200) + ']'.repeat(200)],
    ['100,000 levels of arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['33 levels of objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
    ['1,001 keys', JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`k${i}`, 1])))],
    ['1,001 items', JSON.stringify({ a: Array.from({ length: 1_001 }, () => 1) })],
    ['300 kB', JSON.stringify({ a: 'x'.repeat(300_000) })],
    ['half a body', '{"phone":"1990'],
    ['no JSON', 'phone=19900000001'],
    ['a bare number', '1'],
    ['a null', 'null'],
    ['a member named __proto__', '{"__proto__":{"isAdmin":true}}'],
    ['a member named constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['bytes that are no UTF-8', '{"a":"\ud800"}'],
  ])(
    'R11: refuses %s as a body of every operation with a 4xx',
    async (_, body) => {
      const operations = describedOperations(api.api.openApi()).filter(({ method }) => method !== 'GET')
      const unfit = await inParallel(operations, 16, async ({ operationId, path, method }) => {
        const { status, text } = await api.send(path.replace(/\{\w+\}/g, 'A'.repeat(22)), {}, { method, body })
        return status >= 400 && status < 500 && !INSIDE.test(text) ? [] : [`${operationId}: ${status} ${text.slice(0, 200)}`]
      })
      expect(operations.length).toBeGreaterThan(0)
      expect(unfit.flat()).toEqual([])
    },
    60_000,
  )

  it('R11: refuses a body that says it is packed and is not', async () => {
    const answer = await api.send('/api/v1/sign-in/codes', {}, { body: 'no gzip at all', headers: { 'content-encoding': 'gzip' } })
    expect([400, 415]).toContain(answer.status)
    const unknown = await api.send('/api/v1/sign-in/codes', {}, { body: 'x', headers: { 'content-encoding': 'zstd9' } })
    expect([400, 415]).toContain(unknown.status)
  })
})
