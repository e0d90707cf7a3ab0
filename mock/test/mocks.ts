import { startMocks, type RunningMocks } from '../src/start-mocks'

/** The day relative dates count from in these tests. */
export const TODAY = '2026-11-24'

/** Starts every stand-in for the tests of a file. */
export function useMocks(): () => RunningMocks {
  let running: RunningMocks | null = null
  beforeAll(async () => {
    running = await startMocks({ portBase: 0, today: TODAY })
  })
  afterAll(() => running?.stop())
  return () => {
    if (!running) throw new Error('the stand-ins run only while tests do')
    return running
  }
}
