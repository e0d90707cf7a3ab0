import { createOverrideFigures } from './override-figures'
import type { OverrideRecord } from './overrides.store'

type Signed = Pick<OverrideRecord, 'decidedAt' | 'colour' | 'basis'>

describe('figures of changes by hand', () => {
  const now = () => new Date('2026-11-28T08:00:00+08:00')
  const rule = { kind: 'rule' } as OverrideRecord['basis']
  const signedOn = (at: string, colour: Signed['colour'] = 'green'): Signed => ({ decidedAt: new Date(at), colour, basis: rule })
  const times = (count: number, signed: Signed) => Array.from({ length: count }, () => signed)

  /** What stands in the database, and of that what was signed. */
  const cityOf = (stands: Signed[], signed: Signed[]) => {
    const looks = { taken: 0 }
    const store = {
      count: async () =>
        [...new Set(stands.map(({ colour }) => colour))].map((colour) => ({
          month: '2026-11',
          colour,
          basis: 'rule' as const,
          people: stands.filter((each) => each.colour === colour).length,
        })),
    }
    async function* eachCounting() {
      looks.taken += 1
      yield* signed
    }
    return { figures: createOverrideFigures({ store, eachCounting, now }), looks }
  }

  it('tell ten as ten and nine as fewer', async () => {
    const ten = times(10, signedOn('2026-11-02T10:00:00+08:00'))
    const nine = times(9, signedOn('2026-11-03T10:00:00+08:00', 'red'))
    expect(await cityOf([...ten, ...nine], [...ten, ...nine]).figures()).toEqual({
      months: [
        {
          month: '2026-11',
          cells: [
            { colour: 'green', basis: 'rule', people: 10 },
            { colour: 'red', basis: 'rule', people: null },
          ],
        },
      ],
    })
  })

  it('count nothing that was not signed, in the month of Asia/Shanghai', async () => {
    const signed = signedOn('2026-10-31T23:30:00Z')
    expect(await cityOf([...times(40, signed), signedOn('2026-11-05T00:00:00Z', 'yellow')], times(12, signed)).figures()).toEqual({
      months: [{ month: '2026-11', cells: [{ colour: 'green', basis: 'rule', people: 12 }] }],
    })
    expect(await cityOf([signed], []).figures()).toEqual({ months: [] })
  })

  it('look at signatures again only where the database counts otherwise', async () => {
    const stands = times(10, signedOn('2026-11-02T10:00:00+08:00'))
    const { figures, looks } = cityOf(stands, stands)
    await figures()
    await figures()
    expect(looks.taken).toBe(1)
    stands.push(signedOn('2026-11-02T11:00:00+08:00'))
    expect((await figures()).months[0]?.cells[0]?.people).toBe(11)
    expect(looks.taken).toBe(2)
  })
})
