import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { openCounterCity, type CounterCity } from '../test-support/security/counter-city'
import { scan } from '../test-support/security/people'
import { startScanLoad, type Told } from '../test-support/security/scan-load'
import { verdictOf } from '../test-support/security/http'

const KILLS = { api: volume({ suite: 20, full: 100 }), mongod: volume({ suite: 20, full: 50 }) }
const BETWEEN = volume({ suite: 20, full: 100 })
const WRITABLE_MS = 15_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What an API process could not explain to itself, by cause. */
const defectsIn = (output: string): string[] => [
  ...new Set(
    output
      .split('\n')
      .filter((line) => line.includes('request.failed'))
      .map((line) => line.replace(/"(time|requestId)":"[^"]*",?/g, '')),
  ),
]

const STANDSTILL_MS = 40_000

/** Waits until the ledger has taken every use, for as long as it gets on: all are one holder's, so that they go one after the other. */
async function untilProjected({ db }: CounterCity): Promise<void> {
  let least = Infinity
  let lessAt = performance.now()
  for (;;) {
    const left = await db.collection('uses').countDocuments({ projected: false })
    if (left === 0) return
    if (left < least) [least, lessAt] = [left, performance.now()]
    if (performance.now() - lessAt > STANDSTILL_MS) throw new Error(`the ledger stands still, ${left} uses wait`)
    await pause(100)
  }
}

/** What was acknowledged is in the database exactly once, with the receipt the clerk has, exactly once in the holder's ledger and once in her inbox. */
async function expectNothingLostOrDoubled(city: CounterCity, told: readonly Told[]): Promise<void> {
  await untilProjected(city)
  expect(new Set(told.map(({ verdict }) => verdict))).toEqual(new Set(['valid']))
  const displayIds = told.map(({ code }) => code.displayId)
  const uses = await city.db
    .collection('uses')
    .find({ displayId: { $in: displayIds }, kind: 'use' })
    .toArray()
  const receipts = new Map(uses.map(({ displayId, receipt }) => [displayId as string, receipt as string]))
  expect(uses).toHaveLength(told.length)
  for (const { code, receipt } of told) expect(receipts.get(code.displayId)).toBe(receipt)

  const all = await city.db.collection('uses').find({ kind: 'use' }).toArray()
  const links = await city.db.collection('ledger').find({}).sort({ subjectId: 1, seq: 1 }).toArray()
  expect(links.map(({ sourceId }) => String(sourceId)).sort()).toEqual(all.map(({ _id }) => String(_id)).sort())
  const notices = await city.db.collection('notices').find({ kind: 'licenceUsed' }).toArray()
  expect(notices.map(({ sourceId }) => String(sourceId)).sort()).toEqual(all.map(({ _id }) => String(_id)).sort())
  links.forEach(({ seq, prevHash }, i) => {
    expect(seq).toBe(i + 1)
    if (i > 0) expect(prevHash).toBe(links[i - 1]!.hash)
  })
}

describe('kill -9', () => {
  let city: CounterCity
  beforeEach(async () => {
    city = await openCounterCity({ apis: 2 })
  }, 600_000)
  afterEach(() => city.stop())

  it(
    `R25, R31: ${KILLS.api} kills of the API during verifications lose and double no acknowledged use`,
    async () => {
      const load = startScanLoad({ ...city, width: 4 })
      await load.more(BETWEEN)
      for (let kill = 0; kill < KILLS.api; kill++) {
        const at = kill % 2
        await city.killApi(at)
        const back = city.restartApi(at)
        await load.more(BETWEEN)
        await back
      }
      await load.more(BETWEEN)
      await load.stop()
      expect(defectsIn(city.apiOutput())).toEqual([])
      expect(load.unanswered.map(({ status, text }) => `${status} ${text}`)).toEqual([])
      expect(load.told.some(({ repeats }) => repeats > 0)).toBe(true)
      await expectNothingLostOrDoubled(city, load.told)
      const row = 'kill -9 of the API during verifications'
      noteFigure(row, 'kills', KILLS.api)
      noteFigure(row, 'verdicts acknowledged; lost, half-written, doubled', `${load.told.length}; 0, 0, 0`)
      noteFigure(row, 'verdicts that needed a repeat under the same key', load.told.filter(({ repeats }) => repeats > 0).length)
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )

  it(
    `R25: ${KILLS.mongod} kills of mongod under load lose and double no acknowledged use, and the API writes again within 15 s`,
    async () => {
      const load = startScanLoad({ ...city, width: 4 })
      let slowestMs = 0
      for (let kill = 0; kill < KILLS.mongod; kill++) {
        await load.more(BETWEEN)
        await city.killMongod()
        await city.restartMongod()
        const from = performance.now()
        await load.more(1)
        slowestMs = Math.max(slowestMs, performance.now() - from)
      }
      await load.more(BETWEEN)
      await load.stop()
      expect(defectsIn(city.apiOutput())).toEqual([])
      expect(load.unanswered.map(({ status, text }) => `${status} ${text}`)).toEqual([])
      expect(slowestMs).toBeLessThan(WRITABLE_MS)
      await expectNothingLostOrDoubled(city, load.told)
      // Also one at each process after all that: nobody hangs on a dead connection.
      const [first, second] = await city.mint(2)
      expect(verdictOf(await scan(city.clients[0]!, city.clerks[0]!, first!.code))).toBe('valid')
      expect(verdictOf(await scan(city.clients[1]!, city.clerks[1]!, second!.code))).toBe('valid')
      const row = 'kill -9 of mongod under load (one node)'
      noteFigure(row, 'kills', KILLS.mongod)
      noteFigure(row, 'verdicts acknowledged; lost, doubled', `${load.told.length}; 0, 0`)
      noteFigure(row, 'first verdict after the restart, slowest, ms', Math.round(slowestMs))
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )
})
