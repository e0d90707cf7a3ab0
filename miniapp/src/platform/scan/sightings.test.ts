import { createSightings } from './sightings'

describe('a code before the lens', () => {
  /** Sees one text every 100 ms; how often it was reported. */
  const hold = (see: ReturnType<typeof createSightings>, text: string, { from, ms, listening = true }: { from: number; ms: number; listening?: boolean }) => {
    let reported = 0
    for (let atMs = from; atMs < from + ms; atMs += 100) if (see(text, { atMs, listening })) reported++
    return reported
  }

  it('is reported once however long it is held', () => {
    expect(hold(createSightings(), 'A', { from: 0, ms: 60_000 })).toBe(1)
  })
  it('is reported again when it was away and comes back', () => {
    const see = createSightings()
    hold(see, 'A', { from: 0, ms: 1000 })
    expect(hold(see, 'A', { from: 2000, ms: 1000 })).toBe(0)
    expect(hold(see, 'A', { from: 6000, ms: 1000 })).toBe(1)
  })
  it('makes room for the next code at once', () => {
    const see = createSightings()
    hold(see, 'A', { from: 0, ms: 1000 })
    expect(hold(see, 'B', { from: 1000, ms: 1000 })).toBe(1)
  })
  it('is not reported while nobody listens, nor again afterwards when it was before', () => {
    const see = createSightings()
    hold(see, 'A', { from: 0, ms: 1000 })
    expect(hold(see, 'A', { from: 1000, ms: 10_000, listening: false })).toBe(0)
    expect(hold(see, 'A', { from: 11_000, ms: 1000 })).toBe(0)
  })
  it('that came while nobody listened is reported as soon as somebody does', () => {
    const see = createSightings()
    expect(hold(see, 'B', { from: 0, ms: 1000, listening: false })).toBe(0)
    expect(hold(see, 'B', { from: 1000, ms: 1000 })).toBe(1)
  })
})
