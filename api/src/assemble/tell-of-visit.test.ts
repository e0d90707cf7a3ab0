import { NO_FACTS, type LedgerSource } from '../features/ledger'
import { createTellOfVisit } from './tell-of-visit'

const place = { zh: '临江万象城', en: '临江万象城' }
const visit = (over: Partial<LedgerSource['facts']> = {}): LedgerSource => ({
  sourceId: 'visit:V1',
  subjectId: 'CHILD',
  at: new Date(),
  facts: {
    ...NO_FACTS,
    kind: 'healthVisit',
    counter: place,
    colour: 'yellow',
    ...over,
  },
})
const tell = async (source: LedgerSource) => {
  const told: object[] = []
  await createTellOfVisit({ notify: async (notice) => void told.push(notice), guardiansOf: async () => ['MOTHER', 'FATHER'] })(source, { _id: 'ENTRY' })
  return told
}

describe('who is told of a scan at a door', () => {
  it('is the person, and of a child whoever is its guardian, in words that say neither place nor colour', async () => {
    const told = await tell(visit())
    expect(told.map((notice) => (notice as { personId: string }).personId)).toEqual(['CHILD', 'MOTHER', 'FATHER'])
    expect(told[1]).toMatchObject({
      kind: 'healthCodeScanned',
      words: {},
      link: { kind: 'ledger', id: 'ENTRY', subjectId: 'CHILD' },
      sourceId: 'visit:V1',
    })
  })
  it('is the person also where no colour was seen, or where somebody wrote her in', async () => {
    for (const via of ['offline', 'manual'] as const) expect(await tell(visit({ via, colour: undefined }))).toHaveLength(3)
  })
  it('is the child and all its guardians where one of them scanned the place’s code for it', async () => {
    for (const via of ['rotating', 'poster'] as const) {
      const told = (await tell(visit({ via, shownBy: 'guardian', showerId: 'MOTHER' }))) as { personId: string }[]
      expect(told.map(({ personId }) => personId)).toEqual(['CHILD', 'MOTHER', 'FATHER'])
    }
  })
  it('is nobody for an entry of another kind, and nobody who scanned the code of the place herself', async () => {
    for (const facts of [{ kind: 'presentation' }, { via: 'rotating' }, { via: 'poster' }] as const) expect(await tell(visit(facts))).toEqual([])
  })
})
