import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import { expectIndexed } from '../../../test-support/mongo/explain'
import { createLog } from '../log/log'
import { createOutbox } from './outbox'
import { mongoOutbox } from './outbox.model'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('outbox')
})
afterAll(() => database.close())

let offsetMs = 0
let lines: string[] = []
let seen: string[] = []
const now = () => new Date(Date.now() + offsetMs)
const ulid = monotonicFactory()
const collection = () => mongoose.connection.collection<{ _id: string; state: string; key: string; payload: { n: string } }>('outbox')
const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
const open = () => createOutbox({ store: mongoOutbox, newId: (at) => ulid(at.getTime()), now, log })
type Consume = (n: string) => Promise<void>
/** One dispatcher whose consumer of `t` is the test's. */
function openWith(consume: Consume = async () => undefined) {
  const outbox = open()
  outbox.on('t', async ({ payload }) => {
    await consume(payload.n ?? '')
    seen.push(payload.n ?? '')
  })
  return outbox
}
const put = (outbox: ReturnType<typeof open>, key: string, n: string) => outbox.put(null, { topic: 't', key, payload: { n } })
const states = async () => Object.fromEntries((await collection().find().toArray()).map(({ payload, state }) => [payload.n, state]))
beforeEach(async () => {
  offsetMs = 0
  lines = []
  seen = []
  await collection().deleteMany({})
})

describe('the outbox', () => {
  it('delivers in order for each key, each once', async () => {
    const outbox = openWith()
    for (let i = 0; i < 40; i += 1) await put(outbox, `k${i % 4}`, `${i}`)
    expect(await outbox.round()).toBe(40)
    for (let key = 0; key < 4; key += 1) expect(seen.filter((n) => Number(n) % 4 === key)).toEqual(Array.from({ length: 10 }, (_, i) => `${i * 4 + key}`))
    expect(await outbox.round()).toBe(0)
  })
  it('keeps a key’s order while its first message has to wait, also for messages that come later', async () => {
    let broken = true
    const outbox = openWith(async (n) => {
      if (n === 'a1' && broken) throw new Error('not now')
    })
    await put(outbox, 'a', 'a1')
    await put(outbox, 'a', 'a2')
    await put(outbox, 'b', 'b1')
    await outbox.round()
    await put(outbox, 'a', 'a3')
    await outbox.round()
    expect(seen).toEqual(['b1'])
    broken = false
    offsetMs = 2_000
    await outbox.round()
    expect(seen).toEqual(['b1', 'a1', 'a2', 'a3'])
  })
  it('R15: parks a poisoned message with an alarm; the others of its key go on, those of other keys never waited', async () => {
    const outbox = openWith(async (n) => {
      if (n === 'poison') throw new Error('whatever')
    })
    await put(outbox, 'a', 'poison')
    await put(outbox, 'a', 'after')
    for (let i = 0; i < 9; i += 1) {
      await put(outbox, 'b', `b${i}`)
      await outbox.round()
      expect(seen).toContain(`b${i}`)
      offsetMs += 200_000
    }
    expect(await states()).toMatchObject({ poison: 'parked', after: 'done' })
    expect(lines.join()).toContain('"code":"outbox.parked"')
    expect(await outbox.countParked()).toBe(1)
    lines = []
    await outbox.alarm()
    expect(lines.join()).toMatch(/"level":50.*"count":1.*outbox\.parkedWaiting/)
  })
  it('R15: keeps what nobody listens to, and says so, instead of taking it for done; whoever knows the topic gets it', async () => {
    const outbox = openWith()
    await outbox.put(null, { topic: 'of.another.release', key: 'a', payload: { n: 'unknown' } })
    await put(outbox, 'b', 'known')
    await outbox.round()
    expect(await states()).toEqual({ unknown: 'waiting', known: 'done' })
    expect(lines.join()).toMatch(/"code":"outbox.unknownTopic","?.*of\.another\.release|of\.another\.release.*outbox\.unknownTopic/)
    const newer = open()
    newer.on('of.another.release', async ({ payload }) => void seen.push(payload.n ?? ''))
    offsetMs = 10_000
    await newer.round()
    expect(seen).toContain('unknown')
  })
  it('is not held up by hundreds of messages that wait for another try', async () => {
    let broken = true
    const outbox = openWith(async (n) => {
      if (n.startsWith('bad') && broken) throw new Error('partner is down')
    })
    for (let i = 0; i < 260; i += 1) await put(outbox, `bad${i}`, `bad${i}`)
    while ((await outbox.round()) > 0 || (await mongoOutbox.keysDue({ at: now(), limit: 1 })).length > 0);
    await put(outbox, 'fresh', 'fresh')
    expect(await outbox.round()).toBe(1)
    expect(seen).toEqual(['fresh'])
    broken = false
    offsetMs = 600_000
    while ((await outbox.round()) > 0);
    expect(seen).toHaveLength(261)
  })
  it('is not held up by a long key of which the first has to wait', async () => {
    const outbox = openWith(async (n) => {
      if (n === 'long0') throw new Error('not now')
    })
    for (let i = 0; i < 250; i += 1) await put(outbox, 'long', `long${i}`)
    await outbox.round()
    await put(outbox, 'short', 'short')
    await outbox.round()
    expect(seen).toEqual(['short'])
  })
  it('a slow consumer holds up its own key only', async () => {
    let release: () => void = () => undefined
    const outbox = openWith((n) => (n === 'slow' ? new Promise((resolve) => (release = resolve)) : Promise.resolve()))
    await put(outbox, 'a', 'slow')
    for (let i = 0; i < 10; i += 1) await put(outbox, `b${i}`, `b${i}`)
    const round = outbox.round()
    while (seen.length < 10) await new Promise((resolve) => setImmediate(resolve))
    release()
    expect(await round).toBe(11)
  })
  it('delivers again what a process handled and was killed before it said so', async () => {
    const killed = openWith()
    await put(killed, 'a', 'x')
    const dying = createOutbox({
      store: { ...mongoOutbox, done: () => Promise.reject(new Error('killed')), failed: () => Promise.reject(new Error('killed')) },
      newId: (at) => ulid(at.getTime()),
      now,
      log,
    })
    dying.on('t', async ({ payload }) => void seen.push(payload.n ?? ''))
    await expect(dying.round()).rejects.toThrow('killed')
    await openWith().round()
    expect(seen).toEqual(['x', 'x'])
    expect(await states()).toEqual({ x: 'done' })
  })
  it('looks by its indexes alone', async () => {
    const outbox = openWith()
    for (let i = 0; i < 300; i += 1) await put(outbox, `k${i}`, `${i}`)
    await expectIndexed(() => mongoOutbox.keysDue({ at: now(), limit: 20 }), { limit: 20 })
    await expectIndexed(() => mongoOutbox.waitingOf({ key: 'k5', limit: 20 }), { limit: 20 })
  })
})
