import { seenOf, type ApplicationView, type CaseView, type StaffMove } from '@zsb/shared/application'
import type { LedgerPage } from '@zsb/shared/ledger'
import type { LicenceView } from '@zsb/shared/licence'
import type { NoticePage } from '@zsb/shared/notice'
import type { PaperDocument } from '@zsb/shared/paper'
import type { ColleagueList, DeputyView } from '@zsb/shared/staff'
import { addDays, daysBetween, toCalendarDate } from '@zsb/shared/time'
import { buildCitizenNumber } from '@zsb/shared/identity'
import mongoose from 'mongoose'
import { ELDER_ANSWERS, ELDER_MATERIALS, handInElderCard, moveCase, openCase, openElderCardCity, startElderCard } from '../../../test-support/elder-card'
import { DRAWN_NAME } from '../../../test-support/drawn-name'
import { handInHygienePermit, handInRenewal, permitIn } from '../../../test-support/hygiene-permit'
import { control } from '../../../test-support/partners'
import { until } from '../../../test-support/until'
import { photo, upload } from '../../../test-support/uploading'
import type { SignedIn, WholeApi } from '../../../test-support/whole-api'
import type { Trail } from '../holders'
import { createMongoApplications } from './applications.model'
import type { ApplicationRecord } from './applications.store'

const DAY_MS = 24 * 3_600_000
let city: WholeApi
let jianguo: SignedIn
let clerk: SignedIn
let approver: SignedIn
beforeAll(async () => {
  ;({ city, jianguo, clerk, approver } = await openElderCardCity('handling'))
}, 60_000)
afterAll(() => city.close())
beforeEach(() => mongoose.connection.collection('applications').deleteMany({}))

const look = async (id: string) => (await jianguo.get(`/applications/${id}`).expect(200)).body as ApplicationView
const wants = async (by: SignedIn, id: string, move: StaffMove) =>
  by.post(`/staff/applications/${id}/moves`, { version: (await openCase(by, id)).version, move })
const stored = async (id: string) =>
  (await mongoose.connection
    .collection<{ _id: string; progress: { status: string }; history: { action: string }[]; materials: { code: string; kind: string }[] }>('applications')
    .findOne({ _id: id }))!
const toldOf = async (kind: string) => ((await jianguo.get('/notices?limit=100').expect(200)).body as NoticePage).items.filter((notice) => notice.kind === kind)
const paperOf = async (id: string, action: string) => {
  const { no } = (await look(id)).history.find((event) => event.action === action)!.paper!
  return (await jianguo.get(`/applications/${id}/papers/${no}`).expect(200)).body as PaperDocument
}
const textOf = ({ pieces }: PaperDocument) => pieces.flatMap(({ text, list }) => (text ? [text.zh] : (list ?? []).map(({ zh }) => zh))).join('')
/** What is done while the city's clock stands so many days later. */
async function later<T>(days: number, work: () => Promise<T>): Promise<T> {
  city.advance(days * DAY_MS)
  try {
    return await work()
  } finally {
    city.advance(-days * DAY_MS)
  }
}

/** Messages of what was done while the clock stood elsewhere are worked off there. */
const isWorkedOff = () => until(async () => (await mongoose.connection.collection('outbox').countDocuments({ state: 'waiting' })) === 0)

const otherId = (id: string) => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
/** Another record of the same natural person: his documents are its documents. */
async function secondRecordOf(personId: string): Promise<string> {
  const holders = mongoose.connection.collection<{ _id: string; documentIndexes?: string[] }>('holders')
  const { documentIndexes: _taken, ...holder } = (await holders.findOne({ _id: personId }))!
  await holders.updateOne({ _id: otherId(personId) }, { $set: { ...holder, _id: otherId(personId) } }, { upsert: true })
  return otherId(personId)
}

const MAIN = [
  { code: 'identity', kind: 'licence' },
  { code: 'age', kind: 'dataCheck' },
]
/** The proof of residence is promised for later; what is said of the promise can be put otherwise. */
async function promiseResidence(over: object = {}) {
  const draft = await startElderCard(jianguo)
  const { id, version, gapOffer } = draft
  const body = {
    version,
    seen: seenOf(draft),
    answers: ELDER_ANSWERS,
    materials: MAIN,
    later: { materials: ['residence'], commitment: gapOffer!.version },
    ...over,
  }
  return { id, answer: jianguo.post(`/applications/${id}/submissions`, body) }
}
async function owing(): Promise<CaseView> {
  const { id, answer } = await promiseResidence()
  await answer.expect(201)
  return moveCase(clerk, id, { action: 'acceptWithGaps', materials: ['residence'], days: 3, signedOnPaper: false })
}

describe('容缺受理', () => {
  it('is offered with its words, promised on the phone, printed on the receipt, accepted on that word, and made good', async () => {
    const draft = await startElderCard(jianguo)
    expect(draft.gapOffer).toMatchObject({ days: 3, commitment: { zh: expect.stringMatching(/老年人优待证办理.*3 个工作日/) } })
    expect(draft.materials.map(({ code, mayFollow }) => [code, mayFollow])).toEqual([['identity', false], ['age', false], ['residence', true]]) // prettier-ignore
    const { id, answer } = await promiseResidence()
    await answer.expect(201)
    expect(textOf(await paperOf(id, 'submit'))).toMatch(/下列材料由您承诺后补：居住在本市的证明您的承诺：本人知悉/)
    const seen = await openCase(clerk, id)
    expect(seen.materials.map(({ secondary, promised }) => [secondary, promised])).toEqual([[false, false], [false, false], [true, true]]) // prettier-ignore
    // What was promised is not passed over: it cannot be accepted as if it were there, nor asked for without it.
    expect(seen.actions).toContain('acceptWithGaps')
    expect(seen.actions).not.toContain('accept')
    expect((await wants(clerk, id, { action: 'accept' })).body).toMatchObject({ code: 'APPLICATION_MOVE_REFUSED' })
    const rest: StaffMove = { action: 'requestSupplement', materials: [{ code: 'identity', reason: '请用新证' }] }
    expect((await wants(clerk, id, rest)).status).toBe(400)
    const tooLong: StaffMove = { action: 'acceptWithGaps', materials: ['residence'], days: 4, signedOnPaper: false }
    expect((await wants(clerk, id, tooLong)).body).toMatchObject({ errors: [{ zh: '容缺最多 3 个工作日' }] })
    await moveCase(clerk, id, { ...tooLong, days: 2 })

    const view = await look(id)
    expect(view).toMatchObject({ status: 'gapAccepted', waitsForApplicant: true, gap: { materials: ['residence'], due: { days: 2 } } })
    expect(view.actions).toContain('fillGap')
    expect(view.clocks.map(({ kind }) => kind)).toContain('gap')
    expect(view.history.at(-1)).toMatchObject({ paper: { zh: '容缺受理通知书' }, note: { zh: expect.stringContaining('2 个工作日内补来：居住在本市的证明') } })
    await moveCase(clerk, id, { action: 'startReview' })
    expect((await openCase(approver, id)).actions).not.toContain('decide')
    expect((await wants(approver, id, { action: 'decide', outcome: 'granted' })).body).toMatchObject({ errors: [{ zh: expect.stringContaining('容缺') }] })

    const { version } = await look(id)
    await jianguo.post(`/applications/${id}/gap-fillings`, { version, materials: [] }).expect(422)
    const filled = await jianguo.post(`/applications/${id}/gap-fillings`, { version, materials: [{ code: 'residence', kind: 'commitment' }] }).expect(201)
    expect(filled.body).toMatchObject({ status: 'inReview', gap: null, waitsForApplicant: false })
    expect(filled.body.actions).not.toContain('fillGap')
    await jianguo.post(`/applications/${id}/gap-fillings`, { version, materials: [] }).expect(409)
    expect((await moveCase(approver, id, { action: 'decide', outcome: 'granted' })).outcome).toBe('granted')
  })

  it.each([
    ['a main material', { later: { materials: ['identity'], commitment: 1 }, materials: [MAIN[1]] }, '/materials/identity'],
    ['words that are no longer those', { later: { materials: ['residence'], commitment: 99 } }, '/materials/residence'],
    ['what is handed in as well', { materials: [...MAIN, { code: 'residence', kind: 'commitment' }] }, '/materials/residence'],
  ])('nothing is promised of %s', async (_what, over, pointer) => {
    const { answer } = await promiseResidence(over)
    const { body } = await answer.expect(422)
    expect((body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer)).toContain(pointer)
  })

  it('without a promise on the phone it takes a signature at the counter, and what is brought there is taken on paper', async () => {
    const { id } = await handInElderCard(jianguo)
    const move = (over: object): StaffMove => ({ action: 'acceptWithGaps', materials: ['residence'], days: 1, signedOnPaper: false, ...over })
    expect((await wants(clerk, id, move({}))).body).toMatchObject({ code: 'APPLICATION_NOT_COMMITTED' })
    expect((await wants(clerk, id, move({ materials: ['identity'], signedOnPaper: true }))).status).toBe(400)
    await moveCase(clerk, id, move({ signedOnPaper: true }))
    await moveCase(clerk, id, { action: 'fillGap' })
    expect((await stored(id)).materials.find(({ code }) => code === 'residence')).toMatchObject({ kind: 'paper' })
    await until(async () => (await toldOf('applicationMoved')).some(({ words }) => words.status?.zh === '容缺材料已补齐'))
    expect((await look(id)).history.at(-1)).toMatchObject({ paper: { zh: '申请材料接收凭证' }, note: { zh: expect.stringContaining('已经补齐') } })
  })

  it('running out: he is reminded once before its day, and after it the case goes back once, with its paper', async () => {
    const { id } = await owing()
    const { remindGaps, moveDue } = city.api.applications
    const toGo = daysBetween(toCalendarDate(city.now()), (await look(id)).gap!.due.dueOn)
    const reminders = async () => mongoose.connection.collection('audit').countDocuments({ action: 'application.gapReminded' })
    await later(toGo - 2, remindGaps)
    expect(await reminders()).toBe(0)
    await later(toGo - 1, () => Promise.all([remindGaps(), remindGaps()]).then(isWorkedOff))
    await later(toGo, remindGaps)
    expect(await reminders()).toBe(1)
    const [reminder] = await toldOf('gapEnding')
    expect(reminder).toMatchObject({ words: { date: { zh: (await look(id)).gap!.due.dueOn } }, link: { kind: 'application', id } })
    await later(toGo, moveDue)
    expect((await stored(id)).progress.status).toBe('gapAccepted')
    await later(toGo + 1, () => Promise.all([moveDue(), moveDue()]).then(isWorkedOff))
    const { history } = await look(id)
    expect(history.filter(({ action }) => action === 'lapseGap')).toMatchObject([
      { status: 'returned', by: 'clock', paper: { zh: '终止办理告知书' }, note: { zh: expect.stringMatching(/没有在期限内补齐.*60 日/) } },
    ])
    expect(textOf(await paperOf(id, 'lapseGap'))).toContain('居住在本市的证明')
    expect(await look(id)).toMatchObject({ status: 'returned', gap: null, waitsForApplicant: false, actions: [] })
    expect((await toldOf('applicationMoved')).map(({ link, words }) => [link?.id, words.status?.zh])).toContainEqual([id, '已退件'])
  })
})

describe('行政许可', () => {
  it('视为受理: silence is acceptance from the day it came, once, with its paper and its news; what was promised for later is owed from then on', async () => {
    const { id, clocks } = await handInHygienePermit(jianguo, { later: true })
    const { moveDue } = city.api.applications
    const today = toCalendarDate(city.now())
    const toGo = daysBetween(today, clocks.find(({ kind }) => kind === 'noticeOfGaps')!.due!.dueOn)
    await later(toGo, moveDue)
    expect((await stored(id)).progress.status).toBe('submitted')
    await later(toGo + 1, () => Promise.all([moveDue(), moveDue()]).then(isWorkedOff))
    const view = await look(id)
    expect(view.status).toBe('deemedAccepted')
    expect(view.history.filter(({ action }) => action === 'deemAccepted')).toMatchObject([
      { by: 'clock', paper: { zh: '行政许可申请受理通知书' }, note: { zh: expect.stringMatching(/视为受理.*8 个工作日内补来.*卫生管理制度/) } },
    ])
    expect(textOf(await paperOf(id, 'deemAccepted'))).toMatch(/第三十二条.*视为受理.*还要补交：卫生管理制度/)
    expect(view.clocks.find(({ kind }) => kind === 'legal')!.due).toMatchObject({ from: today, days: 45 })
    expect(view.gap).toMatchObject({ materials: ['hygieneRules'], due: { days: 8, from: addDays(today, toGo + 1) } })
    expect((await toldOf('applicationMoved')).map(({ link, words }) => [link?.id, words.status?.zh])).toContainEqual([id, '视为受理'])
    await later(toGo + 1, async () => {
      const [by, he] = [await city.signInStaff('linhao'), await city.signInCitizen('liJianguo')]
      await moveCase(by, id, { action: 'startReview' })
      expect((await openCase(by, id)).actions).not.toContain('propose')
      const { id: file } = await upload(he, await photo(), 'hygieneRules')
      const rules = { version: (await openCase(by, id)).version, materials: [{ code: 'hygieneRules', kind: 'upload', uploads: [file] }] }
      await he.post(`/applications/${id}/gap-fillings`, rules).expect(201)
      expect((await openCase(by, id)).actions).toContain('propose')
    })
  })

  it('is signed by hand on the phone: what is no signature is refused at its field and kept, what is one is sealed and seen at the desk', async () => {
    const { id, version } = (await jianguo.post('/applications', { item: 'publicPlaceHygiene' }).expect(201)).body as ApplicationView
    const refused = async (signature: string) => {
      const draft = await look(id)
      const now = { version: draft.version, seen: seenOf(draft), answers: { signature }, materials: [] }
      const { body } = await jianguo.post(`/applications/${id}/submissions`, now).expect(422)
      return (body as { errors: { pointer: string; zh: string }[] }).errors.find(({ pointer }) => pointer === '/answers/signature')?.zh
    }
    const dot = '300,150 302,151'
    await jianguo.put(`/applications/${id}/answers`, { version, answers: { signature: dot } }).expect(200)
    expect(await refused(dot)).toBe('签得太少，认不出来，请清除后签全名')
    expect((await look(id)).answers).toEqual({ signature: dot })
    expect((await handInHygienePermit(jianguo)).id).toBe(id)
    expect(JSON.stringify(await stored(id))).not.toContain(DRAWN_NAME.slice(0, 15))
    const signed = (await openCase(clerk, id)).sections.flatMap(({ fields }) => fields).find(({ code }) => code === 'signature')
    expect(signed).toMatchObject({ display: { zh: '已签名' }, drawn: DRAWN_NAME })
  })

  it('a signature on paper that was scanned is one at the window alone', async () => {
    const { id: file } = await upload(jianguo, await photo(), 'signature')
    const asked = handInHygienePermit(jianguo, { signature: file, expecting: 422 })
    expect(await asked).toMatchObject({ code: 'APPLICATION_REFUSED', errors: [{ pointer: '/answers/signature', zh: '请在这里手写签名' }] })
  })

  it('R17: two natural persons decide: one proposes, which the applicant is not told, and another decides, under whatever account', async () => {
    const { id } = await handInHygienePermit(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    const decide = (by: SignedIn) => wants(by, id, { action: 'decide', outcome: 'granted' })
    expect((await decide(approver)).body).toMatchObject({ code: 'APPLICATION_MOVE_REFUSED', errors: [{ zh: '要先有拟办意见' }] })
    await moveCase(clerk, id, { action: 'propose', outcome: 'granted', note: '现场看过，符合要求' })
    expect(await openCase(approver, id)).toMatchObject({
      proposal: 'granted',
      decisionPersons: 2,
      history: expect.arrayContaining([expect.objectContaining({ action: 'propose', note: expect.anything() })]),
    })
    expect((await look(id)).history.at(-1)).toMatchObject({ action: 'propose', note: null })
    const proposer = (personId: string) =>
      mongoose.connection.collection<{ _id: string }>('applications').updateOne({ _id: id }, { $set: { 'progress.proposal.person': personId } })
    for (const himself of [approver.personId, await secondRecordOf(approver.personId)]) {
      await proposer(himself)
      expect((await decide(approver)).body).toMatchObject({ errors: [{ zh: '要由另一位同事作决定' }] })
    }
    await proposer(clerk.personId)
    expect((await decide(approver)).body).toMatchObject({ status: 'decided', outcome: 'granted' })
    expect((await until(async () => (await look(id)).delivery))!.way).toBe('pickUp')
  })
})

describe('延续', () => {
  const FIRM = 'zhaoMinhua'
  const OVER = 46
  /** As `later`, until all of it is worked off: a message that stays waits for that day, and the same person's with it. */
  const onDay = <T>(days: number, work: () => Promise<T>) =>
    later(days, async () => {
      const done = await work()
      await isWorkedOff()
      return done
    })
  /** A renewal handed in so many days from now, with what its receipt says. */
  const asked = async (days: number, expecting?: number) =>
    onDay(days, async () => {
      const minhua = await city.signInCitizen(FIRM)
      const permit = (await permitIn(minhua))!
      return { permit, view: await handInRenewal(minhua, permit.id, { expecting }) }
    })
  const receiptOf = async (by: SignedIn, { id }: ApplicationView) => textOf((await by.get(`/applications/${id}/papers/0`).expect(200)).body as PaperDocument)
  /** The clock's rounds on a day, until nothing is due. */
  const clockOn = (days: number) =>
    onDay(days, async () => {
      // Two processes at once.
      while ((await Promise.all([1, 2].map(() => city.api.applications.moveDue()))).some((moved) => moved > 0));
    })

  it('is asked for the applicant’s own valid permit: its end is the registry’s, and one that ran out is not renewed', async () => {
    const { permit, view } = await asked(OVER, 422)
    expect(view).toMatchObject({
      errors: [{ pointer: '/answers/permit', zh: expect.stringContaining('已经过了有效期') }, { pointer: '/materials/presentPermit' }],
    })
    expect(permit.meaning).toBe('expired')
    const foreign = await handInRenewal(jianguo, permit.id, { expecting: 422 })
    expect((foreign as unknown as { errors: { pointer: string; zh: string }[] }).errors).toContainEqual(
      expect.objectContaining({ pointer: '/answers/permit', zh: '没有收到这个文件或证照，请重新选' }),
    )
  })

  it('asked for less than thirty days before the end is told so, and silence renews nothing', async () => {
    const { permit, view } = await asked(16)
    expect(view).toMatchObject({ renewal: { licenceEndsOn: permit.validToDay, standing: 'late' } })
    expect(view.clocks.map(({ kind }) => kind)).not.toContain('renewal')
    const minhua = await city.signInCitizen(FIRM)
    expect(await receiptOf(minhua, view)).toMatch(/不足三十日.*不适用/)
    await clockOn(OVER)
    expect((await stored(view.id)).progress.status).toBe('deemedAccepted')
    expect((await onDay(OVER, async () => permitIn(await city.signInCitizen(FIRM))))!.meaning).toBe('expired')
  })

  it('视为准予延续: asked for in time and not decided by the end, it is renewed once, with its paper and its news, and the permit in the wallet runs on', async () => {
    const { permit, view } = await asked(15)
    const ends = permit.validToDay!
    expect(view).toMatchObject({ renewal: { licenceEndsOn: ends, standing: 'inTime' } })
    expect(view.clocks.find(({ kind }) => kind === 'renewal')).toMatchObject({ due: { dueOn: ends }, basis: '行政许可法 第五十条' })
    const again = (await asked(15)).view
    const receipt = await receiptOf(await city.signInCitizen(FIRM), view)
    expect(receipt).toMatch(/三十日前提出.*第五十条.*视为准予延续/)
    await clockOn(OVER - 1)
    expect((await stored(view.id)).progress.status).toBe('deemedAccepted')
    await clockOn(OVER)
    await onDay(OVER, async () => {
      const minhua = await city.signInCitizen(FIRM)
      const ended = (await minhua.get(`/applications/${view.id}`).expect(200)).body as ApplicationView
      expect(ended).toMatchObject({ status: 'concluded', outcome: 'granted', licence: { id: permit.id } })
      const renewed = ended.history.filter(({ action }) => action === 'deemRenewed')
      expect(renewed).toMatchObject([{ by: 'clock', paper: { zh: '准予行政许可决定书' } }])
      const paper = textOf((await minhua.get(`/applications/${view.id}/papers/${renewed[0]!.paper!.no}`).expect(200)).body as PaperDocument)
      const year = Number(ends.slice(0, 4)) + 4
      expect(paper).toMatch(new RegExp(`第五十条，视为准予延续.*卫生许可证”准予延续.*有效期延续到${year}年`))
      const card = (await permitIn(minhua))!
      expect(card).toMatchObject({ id: permit.id, meaning: 'valid', validToDay: `${year}${ends.slice(4)}`, numberMasked: permit.numberMasked })
      const licence = (await minhua.get(`/licences/${permit.id}`).expect(200)).body as LicenceView
      expect(licence).toMatchObject({ revision: 2, history: [{ action: { zh: '准予延续' }, basis: expect.stringContaining('第五十条'), revision: 2 }] })
      expect(licence.fields.find(({ code }) => code === 'validTo')?.value).toBe(card.validToDay)
      const news = ((await minhua.get('/notices?limit=100').expect(200)).body as NoticePage).items
      expect(news.map(({ link, words }) => [link?.id, words.status?.zh])).toContainEqual([view.id, '视为准予延续'])
      // Another case about the same end has nothing left to renew.
      expect(await stored(again.id)).toMatchObject({ progress: { status: 'concluded' } })
    })
  })

  it('granted before the end runs on from that end, not from the decision', async () => {
    const { permit, view } = await asked(0)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, view.id, { action })
    await moveCase(approver, view.id, { action: 'decide', outcome: 'granted' })
    const minhua = await city.signInCitizen(FIRM)
    const ends = permit.validToDay!
    const card = await until(async () => {
      const now = await permitIn(minhua)
      return now?.validToDay === ends ? null : now
    })
    expect(card).toMatchObject({ id: permit.id, validToDay: `${Number(ends.slice(0, 4)) + 4}${ends.slice(4)}` })
  })
})

describe('延长期限 and 特别程序', () => {
  it('the head of the body lengthens the limit once, with a paper that says why; nobody else may', async () => {
    const head = await city.signInStaff('zhouzheng')
    const { id } = await handInElderCard(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    const before = (await look(id)).clocks
    const extend = async (by: SignedIn, days = 5) => {
      const { version } = await openCase(clerk, id)
      return by.post(`/staff/applications/${id}/extensions`, { version, days, note: '要向外地核实住址' })
    }
    for (const by of [clerk, approver]) {
      expect((await openCase(by, id)).actions).not.toContain('extend')
      expect((await extend(by)).status).toBe(403)
    }
    expect(await openCase(head, id)).toMatchObject({ actions: expect.arrayContaining(['extend']), extension: { days: 5 } })
    expect((await extend(head, 6)).body).toMatchObject({ code: 'APPLICATION_MOVE_REFUSED', errors: [{ zh: '最多延长 5 个工作日' }] })
    expect((await extend(head)).status).toBe(201)
    const { clocks, history } = await look(id)
    for (const kind of ['promise', 'legal'])
      expect(clocks.find((each) => each.kind === kind)!.due!.days).toBe(before.find((each) => each.kind === kind)!.due!.days + 5)
    expect(history.at(-1)).toMatchObject({
      action: 'extend',
      paper: { zh: '延长办理期限告知书' },
      note: { zh: expect.stringContaining('理由：要向外地核实住址。') },
    })
    expect(textOf(await paperOf(id, 'extend'))).toMatch(/延长 5 个工作日.*要向外地核实住址/)
    await until(async () => (await toldOf('applicationMoved')).some(({ link, words }) => link?.id === id && words.status?.zh === '办理期限延长'))
    expect((await openCase(head, id)).actions).not.toContain('extend')
    expect((await extend(head, 1)).body).toMatchObject({ errors: [{ zh: '已经延长过一次' }] })
  })

  it('handled jointly it takes the leave of the head of the government: its number is recorded, told and on the paper; 45 working days become 60', async () => {
    const head = await city.signInStaff('zhouzheng')
    const { id } = await handInHygienePermit(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    const legal = async () => (await look(id)).clocks.find(({ kind }) => kind === 'legal')!.due!
    const before = await legal()
    const seen = await openCase(head, id)
    expect(seen).toMatchObject({ actions: expect.arrayContaining(['extend']), extension: { days: 15, approver: 'headOfGovernment' } })
    const ask = { version: seen.version, days: 15, note: '要与消防一起现场核查' }
    const extend = (body: object) => head.post(`/staff/applications/${id}/extensions`, body)
    expect((await extend(ask).expect(409)).body).toMatchObject({ errors: [{ zh: expect.stringContaining('本级人民政府负责人') }] })
    await extend({ ...ask, leave: '临政批〔2026〕8 号' }).expect(201)
    expect(await legal()).toMatchObject({ from: before.from, days: before.days + 15 })
    expect([before.days, before.days + 15]).toEqual([45, 60])
    expect((await look(id)).history.at(-1)!.note!.zh).toMatch(/本级人民政府负责人批准（临政批〔2026〕8 号）.*延长 15 个工作日.*消防/)
    expect(textOf(await paperOf(id, 'extend'))).toMatch(/批准文号：临政批〔2026〕8 号）.*15 个工作日/)
    expect((await stored(id)).progress).toMatchObject({ extension: { days: 15, approver: 'headOfGovernment', leave: '临政批〔2026〕8 号' } })
  })

  it('a special procedure stops the clocks until it is over', async () => {
    const { id } = await handInElderCard(jianguo)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    await moveCase(clerk, id, { action: 'suspend', procedure: 'homeVisit', expectedDays: 7, note: '要上门核实住址' })
    expect((await look(id)).clocks.find(({ kind }) => kind === 'promise')).toMatchObject({ due: null })
    // For how long it is, the applicant is told on the phone, and on paper.
    const told = { paper: { zh: '特别程序告知书' }, note: { zh: expect.stringMatching(/上门核实，约 7 天.*停表/) } }
    expect((await look(id)).history.at(-1)).toMatchObject(told)
    expect(textOf(await paperOf(id, 'suspend'))).toMatch(/需要进行上门核实.*预计需要 7 天，从.*起算.*不计入办理期限.*要上门核实住址/)
    await until(async () => (await toldOf('applicationMoved')).some(({ link, words }) => link?.id === id && words.status?.zh === '特别程序中'))
    await moveCase(clerk, id, { action: 'resume' })
    expect(await look(id)).toMatchObject({
      status: 'inReview',
      clocks: expect.arrayContaining([expect.objectContaining({ kind: 'promise', due: expect.anything() })]),
    })
  })
})

describe('who handles a case 承办人', () => {
  let colleague: SignedIn
  let head: SignedIn
  let ids: { linhao: string; yaoting: string }
  beforeAll(async () => {
    colleague = await city.signInStaff('yaoting')
    head = await city.signInStaff('hemin')
    const { items } = (await clerk.get('/staff/colleagues').expect(200)).body as ColleagueList
    expect(items.map(({ name }) => name)).toEqual(['林浩', '姚婷'])
    ids = { linhao: items[0]!.staffId, yaoting: items[1]!.staffId }
  })
  const assign = async (by: SignedIn, id: string, staffId: string, { version } = { version: 0 }) =>
    by.post(`/staff/applications/${id}/assignments`, { version: version || (await openCase(by, id)).version, staffId })
  const today = () => toCalendarDate(city.now())
  const accounts = () => mongoose.connection.collection<{ _id: string }>('staff_accounts')
  /** One more account of a clerk, under another record of the same person. */
  async function secondAccountOf(personId: string, staffId: string): Promise<string> {
    const twin = { _id: otherId(staffId), personId: await secondRecordOf(personId), username: `twin.${staffId}` }
    await accounts().insertOne({ ...(await accounts().findOne({ _id: staffId }))!, ...twin } as never)
    return twin._id
  }

  it('is the clerk who takes it up; colleagues see it and do not handle it, supervisors and approvers are not bound', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'takeUp' })
    expect(await openCase(clerk, id)).toMatchObject({ assigned: { name: '林浩', mine: true, mayHandle: true }, actions: expect.arrayContaining(['assign']) })
    expect(await openCase(colleague, id)).toMatchObject({ assigned: { mine: false, mayHandle: false }, actions: [] })
    expect((await wants(colleague, id, { action: 'accept' })).body).toMatchObject({ code: 'APPLICATION_ASSIGNED' })
    await moveCase(head, id, { action: 'accept' })
    expect((await openCase(head, id)).assigned).toMatchObject({ name: '林浩' })
    await moveCase(approver, id, { action: 'startReview' })
  })

  it('is passed on to a colleague of the same office; of two who pass it on at once one does', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'takeUp' })
    const { version } = await openCase(clerk, id)
    expect((await assign(colleague, id, ids.yaoting)).body).toMatchObject({ code: 'APPLICATION_ASSIGNED' })
    const stranger = (await (await city.signInStaff('gaoyuan')).get('/staff/colleagues').expect(200)).body as ColleagueList
    expect((await assign(clerk, id, stranger.items[0]!.staffId)).status).toBe(400)
    const both = await Promise.all([assign(clerk, id, ids.yaoting, { version }), assign(head, id, ids.yaoting, { version })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    await moveCase(colleague, id, { action: 'accept' })
    expect((await openCase(colleague, id)).history.map(({ action }) => action)).toEqual(['submit', 'takeUp', 'assign', 'accept'])
  })

  it('代理: a deputy named from–until handles what the absent one has, and the record says in whose place; before and after he does not', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'takeUp' })
    const body = { absentId: ids.linhao, deputyId: ids.yaoting, from: addDays(today(), 1), until: addDays(today(), 2) }
    // R17: a second account of one natural person is himself.
    const twin = await secondAccountOf(clerk.personId, ids.linhao)
    expect((await head.post('/staff-deputies', { ...body, deputyId: twin }).expect(400)).body).toMatchObject({ errors: [{ pointer: '/body/deputyId' }] })
    await accounts().deleteOne({ _id: twin })
    await clerk.post('/staff-deputies', body).expect(403)
    for (const wrong of [{ deputyId: ids.linhao }, { absentId: id }, { until: today() }, { until: addDays(today(), 300) }])
      await head.post('/staff-deputies', { ...body, ...wrong }).expect(400)
    const named = await Promise.all([head.post('/staff-deputies', body), head.post('/staff-deputies', body)])
    expect(named.map(({ status }) => status).sort()).toEqual([201, 409])
    const deputyship = named.find(({ status }) => status === 201)!.body as DeputyView
    expect(deputyship).toMatchObject({ absent: { name: '林浩' }, deputy: { name: '姚婷' }, state: 'coming' })
    expect((await wants(colleague, id, { action: 'accept' })).body).toMatchObject({ code: 'APPLICATION_ASSIGNED' })
    await later(1, async () => {
      const deputy = await city.signInStaff('yaoting')
      expect((await openCase(deputy, id)).assigned).toMatchObject({ name: '林浩', mayHandle: true, asDeputy: true })
      await moveCase(deputy, id, { action: 'accept' })
      expect((await openCase(deputy, id)).history.at(-1)).toMatchObject({ action: 'accept', deputyFor: '林浩' })
      expect((await stored(id)).history.at(-1)).toMatchObject({ actorId: ids.yaoting, deputyFor: ids.linhao })
    })
    await (await city.signInStaff('xulan')).post(`/staff-deputies/${deputyship.id}/ends`, {}).expect(404)
    await head.post(`/staff-deputies/${deputyship.id}/ends`, {}).expect(201)
    await later(1, async () => {
      expect((await openCase(await city.signInStaff('yaoting'), id)).actions).toEqual([])
    })
  })

  it('whoever left: a supervisor gives what is open in his name to a deputy in one go, and nothing is passed on to him', async () => {
    const cases = [(await handInElderCard(jianguo)).id, (await handInElderCard(jianguo)).id]
    for (const id of cases) await moveCase(clerk, id, { action: 'takeUp' })
    const close = (staffId: string, state: 'closed' | 'active') => accounts().updateOne({ _id: staffId }, { $set: { state } })
    const idle = await secondAccountOf(colleague.personId, ids.yaoting)
    await Promise.all([ids.linhao, idle].map((staffId) => close(staffId, 'closed')))
    try {
      const { items, left } = (await head.get('/staff/colleagues').expect(200)).body as ColleagueList
      expect(items.map(({ staffId }) => staffId)).not.toContain(ids.linhao)
      expect(left).toMatchObject([{ staffId: ids.linhao, name: '林浩' }])
      expect((await assign(head, cases[0]!, ids.linhao)).status).toBe(400)
      const body = { absentId: ids.linhao, deputyId: ids.yaoting, from: today(), until: addDays(today(), 30) }
      await head.post('/staff-deputies', { ...body, absentId: ids.yaoting, deputyId: ids.linhao }).expect(400)
      const { id: deputyship } = (await head.post('/staff-deputies', body).expect(201)).body as DeputyView
      for (const id of cases) await moveCase(colleague, id, { action: 'accept' })
      expect((await openCase(colleague, cases[1]!)).history.at(-1)).toMatchObject({ action: 'accept', deputyFor: '林浩' })
      await head.post(`/staff-deputies/${deputyship}/ends`, {}).expect(201)
    } finally {
      await close(ids.linhao, 'active')
      await accounts().deleteOne({ _id: idle })
    }
  })

  it('转办: another office that handles the item takes it over, the applicant is told why and his ledger has who sees his licences', async () => {
    const { id, number } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'takeUp' })
    const seen = await openCase(clerk, id)
    expect(seen.transferTo.map(({ code }) => code)).toEqual(['civilAffairsOffice'])
    const transfer = (office: string) => clerk.post(`/staff/applications/${id}/transfers`, { version: seen.version, office, note: '归口民政局办理' })
    expect((await transfer('vehicleOffice')).status).toBe(400)
    expect((await transfer('civilAffairsOffice').expect(201)).body).toMatchObject({ assigned: null })
    await clerk.get(`/staff/applications/${id}`).expect(404)
    const view = await look(id)
    expect(view.office.zh).toBe('临江市民政服务大厅')
    expect(view.history.at(-1)).toMatchObject({ action: 'transfer', note: { zh: expect.stringContaining('转到临江市民政服务大厅办理：归口民政局办理。') } })
    const civil = await city.signInStaff('gaoyuan')
    expect((await openCase(civil, id)).materials.find(({ code }) => code === 'identity')!.facts.map(({ zh }) => zh)).toContain('姓名')
    await moveCase(civil, id, { action: 'accept' })
    expect((await openCase(civil, id)).transferTo.map(({ code }) => code)).toEqual(['governmentHall'])
    await until(async () => (await toldOf('applicationMoved')).some(({ link, words }) => link?.id === id && words.status?.zh === '转到另一个机构办理'))
    const reads = await until(async () => {
      const { items } = (await jianguo.get('/ledger').expect(200)).body as LedgerPage
      const own = items.filter(({ receipt }) => receipt === number)
      return own.length === 4 && own
    })
    expect(new Set(reads!.map(({ relyingParty }) => relyingParty?.zh))).toEqual(new Set(['临江市政务服务大厅', '临江市民政服务大厅']))
  })
})

describe('the queue 办件队列, as it is looked at', () => {
  const idsOf = async (by: SignedIn, show: string) =>
    ((await by.get(`/staff/applications?show=${show}`).expect(200)).body as { items: { id: string }[] }).items.map(({ id }) => id)

  it('is all of it, by clock, by what came, by who handles it; the earliest first', async () => {
    const [free, mine, supplied] = [await handInElderCard(jianguo), await handInElderCard(jianguo), await handInElderCard(jianguo)].map(({ id }) => id) as [
      string,
      string,
      string,
    ]
    await moveCase(clerk, mine, { action: 'takeUp' })
    const colleague = await city.signInStaff('yaoting')
    await moveCase(colleague, supplied, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请换成承诺书' }] })
    const { version } = await look(supplied)
    await jianguo.post(`/applications/${supplied}/supplements`, { version, materials: [{ code: 'residence', kind: 'commitment' }] }).expect(201)
    // No clock runs for what was supplied: it waits for the office, so it stands first and is not overdue.
    expect(await idsOf(clerk, 'all')).toEqual([supplied, free, mine])
    expect(await idsOf(clerk, 'mine')).toEqual([mine])
    expect(await idsOf(colleague, 'mine')).toEqual([supplied])
    expect(await idsOf(clerk, 'unassigned')).toEqual([free])
    expect(await idsOf(clerk, 'supplied')).toEqual([supplied])
    const { dueOn } = (await look(free)).clocks[0]!.due!
    const toGo = daysBetween(toCalendarDate(city.now()), dueOn)
    const shownAt = (days: number) =>
      later(days, async () => {
        const by = await city.signInStaff('linhao')
        return Promise.all(['overdue', 'today', 'soon'].map(async (show) => (await idsOf(by, show)).length))
      })
    expect(await shownAt(toGo - 3)).toEqual([0, 0, 2])
    expect(await shownAt(toGo)).toEqual([0, 2, 2])
    expect(await shownAt(toGo + 1)).toEqual([2, 0, 0])
    await clerk.get('/staff/applications?show=everything').expect(400)
  })
})

describe('送达', () => {
  const applications = () => mongoose.connection.collection<{ _id: string }>('applications')
  /** The post is asked about a letter now, by two processes at once. */
  async function askNow(id: string): Promise<void> {
    await applications().updateOne({ _id: id }, { $set: { 'post.askAt': new Date(0) } })
    await Promise.all([city.api.applications.askPost(), city.api.applications.askPost()])
  }
  /** Granted and concluded, with what he chose in the form. */
  async function concluded(over: object): Promise<ApplicationView> {
    const draft = await startElderCard(jianguo)
    const { id, version } = draft
    const answers = { ...ELDER_ANSWERS, ...over }
    await jianguo.post(`/applications/${id}/submissions`, { version, seen: seenOf(draft), answers, materials: ELDER_MATERIALS }).expect(201)
    for (const action of ['accept', 'startReview'] as const) await moveCase(clerk, id, { action })
    await moveCase(approver, id, { action: 'decide', outcome: 'granted' })
    return (await until(async () => {
      const view = await look(id)
      return view.status === 'concluded' && view
    }))!
  }
  const hasNews = (id: string, zh: string) =>
    until(async () => (await toldOf('applicationMoved')).some(({ link, words }) => link?.id === id && words.status?.zh === zh))
  const refusedTries = () => mongoose.connection.collection('audit').countDocuments({ action: 'application.pickUpRefused' })
  const onPost = { wantsCard: 'post', postAddress: '临江市江北区滨江路 18 号' }
  const order = async (number: string) =>
    ((await control('post', 'orders')).orders as { orderNo: string; waybillNo: string; receiver: object }[]).find(({ orderNo }) => orderNo === number)

  it('an electronic result needs none', async () => {
    const { id, delivery, actions } = await concluded({})
    expect([delivery, actions]).toEqual([null, []])
    expect((await openCase(clerk, id)).actions).toEqual([])
  })

  it('窗口自取: his phone alone has the code; whoever shows it gets the result, once, with a record of delivery', async () => {
    const { id, delivery } = await concluded({ wantsCard: 'pickUp' })
    expect(delivery).toMatchObject({ way: 'pickUp', code: expect.stringMatching(/^\d{6}$/), place: { zh: '临江市政务服务大厅' } })
    await hasNews(id, '办好了，请凭取件码来取')
    const code = delivery!.code!
    expect(JSON.stringify([await openCase(clerk, id), await stored(id)])).not.toContain(code)
    const { items } = (await clerk.get('/staff/applications?show=toHandOver').expect(200)).body as { items: { id: string }[] }
    expect(items.map((each) => each.id)).toEqual([id])
    const finds = (by: SignedIn, sent: string) => by.post('/staff/applications/pick-up-scans', { code: sent })
    expect((await finds(clerk, code).expect(200)).body).toEqual({ applicationId: id })
    // A wrong one, another office's and, below, one that was used answer alike.
    const unknown = (await finds(clerk, code === '000000' ? '000001' : '000000').expect(409)).body as object
    const elsewhere = (await finds(await city.signInStaff('dinglan'), code).expect(409)).body as object
    for (const body of [unknown, elsewhere]) expect(body).toMatchObject({ code: 'PICK_UP_CODE_UNKNOWN' })
    const wrong = code === '000000' ? '000001' : '000000'
    expect((await wants(clerk, id, { action: 'deliver', code: wrong })).body).toMatchObject({ code: 'PICK_UP_CODE_WRONG' })
    const { version } = await openCase(clerk, id)
    const hand = () => clerk.post(`/staff/applications/${id}/moves`, { version, move: { action: 'deliver', code } })
    expect((await Promise.all([hand(), hand()])).map(({ status }) => status).sort()).toEqual([201, 409])
    const view = await look(id)
    expect(view).toMatchObject({ status: 'delivered', delivery: { code: null, deliveredOn: toCalendarDate(city.now()) } })
    expect(view.history.at(-1)).toMatchObject({ action: 'deliver', paper: { zh: '送达回证' } })
    expect((await finds(clerk, code).expect(409)).body).toMatchObject({ code: 'PICK_UP_CODE_UNKNOWN' })
    await hasNews(id, '已送达')
  })

  it('窗口自取: whoever stands at the window hands it over, and takes what is owed, not only whoever handles the case', async () => {
    const { id, delivery } = await concluded({ wantsCard: 'pickUp' })
    const colleague = await city.signInStaff('yaoting')
    expect(await openCase(colleague, id)).toMatchObject({ assigned: { mayHandle: false }, actions: ['deliver'] })
    expect((await moveCase(colleague, id, { action: 'deliver', code: delivery!.code! })).status).toBe('delivered')
    const owed = await owing()
    expect((await openCase(colleague, owed.id)).actions).toEqual(['fillGap'])
    await moveCase(colleague, owed.id, { action: 'fillGap' })
    expect((await wants(colleague, owed.id, { action: 'startReview' })).body).toMatchObject({ code: 'APPLICATION_ASSIGNED' })
  })

  it('窗口自取 without the phone: a supervisor hands it over on the document of whom it is for and says why, on record', async () => {
    const { id } = await concluded({ wantsCard: 'pickUp' })
    const head = await city.signInStaff('hemin')
    const before = await refusedTries()
    const { version } = await openCase(clerk, id)
    const number = buildCitizenNumber({ region: '990103', bornOn: '1951-02-18', sequence: '031' })
    const another = buildCitizenNumber({ region: '990102', bornOn: '1994-06-12', sequence: '002' })
    const hand = (by: SignedIn, over: object = {}) =>
      by.post(`/staff/applications/${id}/document-deliveries`, { version, number, note: '手机丢了，核对了身份证原件', ...over })
    expect((await openCase(clerk, id)).actions).not.toContain('deliverByDocument')
    expect((await openCase(head, id)).actions).toContain('deliverByDocument')
    await hand(clerk).expect(403)
    await hand(head, { note: '' }).expect(400)
    expect((await hand(head, { number: another }).expect(409)).body).toMatchObject({ code: 'PICK_UP_DOCUMENT_WRONG' })
    expect((await hand(head).expect(201)).body).toMatchObject({ status: 'delivered' })
    expect((await look(id)).history.at(-1)).toMatchObject({
      action: 'deliver',
      paper: { zh: '送达回证' },
      note: { zh: expect.stringMatching(/凭身份证件.*手机丢了/) },
    })
    expect(await refusedTries()).toBe(before + 1)
    expect(JSON.stringify([await mongoose.connection.collection('audit').find({}).toArray(), await stored(id)])).not.toContain(number)
    await hand(head, { version: version + 1 }).expect(409)
  })

  it('R22: tries of a code are counted by case whoever makes them, and each that is wrong is on record', async () => {
    const { id, delivery } = await concluded({ wantsCard: 'pickUp' })
    const { version } = await openCase(clerk, id)
    const before = await refusedTries()
    const colleague = await city.signInStaff('yaoting')
    const hand = (by: SignedIn, code: string) => by.post(`/staff/applications/${id}/moves`, { version, move: { action: 'deliver', code } })
    const wrong = delivery!.code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 10; n += 1) expect((await hand(n % 2 ? clerk : colleague, wrong)).body).toMatchObject({ code: 'PICK_UP_CODE_WRONG' })
    expect(await refusedTries()).toBe(before + 10)
    expect((await hand(colleague, delivery!.code!)).status).toBe(429)
  })

  it('邮寄: ordered once, followed on the phone, and delivered when it is signed for', async () => {
    const { id, number } = await concluded(onPost)
    const waybill = await until(async () => (await look(id)).delivery!.waybill)
    expect(await order(number!)).toMatchObject({ waybillNo: waybill, receiver: { name: '李建国', phone: '19900000003', address: onPost.postAddress } })
    expect((await openCase(clerk, id)).actions).toEqual([])
    await control('post', `waybills/${waybill}`, { state: 'inTransit' })
    await askNow(id)
    expect((await look(id)).delivery!.traces[0]!.text).toContain('运输途中')
    expect(JSON.stringify(await stored(id))).not.toContain('运输途中')
    await control('post', `waybills/${waybill}`, { state: 'signed' })
    await askNow(id)
    const { status, history } = await look(id)
    expect([status, history.filter(({ action }) => action === 'deliver').length]).toEqual(['delivered', 1])
  })

  it('邮寄: while the post refuses it is tried again; a letter that comes back is fetched at the window', async () => {
    await control('post', 'next-refusals', { code: 'ADDRESS_UNREACHABLE' })
    const { id } = await concluded(onPost)
    await until(async () => (await look(id)).delivery !== null)
    const waybill = await until(async () => {
      await askNow(id)
      return (await look(id)).delivery!.waybill
    })
    await control('post', `waybills/${waybill}`, { state: 'returned' })
    await askNow(id)
    const { delivery } = await look(id)
    expect(delivery).toMatchObject({ way: 'pickUp', code: expect.stringMatching(/^\d{6}$/) })
    await hasNews(id, '没有寄到，请凭取件码到窗口取')
    const { history } = await look(id)
    expect(history.at(-1)).toMatchObject({ action: 'fetchInstead', by: 'clock', status: 'concluded', note: { zh: expect.stringContaining('退回') } })
    // Another process had asked about it before and writes down what it heard then.
    const { post, progress } = (await applications().findOne({ _id: id })) as unknown as ApplicationRecord
    const asked = new Date(0)
    await createMongoApplications({ trail: {} as Trail }).notePost({ id, asked, post: { ...post!, askAt: asked } })
    expect(await applications().findOne({ _id: id })).toMatchObject({ post: { askAt: null }, progress })
    await moveCase(clerk, id, { action: 'deliver', code: delivery!.code! })
    expect((await look(id)).status).toBe('delivered')
  })

  it('邮寄: what the post will not take is fetched at the window after the third refusal; one that cannot be asked about holds up nobody', async () => {
    const broken = await concluded(onPost)
    await until(async () => (await look(broken.id)).delivery!.waybill)
    await applications().updateOne({ _id: broken.id }, { $set: { itemVersion: 99, 'post.waybill': null } })
    await control('post', 'next-refusals', { code: 'ADDRESS_UNREACHABLE', count: 3 })
    const refused = await concluded(onPost)
    const due = (id: string, at: Date) => applications().updateOne({ _id: id }, { $set: { 'post.askAt': at } })
    await until(async () => ((await applications().findOne({ _id: refused.id })) as unknown as ApplicationRecord).post!.refusals === 1)
    for (let n = 0; n < 2; n += 1) {
      await due(broken.id, new Date(0))
      await due(refused.id, new Date(1))
      await city.api.applications.askPost()
    }
    const { delivery, history } = await look(refused.id)
    expect(delivery).toMatchObject({ way: 'pickUp', code: expect.stringMatching(/^\d{6}$/), waybill: null })
    expect(history.at(-1)).toMatchObject({ action: 'fetchInstead', note: { zh: expect.stringContaining('地址') } })
    await hasNews(refused.id, '没有寄到，请凭取件码到窗口取')
    const { post } = (await applications().findOne({ _id: broken.id })) as unknown as ApplicationRecord
    expect(post!.askAt!.getTime()).toBeGreaterThan(city.now().getTime() + 60_000)
  })
})
