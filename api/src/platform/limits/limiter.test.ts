import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import * as z from 'zod/mini'
import { openTestDatabase } from '../../../test-support/database'
import { disconnectMongo } from '../db/mongo'
import { AppError } from '../http/app-error'
import { createLog } from '../log/log'
import { createRateLimiter, RateLimitTable } from './limiter'
import { createPurses } from './purses'

const table = z.parse(RateLimitTable, JSON.parse(readFileSync(join(__dirname, '../../../content/access/rate-limits.json'), 'utf8')))
const log = createLog({ level: 'silent' })
const rule = (over: Partial<RateLimitTable[string]>): RateLimitTable[string] => ({
  points: 10,
  perSeconds: 3600,
  chunk: 1,
  failClosed: false,
  why: 'test',
  ...over,
})
const own: RateLimitTable = { chunked: rule({ points: 100, chunk: 10 }), tight: rule({ points: 5 }), brief: rule({ points: 2, perSeconds: 1 }) }
/** One limiter for each process. */
const open = (rules = own) => createRateLimiter({ table: rules, digest: (key) => `digest-${Buffer.from(key).toString('hex')}`, log })

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('limits')
})
beforeEach(() => mongoose.connection.collection('rate_limits').deleteMany({}))
afterAll(() => database.close())

const outcome = (attempt: Promise<void>) =>
  attempt.then(
    () => 'passed',
    (cause: unknown) => (cause instanceof AppError ? cause.code : `defect: ${String(cause)}`),
  )
const burst = async (limiters: ReturnType<typeof open>[], name: string, count: number) => {
  const results = await Promise.all(Array.from({ length: count }, (_, i) => outcome(limiters[i % limiters.length]!.consume(name, 'one'))))
  return { passed: results.filter((each) => each === 'passed').length, others: [...new Set(results.filter((each) => each !== 'passed'))] }
}

describe('R22: a limit', () => {
  it('lets exactly its points through in a burst, and refuses the rest with a code', async () => {
    expect(await burst([open()], 'tight', 60)).toEqual({ passed: 5, others: ['RATE_LIMITED'] })
  })
  it('is shared by every process', async () => {
    expect(await burst([open(), open(), open()], 'tight', 60)).toEqual({ passed: 5, others: ['RATE_LIMITED'] })
  })
  it('bought in chunks lets all its points through in a burst, none more, and never fails', async () => {
    expect(await burst([open()], 'chunked', 400)).toEqual({ passed: 100, others: ['RATE_LIMITED'] })
  })
  it('bought in chunks by two processes loses at most a chunk to each', async () => {
    const { passed, others } = await burst([open(), open()], 'chunked', 400)
    expect(passed).toBeGreaterThan(80)
    expect(passed).toBeLessThanOrEqual(100)
    expect(others).toEqual(['RATE_LIMITED'])
  })
  it('buys one chunk for all who find the purse empty', async () => {
    await burst([open()], 'chunked', 10)
    expect((await mongoose.connection.collection('rate_limits').findOne({}))!.points).toBe(1)
  })
  it('asks the counter for what happens more than a few times only, where its rule gives the first away', async () => {
    const counters = () => mongoose.connection.collection('rate_limits').countDocuments({})
    const limiter = open({ given: rule({ points: 3, free: 2 }) })
    for (let n = 0; n < 20; n += 1) await limiter.consume('given', `key-${n}`)
    for (let n = 0; n < 20; n += 1) await limiter.consume('given', `key-${n}`)
    expect(await counters()).toBe(0)
    const outcomes = []
    for (let n = 0; n < 4; n += 1) outcomes.push(await outcome(limiter.consume('given', 'key-7')))
    expect(outcomes).toEqual(['passed', 'passed', 'passed', 'RATE_LIMITED'])
    expect(await counters()).toBe(1)
  })
  it('stores neither address nor phone number', async () => {
    await open().consume('tight', '19900000001')
    expect(JSON.stringify(await mongoose.connection.collection('rate_limits').findOne({}))).not.toContain('19900000001')
  })
  it('without a row is a defect of ours, also under a name that objects have', async () => {
    for (const name of ['no.such', 'constructor', '__proto__']) expect(await outcome(open().consume(name, 'x'))).toMatch(/no rate limit/)
  })
})

describe('points bought in advance', () => {
  it('end with the window they were bought in', async () => {
    let ms = 0
    const purses = createPurses(() => ms)
    const buys: number[] = []
    const buy = async () => {
      buys.push(ms)
      return { points: 10, forMs: 1000 }
    }
    for (let i = 0; i < 5; i += 1) await purses.take('a', buy)
    ms = 1001
    for (let i = 0; i < 10; i += 1) await purses.take('a', buy)
    expect(buys).toEqual([0, 1001])
    await purses.take('a', buy)
    expect(buys).toHaveLength(3)
  })
  it('in large chunks are bought anew before the last are spent, so that nobody waits', async () => {
    const buys: (() => void)[] = []
    const buy = () => new Promise<{ points: number; forMs: number }>((resolve) => buys.push(() => resolve({ points: 40, forMs: 1000 })))
    const purses = createPurses(() => 0)
    const first = purses.take('a', buy)
    buys[0]!()
    await first
    for (let i = 1; i < 38; i += 1) await purses.take('a', buy)
    expect(buys).toHaveLength(2)
    // The last two wait for nobody while the counter is asked.
    for (let i = 38; i < 40; i += 1) await purses.take('a', buy)
    buys[1]!()
    for (let i = 40; i < 77; i += 1) await purses.take('a', buy)
    expect(buys).toHaveLength(2)
  })
  it('are not missed early: what the counter refuses in advance is told to who finds nothing left', async () => {
    let left = 1
    const buy = async () => {
      if (left-- === 0) throw new Error('used up')
      return { points: 40, forMs: 1000 }
    }
    const purses = createPurses(() => 0)
    for (let i = 0; i < 40; i += 1) await purses.take('a', buy)
    left = 0
    await expect(purses.take('a', buy)).rejects.toThrow('used up')
  })
})

describe('every limit of content/access/rate-limits.json', () => {
  // The rules of many points are asked with fewer of them: the arithmetic is the same.
  const rows = Object.entries(table).map(([name, row]) => [name, Math.min(row.points, 300)] as const)
  it.each(rows)('R22: %s is reached, refused with Retry-After, and holds for one key only', async (name, points) => {
    const row = table[name]!
    const limiter = open({ [name]: { ...row, points: Math.max(points, row.chunk) } })
    const asked = Math.max(points, row.chunk) + (row.free ?? 0)
    await Promise.all(Array.from({ length: asked }, () => limiter.consume(name, 'one')))
    const refused = await limiter.consume(name, 'one').catch((cause: unknown) => cause as AppError)
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    expect((refused as AppError).retryAfterSeconds).toBeGreaterThan(0)
    expect((refused as AppError).retryAfterSeconds).toBeLessThanOrEqual(row.perSeconds)
    await limiter.consume(name, 'another')
  })
  it('R22: one-time codes, sign-in and every second proof fail closed', () => {
    const closed = Object.entries(table)
      .filter(([, { failClosed }]) => failClosed)
      .map(([name]) => name)
    const mustBeClosed = Object.keys(table).filter((name) => /^(otp|signIn|staff\.|presentation\.password|realName\.(check|face\.))/.test(name))
    expect(closed).toEqual(expect.arrayContaining(mustBeClosed))
  })
})

describe('R22: with the counter out of reach', () => {
  it('rules that fail closed refuse with 503, the others let pass', async () => {
    const limiter = open(table)
    await limiter.consume('otp.send.target', 'x')
    await disconnectMongo()
    try {
      for (const [name, { failClosed }] of Object.entries(table))
        expect([name, await outcome(limiter.consume(name, 'x'))]).toEqual([name, failClosed ? 'OVERLOADED' : 'passed'])
    } finally {
      await mongoose.connect(database.uri)
    }
  }, 60_000)
})
