import { APPLICATION_ACTIONS, MOVES, NEWS_WORDS, STATUS_WORDS, type ApplicationAction } from '@zsb/shared/application'
import { createAfterMove } from './tell-applicants'

type Told = { personId: string; kind: string; words: { status?: { zh: string; en: string } }; sourceId: string }

/** What the applicant is told once a move was made. */
async function toldOf(action: ApplicationAction, { own = 'no' } = {}): Promise<Told[]> {
  const told: Told[] = []
  const status = MOVES[action].to ?? MOVES[action].from[0]
  const record = {
    _id: '01CASE',
    applicantId: '01JIANGUO',
    subjectId: '01JIANGUO',
    office: 'hall',
    number: 'BJ-1',
    materials: [],
    progress: { handOver: 'pickUp' },
  }
  const afterMove = createAfterMove({
    store: { find: () => Promise.resolve(record as never) },
    contentOf: () => ({ item: { zh: '老年人优待证办理', en: 'Card', materials: [] } }) as never,
    notify: (notice) => Promise.resolve(void told.push(notice as never)),
    conclude: () => Promise.resolve(),
    onLicencesUsed: () => Promise.resolve(),
  })
  const payload = { applicationId: record._id, action, office: 'hall', status, own, eventNo: '3' }
  await afterMove({ at: new Date(), payload } as never)
  return told
}

describe('what the applicant is told of a case 办件消息', () => {
  it.each(APPLICATION_ACTIONS.filter((action) => action !== 'propose'))('%s: once, in words that say how it stands', async (action) => {
    const news = action === 'conclude' ? NEWS_WORDS.handOver : (NEWS_WORDS[action] ?? STATUS_WORDS[MOVES[action].to!])
    expect(await toldOf(action)).toMatchObject([{ personId: '01JIANGUO', kind: 'applicationMoved', words: { status: news }, sourceId: '01CASE:3' }])
    expect(news!.zh + news!.en).toMatch(/\p{Script=Han}.*[a-z]/u)
  })
  it('nothing of what he did himself, nor of what one officer proposes to the other 拟办意见', async () => {
    for (const action of ['submit', 'supply', 'fillGap', 'withdraw'] as const) expect([action, await toldOf(action, { own: 'yes' })]).toEqual([action, []])
    expect(await toldOf('propose')).toEqual([])
  })
})
