import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { startLoop } from './loop'

const log = createLog({ level: 'silent' })
const leases = () => mongoose.connection.collection<{ _id: string; holder: string; until: Date }>('leases')
const until = async (isSo: () => Promise<boolean> | boolean) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a job of which one process at a time does a round', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    database = await openTestDatabase('loop')
  })
  afterAll(() => database.close())

  it('is woken by work, again while it runs, and until nothing is left', async () => {
    let left = 3
    let rounds = 0
    const loop = startLoop({
      name: 'own',
      everyMs: 3_600_000,
      log,
      round: async () => {
        rounds += 1
        return left > 0 ? left-- : 0
      },
    })
    await until(() => left === 0)
    const before = rounds
    loop.wake()
    await until(() => rounds > before)
    await loop.stop()
  })

  it('is left alone while another process has it, and taken over at the interval', async () => {
    await leases().insertOne({ _id: 'taken', holder: 'another', until: new Date(4e12) })
    let rounds = 0
    const reads = jest.spyOn(mongoose.models.Lease!.collection, 'findOneAndUpdate')
    const loop = startLoop({ name: 'taken', everyMs: 40, log, round: async () => void (rounds += 1) as never })
    await until(() => reads.mock.calls.length > 0)
    await new Promise((resolve) => setImmediate(resolve))
    const before = reads.mock.calls.length
    for (let i = 0; i < 200; i += 1) {
      loop.wake()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(reads.mock.calls.length - before).toBeLessThan(100)
    expect(rounds).toBe(0)
    await leases().updateOne({ _id: 'taken' }, { $set: { until: new Date(0) } })
    await until(() => rounds > 0)
    await loop.stop()
    reads.mockRestore()
  })
})
