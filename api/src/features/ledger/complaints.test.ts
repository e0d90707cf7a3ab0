import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import type { Trail } from '../holders'
import { createMongoComplaints } from './complaints.model'
import type { Complaint } from './complaints.store'

describe('ComplaintStore', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  let breaksAt: keyof Trail | null = null
  const kept: string[] = []
  /** A process killed between the change and what belongs to it. */
  const step = (name: keyof Trail, what: string) => {
    if (breaksAt === name) throw new Error('killed')
    kept.push(what)
    return Promise.resolve()
  }
  const trail: Trail = { record: (_, { action }) => step('record', action), tell: (_, { topic }) => step('tell', topic) }
  const store = createMongoComplaints({ trail })
  const at = new Date('2026-11-26T08:00:00Z')
  const dueAt = new Date(at.getTime() + 86_400_000)
  let made = 0
  const buildComplaint = (over: Partial<Complaint> = {}): Complaint => ({
    _id: `01K${String((made += 1)).padStart(23, '0')}`,
    entryId: `entry-${made}`,
    subjectId: 'holder',
    complainantId: 'holder',
    at,
    reason: 'notMe',
    text: 'sealed',
    relyingPartyCode: 'vehicleOffice',
    desk: 'office',
    state: 'open',
    answer: null,
    answeredAt: null,
    answeredBy: null,
    dueAt,
    overdueAt: null,
    ...over,
  })
  const actOf = (action: string) => ({ action, actor: null, subjectId: 'holder' })
  const tell = { topic: 'told', key: 'holder', ids: {} }
  const scope = { relyingPartyCode: 'vehicleOffice' }
  const stored = (id: string) => mongoose.connection.collection('complaints').findOne({ _id: id as never })
  const answerOf = (id: string) => ({ id, scope, answer: 'sealed', by: 'staff', at, act: actOf('answered'), tell })

  beforeAll(async () => {
    database = await openTestDatabase('complaints')
  })
  beforeEach(() => {
    breaksAt = null
    kept.length = 0
  })
  afterAll(() => database.close())

  it('R15: makes none without its audit entry', async () => {
    const complaint = buildComplaint()
    breaksAt = 'record'
    await expect(store.add(complaint, actOf('made'))).rejects.toThrow('killed')
    expect(await stored(complaint._id)).toBeNull()
    breaksAt = null
    expect(await store.add(complaint, actOf('made'))).toBe('inserted')
  })
  it.each(['record', 'tell'] as const)('R15: an answer cut off at %s is none, and the next try gives it', async (where) => {
    const complaint = buildComplaint()
    await store.add(complaint, actOf('made'))
    breaksAt = where
    await expect(store.answer(answerOf(complaint._id))).rejects.toThrow('killed')
    expect(await stored(complaint._id)).toMatchObject({ state: 'open', answer: null })
    breaksAt = null
    expect(await store.answer(answerOf(complaint._id))).toMatchObject({ state: 'answered' })
    expect(kept).toEqual(expect.arrayContaining(['made', 'answered', 'told']))
  })
  it('lets exactly one of two simultaneous answers through', async () => {
    const complaint = buildComplaint()
    await store.add(complaint, actOf('made'))
    const both = await Promise.all([store.answer(answerOf(complaint._id)), store.answer(answerOf(complaint._id))])
    expect(both.filter((answered) => answered !== null)).toHaveLength(1)
  })
  it('R15: passes on what is due once, never what was answered, and not without telling', async () => {
    const [open, answered] = [buildComplaint(), buildComplaint()]
    for (const complaint of [open, answered]) await store.add(complaint, actOf('made'))
    await store.answer(answerOf(answered._id))
    const due = (await store.listDue({ at: dueAt, limit: 50 })).map(({ _id }) => _id)
    expect(due).toContain(open._id)
    expect(due).not.toContain(answered._id)
    expect((await store.listDue({ at: new Date(dueAt.getTime() - 1), limit: 50 })).map(({ _id }) => _id)).not.toContain(open._id)
    const passOn = () => store.passOn({ id: open._id, at: dueAt, act: actOf('overdue'), tell })
    breaksAt = 'tell'
    await expect(passOn()).rejects.toThrow('killed')
    breaksAt = null
    expect([await passOn(), await passOn()]).toEqual([true, false])
    expect(await stored(open._id)).toMatchObject({ desk: 'platform', overdueAt: dueAt })
  })
})
