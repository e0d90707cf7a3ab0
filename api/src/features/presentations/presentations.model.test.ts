import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { explainUpdates } from '../../../test-support/mongo/explain'
import { createMongoPresentations } from './presentations.model'

const T0 = Date.UTC(2026, 0, 1)
const at = (seconds: number) => new Date(T0 + seconds * 1000)

describe('what a session shows', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const store = createMongoPresentations()
  beforeAll(async () => {
    database = await openTestDatabase('presentations')
    // One code a second; every third is of this session.
    const codes = Array.from({ length: 600 }, (_, second) => ({
      _id: `code-${second}`,
      displayId: `display-${second % 200}`,
      actor: { sessionId: second % 3 ? `other-${second % 7}` : 'mine' },
      shortIndex: `short-${second}`,
      issuedAt: at(second),
      endedAt: null,
    }))
    await mongoose.connection.collection('presentations').insertMany(codes as never)
  })
  afterAll(() => database.close())

  it('ends by an index, at one look at what was made in its last minute', async () => {
    const [ended, ...more] = await explainUpdates(() => store.supersede({ sessionId: 'mine', keep: ['code-597'], at: at(598) }))
    expect(more).toEqual([])
    expect(ended!.stages).toContain('IXSCAN')
    expect(ended!.keys).toBeLessThanOrEqual(60 / 3 + 1)
    expect(ended!.docs).toBeLessThanOrEqual(60 / 3)
    const superseded = await mongoose.connection.collection('presentations').distinct('actor.sessionId', { endedBecause: 'superseded' })
    expect(superseded).toEqual(['mine'])
    expect(await mongoose.connection.collection('presentations').countDocuments({ endedBecause: 'superseded' })).toBe(60 / 3 - 1)
  })
  it('ends nothing that was made after it: of two showings begun at once the later one lives', async () => {
    await store.supersede({ sessionId: 'mine', keep: ['code-300'], at: at(300) })
    const after = { 'actor.sessionId': 'mine', issuedAt: { $gt: at(300), $lt: at(538) }, endedAt: { $ne: null } }
    expect(await mongoose.connection.collection('presentations').countDocuments(after)).toBe(0)
  })
  it('is taken back by an index too, the codes of one showing alone', async () => {
    const [ended] = await explainUpdates(() => store.withdraw({ displayId: 'display-7', at: at(600) }))
    expect(ended!.stages).toContain('IXSCAN')
    expect(ended!.docs).toBeLessThanOrEqual(3)
  })
})
