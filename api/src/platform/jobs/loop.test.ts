import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { createStandingLease } from './lease'
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

  it('is left alone while another process has it', async () => {
    await leases().insertOne({ _id: 'theirs', holder: 'another', until: new Date(4e12) })
    const { collection } = mongoose.models.Lease!
    const takes = jest.spyOn(collection, 'findOneAndUpdate')
    const loop = startLoop({ name: 'theirs', everyMs: 3_600_000, log, round: async () => 0 })
    await until(() => takes.mock.calls.length === 1)
    await Promise.allSettled(takes.mock.results.map(({ value }) => value))
    for (let i = 0; i < 50; i += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      loop.wake()
    }
    expect(takes).toHaveBeenCalledTimes(1)
    await loop.stop()
    takes.mockRestore()
    expect(await leases().findOne({ _id: 'theirs' })).toEqual({ _id: 'theirs', holder: 'another', until: new Date(4e12) })
  })

  it('that comes soon asks for what another process has four times in its life, not at every interval', async () => {
    await leases().insertOne({ _id: 'often', holder: 'another', until: new Date(4e12) })
    const takes = jest.spyOn(mongoose.models.Lease!.collection, 'findOneAndUpdate')
    const lease = createStandingLease({ name: 'often', seconds: 1 })
    const began = performance.now()
    let tries = 0
    await until(async () => {
      tries += 1
      expect(await lease.run(async () => 'ours')).toBeNull()
      return performance.now() - began > 1_000
    })
    expect(tries).toBeGreaterThan(10)
    expect(takes.mock.calls.length).toBeLessThanOrEqual(5)
    takes.mockRestore()
    await leases().updateOne({ _id: 'often' }, { $set: { until: new Date(0) } })
    await until(async () => (await lease.run(async () => 'ours')) === 'ours')
    await lease.release()
  })

  it('that fails is another process’s before it is its own again, and its own again where there is no other', async () => {
    const [one, two] = [createStandingLease({ name: 'failing', seconds: 1 }), createStandingLease({ name: 'failing', seconds: 1 })]
    expect(await one.run(async () => 'one')).toBe('one')
    expect(await two.run(async () => 'two')).toBeNull()
    await expect(one.run(() => Promise.reject(new Error('not here')))).rejects.toThrow('not here')
    let first: string | null = null
    await until(async () => {
      first = (await two.run(async () => 'two')) ?? (await one.run(async () => 'one'))
      return first !== null
    })
    expect(first).toBe('two')
    await expect(two.run(() => Promise.reject(new Error('nor here')))).rejects.toThrow('nor here')
    await until(async () => (await two.run(async () => 'two')) === 'two')
    await two.release()
  })

  it('is taken over at an interval soon after the other process has let it go', async () => {
    await leases().insertOne({ _id: 'left', holder: 'another', until: new Date(4e12) })
    let rounds = 0
    const round = async () => {
      rounds += 1
      return 0
    }
    const loop = startLoop({ name: 'left', everyMs: 20, leaseSeconds: 1, log, round })
    await leases().updateOne({ _id: 'left' }, { $set: { until: new Date(0) } })
    await until(() => rounds > 0)
    await loop.stop()
  })

  it('keeps its lease between rounds that come soon, without a write for each, until it stops or a round fails', async () => {
    const { collection } = mongoose.models.Lease!
    const [takes, gives] = [jest.spyOn(collection, 'findOneAndUpdate'), jest.spyOn(collection, 'updateOne')]
    let rounds = 0
    let fails = false
    const round = async () => {
      rounds += 1
      if (fails) throw new Error('not now')
      return 0
    }
    const loop = startLoop({ name: 'soon', everyMs: 5, leaseSeconds: 600, log, round })
    await until(() => rounds > 20)
    expect([takes.mock.calls.length, gives.mock.calls.length]).toEqual([1, 0])
    expect((await leases().findOne({ _id: 'soon' }))!.until.getTime()).toBeGreaterThan(Date.now() + 500_000)
    fails = true
    await until(async () => (await leases().findOne({ _id: 'soon' }))!.until.getTime() === 0)
    fails = false
    await until(async () => (await leases().findOne({ _id: 'soon' }))!.until.getTime() > 0)
    await loop.stop()
    expect((await leases().findOne({ _id: 'soon' }))!.until.getTime()).toBe(0)
    takes.mockRestore()
    gives.mockRestore()
  })

  it('a lease that stays lets no other process in meanwhile, and one in when it is left to run out', async () => {
    const [one, two] = [createStandingLease({ name: 'standing', seconds: 1 }), createStandingLease({ name: 'standing', seconds: 1 })]
    expect([await one.run(async () => 'one'), await two.run(async () => 'two'), await one.run(async () => 'one')]).toEqual(['one', null, 'one'])
    await until(async () => (await two.run(async () => 'two')) === 'two')
    expect(await one.run(async () => 'one')).toBeNull()
    await two.release()
    await until(async () => (await one.run(async () => 'one')) === 'one')
  })
})
