import { act, render } from '@testing-library/react'
import { useResource } from '@/platform/resource'
import { answerWith, asked, resetTaro } from '../../../test/taro'
import { guardedPath, guardedSchema } from './api'
import { askFigures } from './figures'

beforeEach(() => {
  resetTaro()
  jest.useFakeTimers()
})
afterEach(() => jest.useRealTimers())

function Doors() {
  useResource(guardedPath, { schema: guardedSchema })
  return null
}

it('the figure of the day is asked for with the first scan, and once for all that follow in a quarter of a minute', async () => {
  answerWith({ [`GET ${guardedPath}`]: { body: { items: [], next: null } } })
  const pass = (ms: number) => act(async () => jest.advanceTimersByTimeAsync(ms))
  const times = () => asked.filter(({ url }) => url === guardedPath).length
  render(<Doors />)
  await pass(1_000)
  expect(times()).toBe(1)
  for (let scan = 0; scan < 5; scan += 1) {
    act(askFigures)
    await pass(1_000)
  }
  expect(times()).toBe(2)
  await pass(10_000)
  expect(times()).toBe(3)
  await pass(60_000)
  expect(times()).toBe(3)
})
