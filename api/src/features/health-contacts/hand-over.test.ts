import { createContactHandOver } from './hand-over'
import type { ContactQuery, ContactQueryStore } from './queries.store'

const NOW = new Date('2026-11-27T10:00:00Z')
const query = {
  _id: 'Q1',
  documentNumber: '临疾控流〔2026〕9号',
  placeId: 'mall',
  fromDay: '2026-11-25',
  toDay: '2026-11-27',
  tellAfterDays: 1,
  decidedAt: NOW,
}

/** One visit a minute from an instant on, each by somebody else. */
const VISITS = Array.from({ length: 250 }, (_, no) => ({ id: `v${no}`, at: new Date(Date.parse('2026-11-26T01:00:00Z') + no * 60_000) }))

describe('the hand-over of a contact query 流调查询', () => {
  it('is of everybody who was there, piece by piece: of a busy place nobody is left out unsaid', async () => {
    const asked: string[][] = []
    const handed: { visits: number; people: readonly unknown[] }[] = []
    const store: Partial<ContactQueryStore> = {
      listToTell: async () => [],
      findToHandOver: async () => (handed.length === 0 ? (query as unknown as ContactQuery) : null),
      handedOver: async (done) => handed.push(done) > 0,
    }
    const handOver = createContactHandOver({
      store: store as ContactQueryStore,
      sealedVisits: async ({ from, until, limit }) =>
        VISITS.filter(({ at }) => at >= from && at < until)
          .slice(0, limit)
          .map(({ id }) => ({ id, sealed: `p1.${id}` })),
      ask: async ({ visits }) => {
        asked.push(visits.map(({ id }) => id))
        return { authority: { zh: '疾控', en: 'CDC' }, persons: visits.map(({ id }) => `who-${id}`) }
      },
      isSigned: () => true,
      isActive: async () => true,
      findEnd: async () => null,
      onStuck: () => undefined,
      personSeal: { encrypt: async (text) => text, open: async (text) => ({ erased: false, text }) },
      appendToLedger: async () => undefined,
      notify: async () => undefined,
      authority: { zh: '疾控', en: 'CDC' },
      now: () => NOW,
      most: 40,
    })
    expect(await handOver.round()).toBe(1)
    expect(handed.map(({ visits, people }) => [visits, people.length])).toEqual([[250, 250]])
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThan(40)
    expect(asked.flat()).toEqual(VISITS.map(({ id }) => id))
  })
})
