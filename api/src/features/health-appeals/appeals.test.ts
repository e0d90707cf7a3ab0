import type {
  AppealPage,
  AppealView,
  ColourView,
  HealthDataView,
  OverrideFigures,
  OverridePage,
  OverrideView,
  OwnAppeal,
  OwnAppeals,
} from '@zsb/shared/health-code'
import type { NoticePage } from '@zsb/shared/notice'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { declarationRequest, switchOnHealthCode } from '../../../test-support/health-on'
import { photo, upload } from '../../../test-support/uploading'
import { until } from '../../../test-support/until'
import { createOverrideActs } from '../../assemble/override-acts'
import { auditCipher } from '../../assemble/platform-parts'
import { apartCollection } from '../../platform/db/apart'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { APPEAL_KEY } from './record-kinds'

let city: WholeApi
let mei: SignedIn
let other: SignedIn
let operators: [SignedIn, SignedIn, SignedIn]
let childId: string
beforeAll(async () => {
  city = await openWholeApi({ name: 'health-appeals' })
  const guardian = await city.signInGuardian()
  mei = guardian.mother
  childId = guardian.childId
  other = await city.signInCitizen('aili')
  operators = [await city.signInStaff('tangyun'), await city.signInStaff('yaojun'), await city.signInStaff('fanxin')]
  await switchOnHealthCode(city)
}, 60_000)
afterAll(() => city.close())
const of = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
beforeEach(() => Promise.all(['health_appeals', 'health_overrides', 'health_declarations', 'notices'].map((each) => of(each).deleteMany({}))))

const day = (days: number) => addDays(toCalendarDate(city.now()), days)
const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code
const declare = (by: SignedIn, { personId = by.personId, fever = true } = {}) => {
  const request = declarationRequest(personId, city.now())
  const answers = fever ? { ...request.answers, temperature: '38.2', symptoms: ['fever'], symptomsSince: day(0) } : request.answers
  return by.post('/health/declarations', { ...request, answers }).expect(201)
}
const colourOf = (personId: string): Promise<ColourView> => city.api.health.colourOf({ personId })
const TEXT = '我没有发烧，是体温计填错了，附上照片'
const raise = (by = mei, over: object = {}) => by.post('/health/appeals', { personId: by.personId, text: TEXT, files: [], ...over })
const own = async (personId = mei.personId) => (await mei.get(`/health/appeals?personId=${personId}`).expect(200)).body as OwnAppeals
const raised = async () => {
  await declare(mei)
  return (await raise().expect(201)).body as OwnAppeal
}
const ask = (by: SignedIn, over: object = {}) =>
  by.post('/staff/health-overrides', {
    basis: { kind: 'rule', rule: 'declaredFever', document: documentOf('wangXiaomei') },
    colour: 'green',
    endsOn: day(3),
    reason: '核查属实，予以变更',
    ...over,
  })
const documentOf = (id: string) => ({ documentType: 'residentId', number: city.citizen(id).number })
const sign = (by: SignedIn, { id, shownHash }: OverrideView) => by.post(`/staff/health-overrides/${id}/signature`, { shownHash })
const listed = async (by: SignedIn) => ((await by.get('/staff/health-overrides').expect(200)).body as OverridePage).items
/** Asked for by the first, signed by the second operator. */
const changed = async (over: object = {}) => {
  const asked = (await ask(operators[0], over).expect(201)).body as OverrideView
  return (await sign(operators[1], asked).expect(201)).body as OverrideView
}
const heldOf = async () => (await mei.get('/health/my-data').expect(200)).body as HealthDataView
const itemsOf = async () => (await heldOf()).kinds.find(({ kind }) => kind === 'appeal')!.items
const toldSoon = (kind: string, by = mei) =>
  until(async () => ((await by.get('/notices?limit=100').expect(200)).body as NoticePage).items.find((notice) => notice.kind === kind))

describe('申诉 against a colour', () => {
  it('is for whoever is yellow or red, says by when it is answered, and waits one at a time', async () => {
    expect(codeOf(await raise().expect(409))).toBe('HEALTH_APPEAL_NOT_OPEN')
    await declare(mei, { fever: false })
    expect(codeOf(await raise().expect(409))).toBe('HEALTH_APPEAL_NOT_OPEN')
    expect(await own()).toMatchObject({ answerWithinHours: 24, mayAppeal: false, items: [] })
    await declare(mei)
    expect(await own()).toMatchObject({ mayAppeal: true })
    const answers = await Promise.all([raise(), raise()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const { items, mayAppeal } = await own()
    expect(mayAppeal).toBe(false)
    expect(items).toEqual([expect.objectContaining({ state: 'open', text: TEXT, number: expect.stringMatching(/^SS-\d{8}-/), overdue: false })])
    expect(Date.parse(items[0]!.dueAt) - Date.parse(items[0]!.at)).toBe(24 * 3_600_000)
    expect(JSON.stringify(await of('health_appeals').find().toArray())).not.toContain('体温计')
  })
  it('is for one’s own child, and somebody else’s answers like none (R14)', async () => {
    await declare(mei, { personId: childId })
    const { id } = (await raise(mei, { personId: childId }).expect(201)).body as OwnAppeal
    expect((await own(childId)).items).toHaveLength(1)
    for (const refused of [await raise(other, { personId: childId }), await other.get(`/health/appeals?personId=${childId}`)])
      expect([refused.status, codeOf(refused)]).toEqual([404, 'HEALTH_PERSON_REFUSED'])
    expect(codeOf(await other.post(`/health/appeals/${id}/withdrawal`).expect(404))).toBe('NOT_FOUND')
  })
  it('keeps the files sent with it for whoever answers, on record, and gives them back where it is withdrawn', async () => {
    await declare(mei)
    const { id: file } = await upload(mei, await photo(), 'healthAppeal')
    expect(codeOf(await raise(mei, { files: [mei.personId] }).expect(400))).toBe('HEALTH_APPEAL_FILES')
    const { id: residence } = await upload(mei, await photo(), 'residence')
    expect(codeOf(await raise(mei, { files: [residence] }).expect(400))).toBe('HEALTH_APPEAL_FILES')
    await of('upload_pages').deleteMany({ uploadId: residence } as never)
    const { id, files } = (await raise(mei, { files: [file] }).expect(201)).body as OwnAppeal
    expect(files.map((each) => each.id)).toEqual([file])
    expect((await operators[0].get(`/staff/health-appeals/${id}/files/${file}/pages/0`).expect(200)).body).toMatchObject({ mediaType: 'image/jpeg' })
    expect(await of('audit').countDocuments({ action: 'healthAppeal.fileRead' } as never)).toBe(1)
    await other.get(`/staff/health-appeals/${id}/files/${file}/pages/0`).expect(403)
    await mei.post(`/health/appeals/${id}/withdrawal`).expect(201)
    expect(codeOf(await mei.post(`/health/appeals/${id}/withdrawal`).expect(409))).toBe('HEALTH_APPEAL_ANSWERED')
    await operators[0].get(`/staff/health-appeals/${id}`).expect(404)
    expect(await of('uploads').findOne({ _id: file })).toMatchObject({ cases: [], expiresAt: expect.any(Date) })
  })
  it('is answered once, in words that reach her, and not with a change that nobody has signed', async () => {
    const { id, number } = await raised()
    const [waiting] = ((await operators[0].get('/staff/health-appeals?state=open').expect(200)).body as AppealPage).items
    expect(waiting).toMatchObject({ id, personMasked: '王**', mayAnswer: true, number })
    const opened = (await operators[0].get(`/staff/health-appeals/${id}`).expect(200)).body as AppealView
    expect(opened).toMatchObject({ text: TEXT, personName: '王小梅', colour: { colour: 'yellow' }, overrides: [] })
    const answer = (by: SignedIn, finding: string) => by.post(`/staff/health-appeals/${id}/answers`, { finding, text: '经核查申报属实，维持现在的结果' })
    expect(codeOf(await answer(operators[0], 'changed').expect(409))).toBe('HEALTH_APPEAL_UNCHANGED')
    // In force and for this case, but it frees her of nothing.
    await changed({ basis: { kind: 'appeal', number }, colour: 'red' })
    expect(codeOf(await answer(operators[0], 'changed').expect(409))).toBe('HEALTH_APPEAL_UNCHANGED')
    await of('health_overrides').deleteMany({})
    expect((await Promise.all([answer(operators[0], 'upheld'), answer(operators[1], 'upheld')])).map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await own()).items[0]).toMatchObject({ state: 'answered', finding: 'upheld', answer: expect.stringContaining('维持') })
    expect(await toldSoon('healthAppealAnswered')).toMatchObject({ link: { kind: 'healthAppeal', id, subjectId: mei.personId } })
    expect((await own()).mayAppeal).toBe(true)
  })
  it('that nobody answered within its hours is told to her and to the alarm, once', async () => {
    await raised()
    const { passOnOverdueAppeals } = city.api.health
    expect(await passOnOverdueAppeals()).toBe(0)
    await of('health_appeals').updateMany({}, { $set: { dueAt: new Date(0) } } as never)
    expect((await Promise.all([passOnOverdueAppeals(), passOnOverdueAppeals()])).reduce((sum, count) => sum + count)).toBe(1)
    expect((await own()).items[0]).toMatchObject({ overdue: true })
    await toldSoon('healthAppealLate')
  })
})

describe('人工变更', () => {
  it('takes two natural persons, the number of the case, a reason and a last day; the phone is told within a second, and why it is', async () => {
    const { id, number } = await raised()
    const { ticket } = (await mei.post('/live/tickets').expect(201)).body as { ticket: string }
    const { messages, ready, socket } = city.openSocket({ ticket })
    await ready
    const asked = (await ask(operators[0], { basis: { kind: 'appeal', number } }).expect(201)).body as OverrideView
    expect(asked).toMatchObject({ state: 'pending', mine: true, persons: 2, signed: 1, personMasked: '王**' })
    expect((await colourOf(mei.personId)).colour).toBe('yellow')
    expect(codeOf(await sign(operators[0], asked).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect(codeOf(await sign(await city.signInStaff('yaojun', { device: 'tangyun' }), asked).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect(codeOf(await sign(operators[1], { ...asked, shownHash: '0'.repeat(64) }).expect(409))).toBe('SHOWN_HASH_DIFFERS')
    const before = Date.now()
    await sign(operators[1], asked).expect(201)
    await until(() => messages.some(({ topic }) => topic === 'health.changed'))
    expect(Date.now() - before).toBeLessThan(1_000)
    socket.close()
    const { colour, fired, until: end } = await colourOf(mei.personId)
    expect([colour, fired[0]?.input.kind, fired[0]?.input.documentNumber]).toEqual(['green', 'override', number])
    expect(fired[0]!.words.zh).toMatch(/^人工变更为绿码，依据申诉 SS-.*，到期 /)
    expect(Date.parse(end!)).toBeLessThanOrEqual(Date.parse(`${day(3)}T23:59:59.999+08:00`))
    expect(await toldSoon('healthChangedByHand')).toMatchObject({ words: {}, link: { subjectId: mei.personId } })
    expect(JSON.stringify(await of('notices').find().toArray())).not.toMatch(/绿码|黄码/)
    const trail = await of('audit').distinct('action' as never, { subjectId: mei.personId } as never)
    expect(trail).toEqual(expect.arrayContaining(['healthOverride.handedIn', 'healthOverride.signed']))
    await operators[0].post(`/staff/health-appeals/${id}/answers`, { finding: 'changed', text: '经核查属实，已经变更为绿码' }).expect(201)
    expect(codeOf(await sign(operators[2], asked).expect(409))).toBe('HEALTH_OVERRIDE_CLOSED')
  })
  it('is refused without a day within two weeks, for nobody known, by a rule that there is not, and about oneself', async () => {
    await declare(mei)
    for (const endsOn of [day(0), day(15)]) expect(codeOf(await ask(operators[0], { endsOn }).expect(400))).toBe('HEALTH_OVERRIDE_DAYS')
    const rule = (over: object) => ({ basis: { kind: 'rule', rule: 'declaredFever', document: documentOf('wangXiaomei'), ...over } })
    expect(codeOf(await ask(operators[0], rule({ rule: 'whatever' })).expect(400))).toBe('HEALTH_OVERRIDE_RULE')
    expect(codeOf(await ask(operators[0], rule({ document: { documentType: 'residentId', number: '990102199001011234' } })).expect(404))).toBe(
      'HEALTH_OVERRIDE_PERSON',
    )
    const number = (await raised()).number
    const appealed = (over: object) => ask(operators[0], { basis: { kind: 'appeal', number, ...over } })
    expect(codeOf(await appealed({ number: 'SS-20261101-ABCDEF-1' }).expect(404))).toBe('HEALTH_OVERRIDE_PERSON')
    // Her own account at a desk: the natural person is the same.
    const { personId } = operators[0]
    await of('health_appeals').updateMany({}, { $set: { personId } } as never)
    expect(codeOf(await appealed({}).expect(403))).toBe('HEALTH_OVERRIDE_OWN')
  })
  it('is told to whom it is about, and so is who read why, and the papers sent with an appeal', async () => {
    await declare(mei)
    const { id: file } = await upload(mei, await photo(), 'healthAppeal')
    const { id } = (await raise(mei, { files: [file] }).expect(201)).body as OwnAppeal
    await operators[0].get(`/staff/health-appeals/${id}/files/${file}/pages/0`).expect(200)
    await operators[0].get(`/staff/health-appeals/${id}`).expect(200)
    await changed({ reason: '核查属实，予以变更' })
    await listed(operators[2])
    const { readers } = await heldOf()
    expect((await itemsOf()).map(({ title }) => title.zh)).toEqual(['人工变更', '健康码申诉'])
    const said = readers.map(({ what }) => what.zh)
    for (const what of ['查看申诉所附的材料', '查看申诉：姓名、电话、申诉内容和颜色', '签认人工变更，生效', '查看人工变更的理由']) expect(said).toContain(what)
  })
  it('is told to her as what it is, the newest first: waiting, not signed, in force, revoked; what somebody wrote there as signed is none', async () => {
    await declare(mei)
    const said = async () => (await itemsOf()).map(({ lines }) => lines.map(({ label, text }) => `${label.zh}：${text.zh}`).slice(0, 2))
    const { id: first } = (await ask(operators[0], { colour: 'red' }).expect(201)).body as OverrideView
    expect(await said()).toEqual([['状态：待签认，还没有生效', '提出变更为：红码']])
    await operators[1].post(`/staff/health-overrides/${first}/refusal`, { reason: '依据不够，先不签认' }).expect(201)
    const refused = ['状态：未签认，没有生效', '提出变更为：红码']
    expect(await said()).toEqual([refused])
    const { id } = await changed({ colour: 'red' })
    expect(await said()).toEqual([[`状态：有效到 ${day(3)}`, '变更为：红码'], refused])
    await operators[2].post(`/staff/health-overrides/${id}/revocation`, { reason: '核查的是同名的人' }).expect(201)
    expect(await said()).toEqual([['状态：已撤销', '变更为：红码'], refused])
    await of('health_overrides').updateOne({ _id: id }, { $set: { approver: null } } as never)
    expect(await said()).toEqual([refused])
  })
  it('ends by itself, and is revoked by two where that may turn stricter: what the rules say holds again, and she is told', async () => {
    await declare(mei)
    const { id } = await changed()
    expect((await colourOf(mei.personId)).colour).toBe('green')
    const revoke = (by: SignedIn, reason = '体温单是旧的') => by.post(`/staff/health-overrides/${id}/revocation`, { reason })
    expect((await revoke(operators[1], '体温单像是旧的').expect(201)).body).toMatchObject({ state: 'done', revocation: null, revoking: { mine: true } })
    expect((await colourOf(mei.personId)).colour).toBe('green')
    expect(codeOf(await revoke(operators[1]).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect((await listed(operators[2]))[0]).toMatchObject({ revoking: { mine: false, reason: '体温单像是旧的' } })
    await revoke(operators[2]).expect(201)
    // Written there without its first person, or without anything that is ours, it ends nothing, and nobody is locked out for it.
    const { revoked } = (await of('health_overrides').findOne({ _id: id })) as unknown as { revoked: object }
    for (const forged of [{ ...revoked, first: null }, {}]) {
      await of('health_overrides').updateOne({ _id: id }, { $set: { revoked: forged } } as never)
      expect((await colourOf(mei.personId)).colour).toBe('green')
      expect((await listed(operators[0]))[0]).toMatchObject({ state: 'done', revocation: null })
    }
    await of('health_overrides').updateOne({ _id: id }, { $set: { revoked } } as never)
    expect((await colourOf(mei.personId)).colour).toBe('yellow')
    await toldSoon('healthChangeRevoked')
    expect(codeOf(await operators[2].post(`/staff/health-overrides/${id}/revocation`, { reason: '再撤一次看看' }).expect(409))).toBe('HEALTH_OVERRIDE_CLOSED')
    expect((await listed(operators[0]))[0]).toMatchObject({ state: 'revoked', revocation: { reason: '体温单是旧的' } })
    await changed({ endsOn: day(1) })
    expect((await colourOf(mei.personId)).colour).toBe('green')
    city.advance(2 * 86_400_000)
    await declare(await city.signInCitizen('wangXiaomei'))
    expect((await colourOf(mei.personId)).colour).toBe('yellow')
    city.advance(-2 * 86_400_000)
  })
  it('is revoked by one where nobody turns stricter for it', async () => {
    await declare(mei, { fever: false })
    const { id } = await changed({ colour: 'red' })
    await operators[2].post(`/staff/health-overrides/${id}/revocation`, { reason: '核查的是同名的人' }).expect(201)
    expect((await colourOf(mei.personId)).colour).toBe('green')
  })
  it('is refused by nobody about himself, and taken back by whoever asked; the trail keeps of all that ids and digests alone', async () => {
    await declare(mei)
    const asked = (await ask(operators[0], { reason: '发烧属实，维持黄码' }).expect(201)).body as OverrideView
    await of('health_overrides').updateOne({ _id: asked.id }, { $set: { personId: operators[1].personId } } as never)
    const refuse = (by: SignedIn) => by.post(`/staff/health-overrides/${asked.id}/refusal`, { reason: '不合适，先不签认' })
    expect(codeOf(await refuse(operators[1]).expect(403))).toBe('HEALTH_OVERRIDE_OWN')
    await refuse(operators[0]).expect(201)
    const trail = auditCipher(city.api.platform.erasable)
    const acts = (await of('audit')
      .find({ action: /^healthOverride\./ } as never)
      .toArray()) as unknown as { _id: string; at: Date; sealed: string }[]
    const kept = await Promise.all(acts.map(({ _id: id, at, sealed }) => trail.open(sealed, { id, at })))
    expect(kept.length).toBeGreaterThan(2)
    expect(JSON.stringify(kept)).not.toMatch(/declaredFever|发烧属实|先不签认|体温单|green|yellow/)
  })
  it('does not stand before what comes in after it and is stricter', async () => {
    await declare(mei)
    await changed()
    city.advance(60_000)
    await declare(mei)
    expect((await colourOf(mei.personId)).colour).toBe('yellow')
  })
  it('R17: towards red, the second person of a day takes a third signature, whoever signs', async () => {
    await declare(mei, { fever: false })
    await declare(other, { fever: false })
    const rule = (id: string) => ({ colour: 'red', basis: { kind: 'rule', rule: 'declaredFever', document: documentOf(id) } })
    await changed(rule('wangXiaomei'))
    expect((await colourOf(mei.personId)).colour).toBe('red')
    // By a process whose clock goes ahead of the one that the next signer reaches.
    await of('health_overrides').updateMany({}, { $set: { decidedAt: new Date(city.now().getTime() + 30_000) } } as never)
    const asked = (await ask(operators[0], rule('aili')).expect(201)).body as OverrideView
    expect((await sign(operators[1], asked).expect(201)).body).toMatchObject({ state: 'pending', persons: 3, signed: 2, mine: true })
    expect((await colourOf(other.personId)).colour).toBe('green')
    expect(codeOf(await sign(operators[1], asked).expect(403))).toBe('SECOND_PERSON_NEEDED')
    expect((await sign(operators[2], asked).expect(201)).body).toMatchObject({ state: 'done', signed: 3 })
    expect((await colourOf(other.personId)).colour).toBe('red')
  })
  it('counts for nothing where somebody wrote it into the database, or changed what was signed', async () => {
    await declare(mei, { fever: false })
    const { id } = await changed({ colour: 'red' })
    expect((await colourOf(mei.personId)).colour).toBe('red')
    const signed = (await of('health_overrides').findOne({ _id: id })) as unknown as Record<string, unknown>
    for (const forged of [
      { personId: other.personId },
      { colour: 'yellow' },
      { endsOn: day(9), until: new Date(`${day(9)}T23:59:59.999+08:00`) },
      { cosigner: signed.approver },
      { decidedAt: new Date() },
    ]) {
      await of('health_overrides').replaceOne({ _id: id }, { ...signed, ...forged } as never)
      expect((await colourOf(mei.personId)).colour).toBe('green')
      expect((await colourOf(other.personId)).colour).toBeNull()
    }
  })
  it('that somebody wrote there by hand keeps nobody from the others in the list, and nobody is said to have read it', async () => {
    await declare(mei)
    const { id } = await changed()
    const signed = (await of('health_overrides').findOne({ _id: id })) as unknown as Record<string, unknown>
    await of('health_overrides').insertMany([
      { ...signed, _id: '9-refused', refusal: 'x', personId: 'p-1' },
      { _id: '9-bare', state: 'done', personId: 'p-2' },
    ] as never)
    expect((await listed(operators[0])).map((each) => each.id)).toEqual([id])
    expect(await of('audit').countDocuments({ action: 'healthOverride.read', subjectId: { $in: ['p-1', 'p-2'] } } as never)).toBe(0)
  })
  it('and keeps nobody from being changed by hand: what waits there and nobody handed in is closed', async () => {
    await declare(mei)
    const forged = { personId: mei.personId, state: 'pending', reason: 'not sealed', expiresAt: new Date(8e15) }
    const _id = new mongoose.Types.ObjectId() as never
    await of('health_overrides').insertOne({ ...forged, _id } as never)
    await ask(operators[0]).expect(201)
    expect(codeOf(await ask(operators[1]).expect(409))).toBe('HEALTH_OVERRIDE_PENDING')
    expect(await of('health_overrides').findOne({ _id })).toMatchObject({ state: 'expired' })
    expect(await of('audit').countDocuments({ action: 'healthOverride.closed' } as never)).toBe(1)
  })
  it('is counted in public by month, direction and basis, none under ten', async () => {
    await declare(mei)
    await changed()
    const figures = async () => (await city.request.get('/api/v1/health/override-figures').expect(200)).body as OverrideFigures
    const month = day(0).slice(0, 7)
    expect(await figures()).toEqual({ months: [{ month, cells: [{ colour: 'green', basis: 'rule', people: null }] }] })
    const { _id: _, ...one } = (await of('health_overrides').findOne({}))!
    await of('health_overrides').insertMany(Array.from({ length: 9 }, (_, n) => ({ ...one, _id: `copy-${n}`, personId: `p-${n}` })) as never)
    expect(await figures()).toEqual({ months: [{ month, cells: [{ colour: 'green', basis: 'rule', people: null }] }] })
    // Nor does what was sealed under a key that is gone, and says what it likes.
    const keys = apartCollection<{ _id: string; kind: string; wrapped: string | null }>('erasable_keys')
    const before = await keys.find({ kind: APPEAL_KEY }).toArray()
    await keys.updateMany({ kind: APPEAL_KEY }, { $set: { wrapped: null } })
    city.api.platform.erasable.forget()
    const { basis: _basis, ...bare } = one as Record<string, unknown>
    await of('health_overrides').insertOne({ ...bare, _id: 'bare', personId: 'p-bare' } as never)
    expect(await figures()).toEqual({ months: [] })
    for (const { _id, wrapped } of before) await keys.updateOne({ _id }, { $set: { wrapped } })
    city.api.platform.erasable.forget()
  })
  it('R18: lies sealed beside the appeals, and goes with them and their files when its days are over; the trail misses none of them then, however late it was revoked', async () => {
    await declare(mei)
    const { id: file } = await upload(mei, await photo(), 'healthAppeal')
    await raise(mei, { files: [file] }).expect(201)
    const { id } = await changed({ colour: 'red', endsOn: day(14) })
    expect(JSON.stringify(await of('health_overrides').find().toArray())).not.toContain('核查属实')
    expect(await of('upload_pages').countDocuments({ uploadId: file } as never)).toBe(1)
    const signedActs = createOverrideActs({ erasable: city.api.platform.erasable, findEnd: async () => null, now: city.now })
    const missed = async () => (await signedActs([mei.personId])).filter(({ overrideId }) => overrideId === id)
    city.advance(13 * 86_400_000)
    await (await city.signInStaff('fanxin')).post(`/staff/health-overrides/${id}/revocation`, { reason: '核查的是同名的人' }).expect(201)
    expect(await missed()).toContainEqual({ overrideId: id, revokes: true })
    city.advance(155 * 86_400_000)
    expect(await missed()).toContainEqual({ overrideId: id, revokes: true })
    city.advance(16 * 86_400_000)
    await city.api.health.eraseOld()
    expect(await missed()).toEqual([])
    for (const each of ['health_appeals', 'health_overrides', 'upload_pages']) expect(await of(each).countDocuments()).toBe(0)
    expect(await of('uploads').findOne({ _id: file })).toBeNull()
    city.advance(-184 * 86_400_000)
  })
})
