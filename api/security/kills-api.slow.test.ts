import { defectsIn, expectNothingLostOrDoubled } from '../test-support/security/acknowledged'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { openCounterCity, type CounterCity } from '../test-support/security/counter-city'
import { startOneNode, type OneNode } from '../test-support/security/mongo-sets'
import { startScanLoad } from '../test-support/security/scan-load'

const KILLS = volume({ suite: 20, full: 100 })
const BETWEEN = volume({ suite: 20, full: 100 })

describe('kill -9 of the API', () => {
  let city: CounterCity
  let node: OneNode
  beforeEach(async () => {
    node = await startOneNode()
    city = await openCounterCity({ apis: 2, set: node })
  }, 600_000)
  afterEach(() => city.stop())

  it(
    `R25, R31: ${KILLS} kills of the API during verifications lose and double no acknowledged use`,
    async () => {
      const load = startScanLoad({ ...city, width: 4 })
      await load.more(BETWEEN)
      for (let kill = 0; kill < KILLS; kill++) {
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
      noteFigure(row, 'kills', KILLS)
      noteFigure(row, 'verdicts acknowledged; lost, half-written, doubled', `${load.told.length}; 0, 0, 0`)
      noteFigure(row, 'verdicts that needed a repeat under the same key', load.told.filter(({ repeats }) => repeats > 0).length)
    },
    timeLimit({ suite: 900_000, full: 3_600_000 }),
  )
})
