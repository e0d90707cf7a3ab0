import type { ApplicationView } from '@zsb/shared/application'
import type { CaseObjections, ObjectionPage, ObjectionView } from '@zsb/shared/objection'
import type { NoticeKind, NoticePage } from '@zsb/shared/notice'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { handInElderCard, moveCase, openCase, startElderCard } from '../../../test-support/elder-card'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let jianguo: SignedIn
let supervisor: SignedIn
let operator: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'objections' })
  jianguo = await city.signInCitizen('liJianguo')
  supervisor = await city.signInStaff('hemin')
  operator = await city.signInStaff('tangyun')
}, 60_000)
afterAll(() => city.close())

const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
beforeEach(() => Promise.all(['applications', 'objections'].map((each) => of(each).deleteMany({}))))

/** A case that was not accepted, by this member of staff. */
async function refusedCase({ at = city.now(), staffId = null as string | null } = {}): Promise<string> {
  const { id } = await startElderCard(jianguo)
  const move = (action: string, status: string) => ({ at, action, status, by: 'officer', actorId: staffId, note: null })
  const history = [move('submit', 'submitted'), move('refuseAcceptance', 'notAccepted')]
  await of('applications').updateOne(
    { _id: id },
    { $set: { state: 'over', number: `BJ-20261123-${id.slice(-6)}-4`, 'progress.status': 'notAccepted', history } },
  )
  return id
}
const TEXT = '我的户口就在本市，请再核对一次'
const raise = (by: SignedIn, id: string, over: object = {}) => by.post(`/applications/${id}/objections`, { no: 1, text: TEXT, ...over })
const own = async (id: string) => (await jianguo.get(`/applications/${id}/objections`).expect(200)).body as CaseObjections
const toAnswer = async (by: SignedIn, state = 'open') => ((await by.get(`/staff/objections?state=${state}`).expect(200)).body as ObjectionPage).items
const answer = (by: SignedIn, id: string) => by.post(`/staff/objections/${id}/answers`, { finding: 'corrected', text: '经核实您的户口在本市，予以纠正' })
const toldSoon = (kind: NoticeKind, id: string) =>
  until(async () => {
    const { items } = (await jianguo.get('/notices?limit=100').expect(200)).body as NoticePage
    return items.find((notice) => notice.kind === kind && notice.link?.id === id)
  })

describe('异议 to a decision', () => {
  it('is raised once to a decision that went against him, lies at the office with its day, and is answered to him', async () => {
    const id = await refusedCase()
    expect((await jianguo.get(`/applications/${id}`).expect(200)).body).toMatchObject({ objectable: true })
    expect(await own(id)).toMatchObject({
      item: { code: 'elderPreferentialCard' },
      answerWithinDays: 10,
      decisions: [{ no: 1, action: 'refuseAcceptance', mayObject: true, objection: null }],
    })
    for (const no of [0, 7]) expect((await raise(jianguo, id, { no }).expect(409)).body.code).toBe('OBJECTION_NOT_OPEN')
    await raise(jianguo, id, { text: '不服' }).expect(400)
    expect((await Promise.all([raise(jianguo, id), raise(jianguo, id)])).map(({ status }) => status).sort()).toEqual([201, 409])
    const dueOn = addDays(toCalendarDate(city.now()), 10)
    expect((await own(id)).decisions[0]).toMatchObject({ mayObject: false, objection: { text: TEXT, state: 'open', dueOn } })

    const [listed] = await toAnswer(supervisor)
    expect(listed).toMatchObject({ objectorMasked: '李**', action: 'refuseAcceptance', desk: 'office', daysLeft: 10, mayAnswer: true })
    const opened = (await supervisor.get(`/staff/objections/${listed!.id}`).expect(200)).body as ObjectionView
    expect(opened).toMatchObject({ objectorName: '李建国', text: TEXT })
    expect(await of('audit').countDocuments({ action: 'objection.read' } as never)).toBe(1)
    const both = await Promise.all([answer(supervisor, listed!.id), answer(await city.signInStaff('zhouzheng'), listed!.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await own(id)).decisions[0]!.objection).toMatchObject({ state: 'answered', finding: 'corrected', answer: expect.stringContaining('予以纠正') })
    expect(await toldSoon('objectionAnswered', id)).toMatchObject({ words: { item: { zh: '老年人优待证办理' } }, link: { kind: 'objection' } })
    // R20: neither is to be read in the database.
    const stored = JSON.stringify(await of('objections').find({}).toArray())
    for (const secret of [TEXT, '予以纠正']) expect(stored).not.toContain(secret)
  })

  it('that was right revokes the decision: the case begins anew with what was handed in, nobody’s yet, its clocks from that day, and is decided again', async () => {
    const [clerk, approver] = [await city.signInStaff('linhao'), await city.signInStaff('fanglei')]
    const { id, number } = await handInElderCard(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    await moveCase(approver, id, { action: 'decide', outcome: 'refused', note: '未满规定的居住年限' })
    const look = async () => (await jianguo.get(`/applications/${id}`).expect(200)).body as ApplicationView
    await until(async () => (await look()).status === 'concluded')
    const no = (await look()).history.findIndex(({ action }) => action === 'decide')
    await raise(jianguo, id, { no }).expect(201)
    const long = addDays(toCalendarDate(city.now()), -20)
    await of('applications').updateOne({ _id: id }, { $set: { 'progress.receivedOn': long, 'progress.acceptedOn': long } } as never)
    await answer(supervisor, (await toAnswer(supervisor))[0]!.id).expect(201)
    await until(async () => (await look()).status === 'accepted')
    const anew = await look()
    expect(anew).toMatchObject({ number, outcome: null, objectable: true, waitsForApplicant: false })
    expect(anew.clocks.find(({ kind }) => kind === 'legal')!.due!.from).toBe(toCalendarDate(city.now()))
    expect(anew.history.at(-1)).toMatchObject({
      action: 'reviewAnew',
      by: 'reviewer',
      paper: { zh: '撤销决定告知书' },
      note: { zh: expect.stringContaining('经核实您的户口在本市，予以纠正') },
    })
    expect((await own(id)).decisions).toMatchObject([{ no, objection: { finding: 'corrected' }, mayObject: false }])
    await toldSoon('applicationMoved', id)
    expect(await openCase(clerk, id)).toMatchObject({ assigned: null, actions: expect.arrayContaining(['startReview']) })
    // The message may come twice: it is reopened once.
    const reopened = await of('outbox').updateMany({ topic: 'objection.answered' } as never, { $set: { state: 'waiting', nextAt: new Date(0) } } as never)
    expect(reopened.modifiedCount).toBeGreaterThan(0)
    await moveCase(clerk, id, { action: 'startReview' })
    expect(await moveCase(approver, id, { action: 'decide', outcome: 'granted' })).toMatchObject({ outcome: 'granted' })
    await until(async () => (await look()).licence)
    expect((await look()).history.filter(({ action }) => action === 'reviewAnew')).toHaveLength(1)
    expect((await own(id)).decisions).toHaveLength(1)
  })

  it('nobody judges his own work: where every supervisor took part it lies with the operators', async () => {
    const accounts = await mongoose.connection
      .collection('staff_accounts')
      .find({ username: { $in: ['hemin', 'zhouzheng'] } } as never)
      .toArray()
    const staffIds = accounts.map(({ _id }) => String(_id))
    const one = await refusedCase({ staffId: staffIds[0]! })
    await raise(jianguo, one).expect(201)
    const mine = String(accounts.find(({ username }) => username === 'hemin')!._id) === staffIds[0] ? supervisor : await city.signInStaff('zhouzheng')
    const [listed] = await toAnswer(mine)
    expect(listed).toMatchObject({ desk: 'office', mayAnswer: false })
    expect((await answer(mine, listed!.id).expect(403)).body.code).toBe('OBJECTION_OWN_CASE')
    await of('objections').deleteMany({})
    await of('applications').updateOne({ _id: one }, {
      $push: { history: { at: city.now(), action: 'takeUp', status: 'inPreReview', by: 'officer', actorId: staffIds[1], note: null } },
    } as never)
    await raise(jianguo, one).expect(201)
    expect(await toAnswer(operator)).toMatchObject([{ desk: 'platform', mayAnswer: true }])
  })

  it('what nobody answered in time is passed on to the operators, once, and he is told', async () => {
    const id = await refusedCase()
    await raise(jianguo, id).expect(201)
    const { passOnOverdue } = city.api.objections
    expect(await passOnOverdue()).toBe(0)
    const long = { from: '2026-01-05', days: 10, unit: 'calendarDays', dueOn: '2026-01-15', calendar: 'china@1', provisional: false }
    await of('objections').updateMany({}, { $set: { due: long, dueOn: long.dueOn } } as never)
    expect((await Promise.all([passOnOverdue(), passOnOverdue()])).reduce((sum, count) => sum + count)).toBe(1)
    expect(await toAnswer(operator)).toMatchObject([{ desk: 'platform', overdue: true }])
    await toldSoon('objectionPassedOn', id)
    await answer(operator, (await toAnswer(operator))[0]!.id).expect(201)
    expect(await toAnswer(operator, 'answered')).toHaveLength(1)
  })

  it('is open for its days and no longer; R14: somebody else’s answers like none', async () => {
    const day = 24 * 3_600_000
    const late = await refusedCase({ at: new Date(city.now().getTime() - 61 * day) })
    expect((await own(late)).decisions[0]).toMatchObject({ mayObject: false })
    expect((await raise(jianguo, late).expect(409)).body.code).toBe('OBJECTION_NOT_OPEN')
    const mei = await city.signInCitizen('wangXiaomei')
    await mei.get(`/applications/${late}/objections`).expect(404)
    await raise(mei, late).expect(404)
    await raise(jianguo, await refusedCase()).expect(201)
    const [listed] = await toAnswer(supervisor)
    const elsewhere = await city.signInStaff('xulan')
    expect(await toAnswer(elsewhere)).toEqual([])
    await elsewhere.get(`/staff/objections/${listed!.id}`).expect(404)
    await (await city.signInStaff('linhao')).get('/staff/objections').expect(403)
  })
})
