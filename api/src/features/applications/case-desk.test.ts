import { newProgress } from '@zsb/shared/application'
import { createCaseDesk } from './case-desk.service'
import { createDescribeCase } from './describe-case'

describe('the queue of an office 办件队列', () => {
  it('counts the clocks of a case once, however much of the row is told from them', async () => {
    let counted = 0
    const calendar = {
      // Every deadline names its calendar when it is counted.
      get code() {
        counted += 1
        return 'china'
      },
      version: 1,
      years: [],
    }
    const limit = { days: 3, basis: '办理规程' }
    const item = { code: 'x', version: 1, zh: '事', en: 'It', clocks: { promise: limit, legal: limit, renews: false } }
    const contentOf = () => ({ item, form: {}, calendar }) as never
    const at = new Date('2026-11-26T02:00:00Z')
    const progress = { ...newProgress({ on: '2026-11-26' }), status: 'accepted', acceptedOn: '2026-11-26' }
    const record = { _id: '01A', number: 'BJ', version: 1, subjectId: 'mei', urgedOn: null, startedAt: at, submittedAt: at, lastAt: at, progress }
    const desk = createCaseDesk({
      store: { listQueue: async () => ({ items: [record], next: null }) },
      contentOf,
      describe: createDescribeCase({ seal: {} as never, contentOf, papers: { headingOf: () => null } }),
      nameOf: async () => '王小梅',
      officers: { namesOf: async () => new Map() },
      now: () => at,
    } as never)
    const { items } = await desk.queue({ principal: { relyingPartyCode: 'hall' } as never, show: 'all', after: null, limit: 20 })
    expect(items[0]).toMatchObject({ expectedOn: '2026-12-01', clock: { dueOn: '2026-12-01', daysLeft: 5 } })
    expect(counted).toBe(2)
  })
})
