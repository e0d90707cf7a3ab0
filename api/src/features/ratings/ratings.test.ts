import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NoticeKind, NoticePage } from '@zsb/shared/notice'
import type { CallBackPage, CallBackView, CaseRatings, RatedStage } from '@zsb/shared/rating'
import { toCalendarDate } from '@zsb/shared/time'
import { dueAfterCalendarDays, dueAfterWorkingDays, type WorkCalendar } from '@zsb/shared/work-calendar'
import mongoose from 'mongoose'
import { handInElderCard, startElderCard } from '../../../test-support/elder-card'
import { until } from '../../../test-support/until'
import { newKey, openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

const content = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../../content', file), 'utf8'))
const calendar = content('work-calendars/china.json') as WorkCalendar
const scheme = content('rating-schemes/standard.json') as object & { version: number; levels: { level: string; options: { code: string; zh: string }[] }[] }
/** Five working days long over. */
const LONG_AGO = { from: '2026-01-05', days: 5, unit: 'workingDays', dueOn: '2026-01-12', calendar: 'china@1', provisional: false }

let city: WholeApi
let jianguo: SignedIn
let supervisor: SignedIn
let operator: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'ratings' })
  jianguo = await city.signInCitizen('liJianguo')
  supervisor = await city.signInStaff('hemin')
  operator = await city.signInStaff('tangyun')
}, 60_000)
afterAll(() => city.close())

const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
beforeEach(() => Promise.all(['applications', 'ratings', 'rating_call_backs'].map((each) => of(each).deleteMany({}))))

/** A case that has been in these stages, moved by this member of staff. */
async function caseAt(person: SignedIn, statuses: readonly string[], { at = city.now(), staffId = null as string | null } = {}): Promise<string> {
  const { id } = await startElderCard(person)
  const history = statuses.map((status) => ({ at, action: 'accept', status, by: 'officer', actorId: staffId, note: null }))
  await of('applications').updateOne({ _id: id }, { $set: { state: 'over', number: `BJ-20261123-${id.slice(-6)}-4`, history } })
  return id
}
const GOOD = { stage: 'acceptance', level: 'satisfied', options: ['quick'] }
const BAD = { stage: 'acceptance', level: 'veryDissatisfied', options: ['overdue', 'unkind'], text: '说好 3 天，等了 10 天' }
const give = (by: SignedIn, id: string, body: object = GOOD) => by.post(`/applications/${id}/ratings`, body)
const change = (by: SignedIn, id: string, body: object) => by.put(`/applications/${id}/ratings`, { ...GOOD, version: 1, ...body })
const stagesOf = async (by: SignedIn, id: string): Promise<RatedStage[]> =>
  ((await by.get(`/applications/${id}/ratings`).expect(200)).body as CaseRatings).stages
const ratingOf = async (by: SignedIn, id: string) => (await stagesOf(by, id))[0]!.rating!
const toCall = async (by: SignedIn, state = 'open') => ((await by.get(`/staff/rating-call-backs?state=${state}`).expect(200)).body as CallBackPage).items
const answer = (by: SignedIn, id: string, over: object = {}) =>
  by.post(`/staff/rating-call-backs/${id}/answers`, { finding: 'confirmed', text: '确实超期，已增派人手', ...over })
const toldSoon = (person: SignedIn, kind: NoticeKind, id: string) =>
  until(async () => {
    const { items } = (await person.get('/notices?limit=100').expect(200)).body as NoticePage
    return items.find((notice) => notice.kind === kind && notice.link?.id === id)
  })

describe('POST /applications/:id/ratings', () => {
  it('rates a stage the window has brought the case to: five levels, each with its own options, shown again with until when it can be changed', async () => {
    const { id } = await handInElderCard(jianguo)
    expect(await stagesOf(jianguo, id)).toEqual([])
    const clerk = await city.signInStaff('linhao')
    const { version } = (await clerk.get(`/staff/applications/${id}`).expect(200)).body as { version: number }
    await clerk.post(`/staff/applications/${id}/moves`, { version, move: { action: 'accept' } }).expect(201)
    const [stage] = await stagesOf(jianguo, id)
    expect(stage).toMatchObject({ code: 'acceptance', mayRate: true, rating: null, reachedOn: toCalendarDate(city.now()) })
    expect(stage!.levels.map(({ level }) => level)).toEqual(['verySatisfied', 'satisfied', 'fairlySatisfied', 'dissatisfied', 'veryDissatisfied'])
    const { body } = await give(jianguo, id, { ...GOOD, text: '  谢谢  ' }).expect(201)
    const changeUntil = dueAfterCalendarDays({ from: toCalendarDate(city.now()), days: 10, calendar }).dueOn
    expect((body as CaseRatings).stages[0]).toMatchObject({
      mayRate: false,
      rating: { level: 'satisfied', options: ['quick'], text: '谢谢', version: 1, changeUntil, mayChange: true, callBack: null },
    })
    expect(await toCall(supervisor)).toEqual([])
  })

  it('rates each stage by itself, and the case page knows when there is one', async () => {
    const draft = await startElderCard(jianguo)
    expect(draft.rateable).toBe(false)
    const id = await caseAt(jianguo, ['accepted', 'decided', 'concluded'])
    expect((await jianguo.get(`/applications/${id}`).expect(200)).body).toMatchObject({ rateable: true })
    await give(jianguo, id).expect(201)
    await give(jianguo, id, { ...BAD, stage: 'conclusion' }).expect(201)
    expect((await stagesOf(jianguo, id)).map(({ code, rating }) => [code, rating?.level])).toEqual([
      ['acceptance', 'satisfied'],
      ['conclusion', 'veryDissatisfied'],
    ])
  })

  it('answers 409 RATING_NOT_OPEN before the stage has come, after its time, and for a stage nobody knows', async () => {
    const accepted = await caseAt(jianguo, ['accepted'])
    const long = await caseAt(jianguo, ['accepted'], { at: new Date('2026-01-05T02:00:00.000Z') })
    for (const [id, stage] of [
      [accepted, 'conclusion'],
      [long, 'acceptance'],
      [accepted, 'nowhere'],
    ] as const)
      // prettier-ignore
      expect((await give(jianguo, id, { ...GOOD, stage }).expect(409)).body.code).toBe('RATING_NOT_OPEN')
    expect((await stagesOf(jianguo, long))[0]).toMatchObject({ mayRate: false, rating: null })
  })

  it('R11: answers 400 to options of another level, the same one twice, too long a text, and unknown fields, without what was sent', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    for (const wrong of [{ options: ['unkind'] }, { options: ['quick', 'quick'] }, { text: '长'.repeat(501) }, { level: 'fine' }, { extra: 'x' }]) {
      const { body, text } = await give(jianguo, id, { ...GOOD, ...wrong }).expect(400)
      expect(body.code).toBe('REQUEST_INVALID')
      expect(text).not.toContain('长长')
    }
    expect(await of('ratings').countDocuments({})).toBe(0)
  })

  it('R16: the same request twice is one rating and one answer; two at once are one, and the other is told', async () => {
    const [once, raced] = [await caseAt(jianguo, ['accepted']), await caseAt(jianguo, ['accepted'])]
    const key = newKey()
    const [first, again] = [await give(jianguo, once, BAD).set('idempotency-key', key), await give(jianguo, once, BAD).set('idempotency-key', key)]
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
    const both = await Promise.all([give(jianguo, raced, BAD), give(jianguo, raced, GOOD)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('RATING_EXISTS')
    expect(await of('ratings').countDocuments({})).toBe(2)
    // A call-back only where the bad one won: the loser leaves nothing behind.
    const bad = both[0].status === 201 ? 2 : 1
    expect(await of('rating_call_backs').countDocuments({})).toBe(bad)
  })

  it('R14: answers 404 for somebody else’s case, as for none', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    await give(jianguo, id).expect(201)
    const mei = await city.signInCitizen('wangXiaomei')
    await mei.get(`/applications/${id}/ratings`).expect(404)
    await give(mei, id).expect(404)
    await change(mei, id, { level: 'verySatisfied' }).expect(404)
  })

  it('R20: keeps what was written encrypted, and the answer to it', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    await give(jianguo, id, BAD).expect(201)
    await answer(supervisor, (await toCall(supervisor))[0]!.id).expect(201)
    const stored = JSON.stringify([await of('ratings').find({}).toArray(), await of('rating_call_backs').find({}).toArray()])
    for (const words of ['等了 10 天', '增派人手', '李建国']) expect(stored).not.toContain(words)
  })
})

describe('PUT /applications/:id/ratings', () => {
  it('changes what was given, within its time, from the version that was seen', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    await change(jianguo, id, {}).expect(404)
    await give(jianguo, id).expect(201)
    await change(jianguo, id, { level: 'verySatisfied', options: ['kind'], text: '想起来了' }).expect(200)
    expect(await ratingOf(jianguo, id)).toMatchObject({
      level: 'verySatisfied',
      options: ['kind'],
      text: '想起来了',
      version: 2,
      changedAt: expect.any(String),
    })
    expect((await change(jianguo, id, { level: 'satisfied' }).expect(409)).body.code).toBe('RATING_CHANGED')
    await change(jianguo, id, { version: 2, options: ['unkind'] }).expect(400)
    const both = await Promise.all([change(jianguo, id, { version: 2 }), change(jianguo, id, { version: 2 })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    await of('ratings').updateOne({ applicationId: id }, { $set: { 'changeBy.dueOn': '2026-01-12' } })
    expect((await change(jianguo, id, { version: 3 }).expect(409)).body.code).toBe('RATING_CHANGE_CLOSED')
    expect(await ratingOf(jianguo, id)).toMatchObject({ mayChange: false, changeUntil: '2026-01-12' })
  })

  it('made worse is called back from then on; made better it is still called back, once', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    await give(jianguo, id).expect(201)
    await change(jianguo, id, { ...BAD, version: 1 }).expect(200)
    await change(jianguo, id, { ...BAD, version: 2, level: 'dissatisfied', options: ['slow'] }).expect(200)
    await change(jianguo, id, { version: 3 }).expect(200)
    expect(await toCall(supervisor)).toMatchObject([{ level: 'satisfied', state: 'open' }])
    expect(await ratingOf(jianguo, id)).toMatchObject({ level: 'satisfied', callBack: { state: 'open' } })
  })
})

describe('a bad rating 差评', () => {
  it('is called back within working days by a supervisor of the office, who records what was done; the person reads it and is told', async () => {
    const id = await caseAt(jianguo, ['accepted'])
    await give(jianguo, id, BAD).expect(201)
    const { dueOn } = dueAfterWorkingDays({ from: toCalendarDate(city.now()), days: 5, calendar })
    expect(await ratingOf(jianguo, id)).toMatchObject({ callBack: { state: 'open', dueOn, overdue: false, answer: null } })
    const [listed] = await toCall(supervisor)
    expect(listed).toMatchObject({
      level: 'veryDissatisfied',
      levelWords: { zh: '非常不满意' },
      stage: { zh: '申请和受理' },
      raterMasked: '李**',
      dueOn,
      mayAnswer: true,
    })
    expect(JSON.stringify(listed)).not.toContain('等了 10 天')

    const reads = () => of('audit').countDocuments({ action: 'rating.callBackRead' } as never)
    const before = await reads()
    const { body: opened } = await supervisor.get(`/staff/rating-call-backs/${listed!.id}`).expect(200)
    expect(opened).toMatchObject({ raterName: '李建国', phone: '19900000003', text: BAD.text, options: [{ zh: '超过承诺时间' }, { zh: '工作人员态度不好' }] })
    expect(await reads()).toBe(before + 1)

    await answer(supervisor, listed!.id, { text: '短' }).expect(400)
    expect((await answer(supervisor, listed!.id).expect(201)).body as CallBackView).toMatchObject({ state: 'answered', finding: 'confirmed', mayAnswer: false })
    expect((await answer(supervisor, listed!.id).expect(409)).body.code).toBe('CALL_BACK_ANSWERED')
    expect(await ratingOf(jianguo, id)).toMatchObject({ callBack: { state: 'answered', finding: 'confirmed', answer: '确实超期，已增派人手' } })
    expect([await toCall(supervisor), (await toCall(supervisor, 'answered')).map((each) => each.id)]).toEqual([[], [listed!.id]])
    expect(await toldSoon(jianguo, 'ratingAnswered', id)).toMatchObject({
      link: { kind: 'rating', id },
      words: { item: { zh: expect.stringContaining('老年人') } },
    })
  })

  it('is one task, whoever answers it first of two', async () => {
    await give(jianguo, await caseAt(jianguo, ['accepted']), BAD).expect(201)
    const { id } = (await toCall(supervisor))[0]!
    const both = await Promise.all([answer(supervisor, id), answer(await city.signInStaff('zhouzheng'), id)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('R14: is nobody else’s: another office and the operators find none, clerks and citizens may not ask', async () => {
    await give(jianguo, await caseAt(jianguo, ['accepted']), BAD).expect(201)
    const { id } = (await toCall(supervisor))[0]!
    for (const other of [await city.signInStaff('xulan'), operator]) {
      expect(await toCall(other)).toEqual([])
      await other.get(`/staff/rating-call-backs/${id}`).expect(404)
      await answer(other, id).expect(404)
    }
    for (const stranger of [await city.signInStaff('linhao'), jianguo]) await stranger.get('/staff/rating-call-backs').expect(403)
  })

  it('R17: is not answered by whoever took part in the case; where every supervisor did, the operators answer', async () => {
    const staffIdOf = async (username: string) => (await city.api.people.staff.store.findByUsername(username))!._id
    const id = await caseAt(jianguo, ['accepted'], { staffId: await staffIdOf('hemin') })
    await give(jianguo, id, BAD).expect(201)
    const [own] = await toCall(supervisor)
    expect(own).toMatchObject({ desk: 'office', mayAnswer: false })
    expect((await answer(supervisor, own!.id).expect(403)).body.code).toBe('CALL_BACK_OWN_CASE')
    await answer(await city.signInStaff('zhouzheng'), own!.id).expect(201)

    const byAll = await caseAt(jianguo, ['submitted'], { staffId: await staffIdOf('hemin') })
    const event = { at: city.now(), action: 'accept', status: 'accepted', by: 'officer', actorId: await staffIdOf('zhouzheng'), note: null }
    await of('applications').updateOne({ _id: byAll }, { $push: { history: event } } as never)
    await give(jianguo, byAll, BAD).expect(201)
    const [theirs] = await toCall(operator)
    expect(theirs).toMatchObject({ desk: 'platform', mayAnswer: true })
    await answer(operator, theirs!.id, { finding: 'notConfirmed' }).expect(201)
  })

  it('not answered in time goes to the operators, once, and the person is told; a day counted again by a new calendar is waited for', async () => {
    const [late, recounted] = [await caseAt(jianguo, ['accepted']), await caseAt(jianguo, ['accepted'])]
    for (const id of [late, recounted]) await give(jianguo, id, BAD).expect(201)
    const callBackOf = async (applicationId: string) => (await of('ratings').findOne({ applicationId } as never))!._id
    const [lateId, recountedId] = [await callBackOf(late), await callBackOf(recounted)]
    await of('rating_call_backs').updateOne({ _id: lateId }, { $set: { due: LONG_AGO, dueOn: LONG_AGO.dueOn, place: `${LONG_AGO.dueOn}_${lateId}` } })
    await of('rating_call_backs').updateOne({ _id: recountedId }, { $set: { dueOn: LONG_AGO.dueOn, place: `${LONG_AGO.dueOn}_${recountedId}` } })
    const rounds = await Promise.all([city.api.ratings.passOnOverdue(), city.api.ratings.passOnOverdue()])
    expect(rounds[0] + rounds[1]).toBe(1)
    expect(await city.api.ratings.passOnOverdue()).toBe(0)
    expect((await toCall(operator)).map(({ id, overdue }) => [id, overdue])).toEqual([[lateId, true]])
    expect((await toCall(supervisor)).map(({ id, overdue }) => [id, overdue])).toEqual([
      [lateId, true],
      [recountedId, false],
    ])
    expect((await ratingOf(jianguo, late)).callBack).toMatchObject({ overdue: true })
    expect(await toldSoon(jianguo, 'ratingPassedOn', late)).toMatchObject({ link: { kind: 'rating', id: late } })
    await answer(operator, lateId).expect(201)
  })

  it('is listed by its deadline, page after page', async () => {
    for (let n = 0; n < 3; n += 1) await give(jianguo, await caseAt(jianguo, ['accepted']), BAD).expect(201)
    const all = (await toCall(supervisor)).map(({ id }) => id)
    const page = async (after?: string) =>
      (await supervisor.get(`/staff/rating-call-backs?limit=2${after ? `&after=${after}` : ''}`).expect(200)).body as CallBackPage
    const first = await page()
    const second = await page(first.next!)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all)
    expect(second.next).toBeNull()
    await supervisor.get('/staff/rating-call-backs?after=x').expect(400)
  })
})

describe('a new version of the scheme 评价办法', () => {
  it('asks for its own options from then on; a rating given before keeps those it was given under', async () => {
    const [before, after] = [await caseAt(jianguo, ['accepted']), await caseAt(jianguo, ['accepted'])]
    await give(jianguo, before).expect(201)
    const levels = scheme.levels.map((level) => ({ ...level, options: [{ code: 'newReason', zh: '新的理由', en: 'A new reason' }] }))
    const head = { kind: 'ratingScheme', code: 'standard', version: 2, status: 'published', effectiveFrom: new Date('2026-01-01'), sha256: 'of-a-test' }
    await of('content').insertOne({ _id: 'ratingScheme:standard@2', ...head, body: { ...scheme, version: 2, levels } } as never)
    try {
      await until(async () => (await stagesOf(jianguo, after))[0]!.levels[1]!.options[0]!.zh === '新的理由')
      await give(jianguo, after).expect(400)
      await give(jianguo, after, { ...GOOD, options: ['newReason'] }).expect(201)
      expect((await stagesOf(jianguo, before))[0]!.levels[1]!.options.map(({ code }) => code)).toContain('quick')
      await change(jianguo, before, { options: ['kind'] }).expect(200)
    } finally {
      await of('content').deleteOne({ _id: 'ratingScheme:standard@2' })
    }
  })
})
