import { startOfDay } from '@zsb/shared/time'
import { openTestDatabase } from '../../../test-support/database'
import { explainAll } from '../../../test-support/mongo/explain'
import { createTodaysCount } from './todays-count'
import { Uses, createMongoUses } from './verification.model'

describe('how many a clerk has verified today 今日核验', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const uses = createMongoUses({ trail: { record: async () => undefined, tell: async () => undefined } })
  let at = new Date('2026-03-05T09:00:00+08:00')
  let written = 0
  const write = async (count: number, over: { staffId?: string; at?: Date } = {}) => {
    const rows = Array.from({ length: count }, () => ({
      _id: `use-${(written += 1)}`,
      displayId: `use-${written}`,
      at: over.at ?? at,
      verifier: { staffId: over.staffId ?? 'clerk' },
    }))
    await Uses.collection.insertMany(rows as never)
  }
  const advance = (ms: number) => void (at = new Date(at.getTime() + ms))
  beforeAll(async () => {
    database = await openTestDatabase('todays_count')
  })
  beforeEach(() => Uses.collection.deleteMany({}))
  afterAll(() => database.close())
  const open = () => createTodaysCount({ uses, startOfDay, now: () => at })

  it('counts this day in Asia/Shanghai, this clerk, and goes on with every scan', async () => {
    const today = open()
    await write(2, { at: new Date(at.getTime() - 10 * 3_600_000) })
    await write(3)
    await write(4, { staffId: 'another' })
    expect(await today.count('clerk')).toBe(3)
    for (let scans = 4; scans < 8; scans += 1) {
      advance(40_000)
      await write(1)
      expect(await today.count('clerk')).toBe(scans)
    }
    advance(24 * 3_600_000)
    expect(await today.count('clerk')).toBe(0)
    await write(1)
    expect(await today.count('clerk')).toBe(1)
  })
  it('sees a scan that became visible late, within the minute', async () => {
    const today = open()
    await write(1)
    expect(await today.count('clerk')).toBe(1)
    advance(30_000)
    expect(await today.count('clerk')).toBe(1)
    await write(1, { at: new Date(at.getTime() - 20_000) })
    expect(await today.count('clerk')).toBe(2)
  })
  it('P11: reads the day once and the last minute afterwards', async () => {
    const today = open()
    await write(500)
    advance(5 * 60_000)
    await today.count('clerk')
    await write(3)
    const looks = await explainAll(() => today.count('clerk'))
    for (const { keys, stages } of looks) {
      expect(keys).toBeLessThanOrEqual(5)
      expect(stages).not.toContain('COLLSCAN')
    }
  })
  it('is right when the clock goes back', async () => {
    const today = open()
    await write(2)
    advance(10 * 60_000)
    expect(await today.count('clerk')).toBe(2)
    advance(-10 * 60_000)
    await write(1)
    expect(await today.count('clerk')).toBe(3)
  })
})
