import { act, render } from '@testing-library/react'
import { DOOR_MOST_PER_HOUR, OFFLINE_SENT_TOGETHER, type OfflineOutcome, type SendOffline } from '@zsb/shared/place'
import { learnServerTime } from '@/platform/clock'
import { useNetwork } from '@/platform/network'
import { answerWith, resetTaro, type Asked, type PreparedAnswer } from '../../../../test/taro'
import { hourOf, keepVisit, openQueue, useQueue } from './queue'
import { useSending } from './useSending'

const GUARD = '01JD000000000000000GUARD01'
const SENT = `/api/v1/guarded-places/${GUARD}/offline-visits`
/** Twenty a minute. */
const OF_AN_HOUR = 1_200

beforeEach(() => {
  resetTaro()
  jest.useFakeTimers()
  useQueue.setState({ waiting: [], lost: {} })
  useNetwork.setState({ online: true, lastAnswerAt: null })
})
afterEach(() => jest.useRealTimers())

function Doors() {
  useSending(true)
  return null
}
const pass = (seconds: number) => act(async () => jest.advanceTimersByTimeAsync(seconds * 1000))

/** Takes each once, as the server does; every third answer is lost on its way. */
function openServer() {
  const taken = new Map<string, number>()
  let batches = 0
  let largest = 0
  answerWith({
    [`POST ${SENT}`]: ({ data }: Asked): PreparedAnswer => {
      const { visits } = data as SendOffline
      batches += 1
      largest = Math.max(largest, visits.length)
      for (const { id } of visits) taken.set(id, (taken.get(id) ?? 0) + 1)
      if (batches % 3 === 0) return { fails: 'request:fail' }
      return { body: { items: visits.map(({ id }) => ({ id, outcome: 'recorded' satisfies OfflineOutcome })) } }
    },
  })
  return { taken, batches: () => batches, largest: () => largest }
}

it('a guard offline for an hour loses nothing: what was kept outlives the app, is sent in batches, and what got no answer is sent again', async () => {
  expect(OF_AN_HOUR).toBeLessThanOrEqual(DOOR_MOST_PER_HOUR)
  learnServerTime(new Date().toISOString())
  const server = openServer()
  for (let n = 0; n < OF_AN_HOUR; n += 1) {
    const at = hourOf(new Date(Date.now() - 3_600_000 + n * 3_000))
    expect(keepVisit({ guardId: GUARD, id: `visit-${n}`, sealed: `sealed-${n}`, at })).toBe(true)
  }
  // The phone is switched off and on.
  useQueue.setState({ waiting: [] })
  openQueue()
  expect(useQueue.getState().waiting).toHaveLength(OF_AN_HOUR)
  const { unmount } = render(<Doors />)
  for (let look = 0; look < 20; look += 1) await pass(10)
  unmount()
  expect(server.taken.size).toBe(OF_AN_HOUR)
  expect(server.largest()).toBe(OFFLINE_SENT_TOGETHER)
  // 24 batches, and those again whose answer was lost.
  expect(server.batches()).toBe(35)
  expect([...server.taken.values()].filter((times) => times > 1)).not.toEqual([])
  expect(useQueue.getState()).toMatchObject({ waiting: [], lost: {} })
  openQueue()
  expect(useQueue.getState().waiting).toEqual([])
})
