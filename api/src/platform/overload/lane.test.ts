import { createLane, type Lane } from './lane'

/** A lane of requests that are called by a letter; `log` tells what happened to each. */
function openLane(over: Partial<Parameters<typeof createLane>[0]> = {}) {
  let atMs = 0
  const log: string[] = []
  const lane: Lane = createLane({
    bound: { first: 2, least: 1, most: 8 },
    longestLine: 3,
    patienceMs: () => 1_000,
    nowMs: () => atMs,
    ...over,
  })
  const ask = (name: string) => lane.ask({ begin: () => log.push(`${name} begins`), refuse: () => log.push(`${name} refused`) })
  return { lane, log, ask, pass: (ms: number) => void (atMs += ms) }
}

describe('R23: a lane', () => {
  it('works on so many at once, lets others wait, first come first served, and refuses beyond its line', () => {
    const { lane, log, ask } = openLane()
    for (const name of 'abcdef') ask(name)
    expect(log).toEqual(['a begins', 'b begins', 'f refused'])
    lane.leave(5)
    lane.leave(5)
    expect(log.slice(3)).toEqual(['c begins', 'd begins'])
    expect([lane.atWork(), lane.waiting()]).toEqual([2, 1])
  })
  it('sends away who has waited too long, and works on none of them', () => {
    const { lane, log, ask, pass } = openLane()
    for (const name of 'abc') ask(name)
    pass(600)
    ask('d')
    pass(401)
    lane.look()
    expect(log.slice(2)).toEqual(['c refused'])
    lane.leave(1_001)
    expect(log.slice(3)).toEqual(['d begins'])
  })
  it('knows for how long its line has not been empty', () => {
    const standing: number[] = []
    const { lane, ask, pass } = openLane({ bound: { first: 1, least: 1, most: 1 }, patienceMs: (ms) => (standing.push(ms), 10_000) })
    pass(700)
    for (const name of 'abc') ask(name)
    pass(100)
    lane.leave(100)
    pass(100)
    lane.leave(100)
    pass(500)
    ask('d')
    pass(100)
    lane.leave(100)
    expect(standing).toEqual([100, 200, 100])
  })
  it('begins nobody whose client has gone while waiting', () => {
    const { lane, log, ask } = openLane()
    ask('a')
    ask('b')
    const goAway = ask('c')
    ask('d')
    goAway()
    lane.leave(5)
    expect(log).toEqual(['a begins', 'b begins', 'd begins'])
    goAway()
    expect(lane.atWork()).toBe(2)
  })
  it('nobody overtakes who waits, even when there is room again', () => {
    let isOpen = false
    const { lane, log, ask } = openLane({ mayBegin: () => isOpen })
    ask('a')
    isOpen = true
    ask('b')
    expect(log).toEqual([])
    lane.look()
    expect(log).toEqual(['a begins', 'b begins'])
  })
  it('has a bound that moves between its least and its most', () => {
    const { lane } = openLane()
    for (let i = 0; i < 5; i++) lane.halve()
    expect(lane.bound()).toBe(1)
    for (let i = 0; i < 5; i++) lane.double()
    expect(lane.bound()).toBe(8)
  })
  it('tells once what happened: how many ended, the slowest, whether somebody had to wait for the bound', () => {
    const { lane, ask } = openLane()
    ask('a')
    ask('b')
    lane.leave(3)
    lane.leave(70)
    expect(lane.takeFigures()).toEqual({ finished: 2, slowestMs: 70, wasReached: false })
    for (const name of 'abc') ask(name)
    expect(lane.takeFigures()).toEqual({ finished: 0, slowestMs: 0, wasReached: true })
  })
})
