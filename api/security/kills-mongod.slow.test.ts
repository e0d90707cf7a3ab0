import { defectsIn, expectNothingLostOrDoubled } from '../test-support/security/acknowledged'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { openCounterCity, type CounterCity } from '../test-support/security/counter-city'
import { startOneNode, type OneNode } from '../test-support/security/mongo-sets'
import { scan } from '../test-support/security/people'
import { startScanLoad } from '../test-support/security/scan-load'
import { verdictOf } from '../test-support/security/http'

const KILLS = volume({ suite: 20, full: 50 })
const BETWEEN = volume({ suite: 20, full: 100 })
const WRITABLE_MS = 15_000

describe('kill -9 of mongod', () => {
  let city: CounterCity
  let node: OneNode
  beforeEach(async () => {
    node = await startOneNode()
    city = await openCounterCity({ apis: 2, set: node })
  }, 600_000)
  afterEach(() => city.stop())

  it(
    `R25: ${KILLS} kills of mongod under load lose and double no acknowledged use, and the API writes again within 15 s`,
    async () => {
      const load = startScanLoad({ ...city, width: 4 })
      let slowestMs = 0
      for (let kill = 0; kill < KILLS; kill++) {
        await load.more(BETWEEN)
        await node.kill()
        await node.restart()
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
      noteFigure(row, 'kills', KILLS)
      noteFigure(row, 'verdicts acknowledged; lost, doubled', `${load.told.length}; 0, 0`)
      noteFigure(row, 'first verdict after the restart, slowest, ms', Math.round(slowestMs))
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )
})
