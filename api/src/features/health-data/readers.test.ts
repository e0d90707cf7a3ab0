import { createReaders, type LedgerVisit } from './readers'

const named = (zh: string) => ({ zh, en: zh })
const visit = (over: Partial<LedgerVisit>): LedgerVisit => ({
  id: 'visit',
  at: new Date('2026-11-27T02:00:00Z'),
  place: named('临江万象城'),
  how: named('查验健康码'),
  seen: [named('绿码'), named('隐去的姓名')],
  colour: named('绿码'),
  ...over,
})
const readersOf = (visits: LedgerVisit[]) =>
  createReaders({ listActs: async () => [], visitsOf: async () => visits, counterOf: async () => named('窗口') })({ ids: ['MEI'] })

describe('who read health data 谁看过, at doors', () => {
  it('is each place whose guard saw something, with what he saw, also where he saw no colour', async () => {
    const told = await readersOf([
      visit({}),
      visit({ how: named('离线核验健康码，没有查颜色'), seen: [], colour: null }),
      visit({ how: named('无手机登记，不作为规则依据'), seen: [named('姓名'), named('证件号码')], colour: null }),
    ])
    expect(told.map(({ who, what }) => [who.zh, what.zh])).toEqual([
      ['临江万象城', '查验健康码：绿码、隐去的姓名'],
      ['临江万象城', '离线核验健康码，没有查颜色'],
      ['临江万象城', '无手机登记，不作为规则依据：姓名、证件号码'],
    ])
  })
  it('is nobody where she scanned the place herself', async () => {
    expect(await readersOf([visit({ how: named('本人扫场所码登记'), seen: null })])).toEqual([])
  })
})

describe('who read health data 谁看过, by the trail', () => {
  it('is everybody who looked, also after a year of daily declarations of one’s own', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day))
    const own = { personId: 'MEI', capacity: 'self' }
    const acts = [
      ...Array.from({ length: 320 }, (_, day) => ({ at: at(day), action: 'health.declared', actor: own })),
      { at: at(0), action: 'healthOverride.read', actor: { personId: 'P1', capacity: 'operator', staffId: 'S1' } },
    ]
    const told = await createReaders({
      listActs: async ({ actions }) => acts.filter(({ action }) => actions.includes(action)).slice(0, 300),
      visitsOf: async () => [],
      counterOf: async () => named('卫健委'),
    })({ ids: ['MEI'] })
    expect(told).toHaveLength(301)
    expect(told.at(-1)).toMatchObject({ who: { zh: '卫健委' }, what: { zh: '查看人工变更的理由' } })
  })
})
