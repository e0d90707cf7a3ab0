import { waitAfter } from './wait-after'

describe('how long to wait before asking again', () => {
  it('is 1, 2, 4, then 8 seconds, and as long as the server wants', () => {
    expect([1, 2, 3, 4, 5].map((failures) => waitAfter(failures))).toEqual([1, 2, 4, 8, 8])
    expect(waitAfter(1, 30)).toBe(30)
  })
})
