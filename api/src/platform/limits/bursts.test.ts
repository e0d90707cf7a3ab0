import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { createRateLimiter } from './limiter'

const table = { scans: { points: 100, perSeconds: 3_600, chunk: 10, failClosed: true, why: 'a hot path' } }

describe('a limit that is spent in chunks', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    database = await openTestDatabase('limits')
  })
  afterAll(() => database.close())

  const open = () => createRateLimiter({ table, digest: (key) => key, log: createLog({ level: 'silent' }) })
  const burst = (limiter: ReturnType<typeof open>, count: number, key: string) =>
    Promise.allSettled(Array.from({ length: count }, () => limiter.consume('scans', key)))

  it('R22: a burst takes one point for each call, not one chunk for each', async () => {
    const limiter = open()
    const calls = await burst(limiter, 100, 'clerk')
    expect(calls.filter(({ status }) => status === 'rejected')).toEqual([])
  })

  it('R22: beyond the points every call of a burst is told to wait, none fails otherwise', async () => {
    const limiter = open()
    const calls = await burst(limiter, 160, 'other clerk')
    const refused = calls.flatMap((call) => (call.status === 'rejected' ? [call.reason as { code?: string }] : []))
    expect(refused).toHaveLength(60)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'RATE_LIMITED' })
  })

  it('R22: two processes share the points', async () => {
    const [one, two] = [open(), open()]
    const calls = (await Promise.all([burst(one, 80, 'shared'), burst(two, 80, 'shared')])).flat()
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
  })
})
