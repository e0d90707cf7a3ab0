import type { RulesInForce } from './colour.service'
import { createRecolour } from './recolour'
import type { Recolouring, RecolouringStore } from './recolourings.store'

describe('recolouring', () => {
  const PEOPLE = ['p1', 'p2', 'p3']
  const versionOf = (version: number) => ({ ruleSet: { code: 'cityHealthCode', version } }) as RulesInForce
  const DONE: Recolouring = { _id: 'cityHealthCode@1.0', from: 1, to: 1, at: new Date(0), state: 'done', place: '', looked: 0, told: 0, endedAt: new Date(0) }

  /** A city in which `inForce` came in force, as each of several processes sees it: no two of them at the same millisecond. */
  const cityOf = (inForce: { version: number }) => {
    const kept = new Map<string, Recolouring>([[DONE._id, DONE]])
    const told: string[] = []
    const clock = { ms: 1_000 }
    const newest = () => [...kept.values()].sort((a, b) => b.at.getTime() - a.at.getTime())
    const change = (id: string, of: (found: Recolouring) => Partial<Recolouring> | null) => {
      const found = kept.get(id)!
      const changed = found.state === 'running' && of(found)
      if (changed) kept.set(id, { ...found, ...changed })
    }
    const store: RecolouringStore = {
      findLast: async () => newest()[0] ?? null,
      begin: async (begun) => void (kept.has(begun._id) || kept.set(begun._id, begun)),
      advance: async ({ id, from, to, ...more }) =>
        change(id, ({ place, looked, told }) => (place === from ? { place: to, looked: looked + more.looked, told: told + more.told } : null)),
      finish: async ({ id, at }) => change(id, () => ({ state: 'done', endedAt: at, place: '' })),
      list: async (limit) => newest().slice(0, limit),
    }
    const recolour = createRecolour({
      store,
      colours: { areas: async () => [], differs: async () => true },
      rules: () => versionOf(inForce.version),
      rulesOf: versionOf,
      listAfter: async ({ after, limit }) => PEOPLE.filter((id) => id > after).slice(0, limit),
      tell: async ({ personId, recolouring }) => void told.push(`${recolouring._id} ${personId}`),
      now: () => new Date((clock.ms += 1)),
    })
    return { recolour, kept, told, clock }
  }
  const toEnd = async ({ round }: ReturnType<typeof createRecolour>) => {
    while ((await round()) > 0);
  }

  it('that two processes see at once begins once, and nobody is told in the name of two', async () => {
    const { recolour, kept, told } = cityOf({ version: 2 })
    await Promise.all([recolour.round(), recolour.round(), recolour.round()])
    await toEnd(recolour)
    const [last, ...others] = [...kept.values()].reverse()
    expect(others).toEqual([DONE])
    expect(last).toMatchObject({ from: 1, to: 2, state: 'done', looked: 3, told: 3 })
    expect([...new Set(told)].length).toBe(3)
  })

  it('that a process with a clock behind the others begins comes to its end', async () => {
    const inForce = { version: 2 }
    const { recolour, kept, clock } = cityOf(inForce)
    await toEnd(recolour)
    clock.ms = 10
    inForce.version = 3
    for (let rounds = 0; rounds < 5; rounds++) await recolour.round()
    expect([...kept.values()].at(-1)).toMatchObject({ from: 2, to: 3, state: 'done', looked: 3, told: 3 })
    expect(kept.size).toBe(3)
  })

  it('of a version that was taken back and came again is another one', async () => {
    const inForce = { version: 2 }
    const { recolour, kept } = cityOf(inForce)
    for (const version of [2, 1, 2]) {
      inForce.version = version
      await toEnd(recolour)
    }
    expect([...kept.values()].map(({ from, to, told }) => [from, to, told])).toEqual([
      [1, 1, 0],
      [1, 2, 3],
      [2, 1, 3],
      [1, 2, 3],
    ])
  })
})
