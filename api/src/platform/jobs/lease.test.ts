import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createLog } from '../log/log'
import { withLease } from './lease'
import { startLoop } from './loop'

let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase('lease')
})
afterAll(() => database.close())

/** Another process that takes the same lease. */
async function openProcess(name: string, seconds: number) {
  const file = join(__dirname, '../../../test-support/mongo/lease-child.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', file, database.uri, name, String(seconds)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => (await lines.next()).value as string
  expect(await next()).toBe('ready')
  return { next, say: (word: string) => void child.stdin.write(`${word}\n`), kill: () => child.kill('SIGKILL'), end: () => void child.stdin.end() }
}
const until = () => mongoose.connection.collection<{ _id: string; until: Date }>('leases').findOne({ _id: 'work' })

describe('a lease over two processes', () => {
  it('is held by one, kept while the work outlasts it, taken after it was given back', async () => {
    const [one, two] = await Promise.all([openProcess('work', 1), openProcess('work', 1)])
    one.say('try')
    expect(await one.next()).toBe('holding')
    const taken = (await until())!.until
    // Three renewals later the first term is long over.
    while ((await until())!.until.getTime() < taken.getTime() + 1_000) await new Promise((resolve) => setImmediate(resolve))
    two.say('try')
    expect(await two.next()).toBe('taken')
    one.say('finish')
    expect(await one.next()).toBe('done')
    two.say('try')
    expect(await two.next()).toBe('holding')
    two.say('finish')
    expect(await two.next()).toBe('done')
    one.end()
    two.end()
  }, 60_000)
  it('is taken over after its holder was killed', async () => {
    const [one, two] = await Promise.all([openProcess('killed', 1), openProcess('killed', 1)])
    one.say('try')
    expect(await one.next()).toBe('holding')
    one.kill()
    let word = 'taken'
    while (word === 'taken') {
      two.say('try')
      word = await two.next()
    }
    expect(word).toBe('holding')
    two.say('finish')
    await two.next()
    two.end()
  }, 60_000)
  it('is given back when the work fails', async () => {
    await expect(withLease({ name: 'failing', seconds: 60 }, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    expect(await withLease({ name: 'failing', seconds: 60 }, async () => 'next')).toBe('next')
  })
})

describe('a loop', () => {
  it('goes on at once while there is work, survives a failing round, and stops after the running one', async () => {
    let rounds = 0
    const lines: string[] = []
    const loop = startLoop({
      name: 'rounds',
      everyMs: 20,
      leaseSeconds: 1,
      round: async () => {
        rounds += 1
        if (rounds === 3) throw new Error('a name: 王小梅')
        return rounds < 3 ? 1 : 0
      },
      log: createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
    })
    while (rounds < 5) await new Promise((resolve) => setImmediate(resolve))
    await loop.stop()
    const after = rounds
    loop.wake()
    await new Promise((resolve) => setImmediate(resolve))
    expect(rounds).toBe(after)
    expect(lines.join()).toContain('loop.failed')
    expect(lines.join()).not.toContain('王小梅')
  })
})
