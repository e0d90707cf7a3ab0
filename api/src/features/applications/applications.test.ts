import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seenOf, type ApplicationView } from '@zsb/shared/application'
import type { Form, FormField } from '@zsb/shared/form'
import type { LedgerPage } from '@zsb/shared/ledger'
import type { WalletView } from '@zsb/shared/licence'
import type { NoticePage } from '@zsb/shared/notice'
import type { ServiceGuide, ServiceItem } from '@zsb/shared/service-item'
import { addDays, daysBetween, toCalendarDate } from '@zsb/shared/time'
import type { PaperDocument } from '@zsb/shared/paper'
import type { WorkCalendar } from '@zsb/shared/work-calendar'
import mongoose from 'mongoose'
import { ELDER_ANSWERS, ELDER_MATERIALS, handInElderCard, moveCase, openCase, openElderCardCity, startElderCard } from '../../../test-support/elder-card'
import { whilePublished } from '../../../test-support/published-version'
import { until } from '../../../test-support/until'
import type { SignedIn, WholeApi } from '../../../test-support/whole-api'

const DAY_MS = 24 * 3_600_000
let city: WholeApi
let jianguo: SignedIn
let clerk: SignedIn
let approver: SignedIn
beforeAll(async () => {
  ;({ city, jianguo, clerk, approver } = await openElderCardCity('applications'))
}, 60_000)
afterAll(() => city.close())
beforeEach(() => mongoose.connection.collection('applications').deleteMany({}))

const china = JSON.parse(readFileSync(join(__dirname, '../../../content/work-calendars/china.json'), 'utf8')) as WorkCalendar
/** The next version of the calendar, in which nobody works on this day. */
function withHoliday(day: string): WorkCalendar {
  const year = Number(day.slice(0, 4))
  const known = china.years.find((each) => each.year === year) ?? { year, off: [], worked: [] }
  const off = [...known.off, { from: day, to: day, zh: '放假', en: 'Day off' }]
  return { ...china, version: 2, years: [...china.years.filter((each) => each !== known), { ...known, status: 'published', source: '测试', off }] }
}

/** As the population register has it of 李建国. */
const REGISTERED = '临江市江南区柳林路7号1单元101室'

const look = async (by: SignedIn, id: string) => (await by.get(`/applications/${id}`).expect(200)).body as ApplicationView
const submit = (by: SignedIn, draft: Pick<ApplicationView, 'id' | 'version' | 'item' | 'form'>, over: object = {}) =>
  by.post(`/applications/${draft.id}/submissions`, { version: draft.version, seen: seenOf(draft), answers: ELDER_ANSWERS, materials: ELDER_MATERIALS, ...over })
const queue = async (by: SignedIn) => ((await by.get('/staff/applications').expect(200)).body as { items: { id: string; number: string }[] }).items

it('the queue of an office is looked at by the division a case was filed for', async () => {
  const draft = await startElderCard(jianguo)
  const living = { ...ELDER_ANSWERS, isResident: 'livingHere', address: '临江市江南区望江街 6 号', livingSince: '2020-05-01' }
  await submit(jianguo, draft, { answers: living }).expect(201)
  const ofRegion = async (code: string) => (await clerk.get(`/staff/applications?region=${code}`).expect(200)).body.items as { id: string; region: string }[]
  expect((await ofRegion('990103')).map(({ id, region }) => [id, region])).toEqual([[draft.id, '990103']])
  expect(await ofRegion('990102')).toEqual([])
  await clerk.get('/staff/applications?region=110105').expect(400)
})

describe('an application from guide to licence 办件', () => {
  it('is filled in from what is known, handed in once, handled at the window, and ends with a licence in the wallet', async () => {
    const draft = await startElderCard(jianguo)
    expect(draft).toMatchObject({ status: 'draft', number: null, waitsForApplicant: true })
    expect(draft.sourced.map(({ field, display }) => [field, display])).toEqual([
      ['name', '李建国'],
      ['idNumber', expect.stringMatching(/^\d{3,6}\*+\w{4}$/)],
      ['bornOn', '1951-02-18'],
      ['ethnicity', '汉族'],
      ['registeredAddress', REGISTERED],
    ])
    expect(draft.sourced.at(-1)!.source).toEqual({ zh: '人口库', en: 'Population register' })
    expect(draft.eligibility).toEqual([{ holds: { field: 'age', atLeast: 60 }, refusal: expect.objectContaining({ zh: expect.stringContaining('60 周岁') }) }])
    expect(draft.materials.map(({ code, options }) => [code, options.map(({ kind, available }) => [kind, available])])).toEqual([
      ['identity', [['licence', true]]],
      ['age', [['dataCheck', true]]],
      ['residence', [['licence', true], ['commitment', true], ['upload', true]]], // prettier-ignore
    ])
    const handedIn = (await submit(jianguo, draft).expect(201)).body as ApplicationView
    expect(handedIn).toMatchObject({ status: 'submitted', number: expect.stringMatching(/^BJ-\d{8}-\w{6}-\w$/), actions: expect.arrayContaining(['withdraw']) })
    const masked = expect.stringMatching(/^\d{3,6}\*+\w{4}$/)
    expect(handedIn.answers).toMatchObject({ name: '李建国', idNumber: masked, bornOn: '1951-02-18', age: expect.stringMatching(/^7\d$/) })

    expect((await queue(clerk)).map(({ number }) => number)).toEqual([handedIn.number])
    const seen = await openCase(clerk, draft.id)
    expect(seen.actions).toEqual(expect.arrayContaining(['takeUp', 'accept', 'requestSupplement', 'refuseAcceptance', 'returnCase']))
    expect(seen.actions).not.toContain('decide')
    const identity = seen.materials.find(({ code }) => code === 'identity')!
    expect(seen.sections[1]!.fields.find(({ code }) => code === 'isResident')!.display).toEqual({ zh: '在本市', en: 'Yes' })
    expect(seen.sections[0]!.fields.map(({ code, source }) => [code, source?.zh])).toEqual([
      ['name', '实名信息'],
      ['idNumber', '实名信息'],
      ['bornOn', '居民身份证'],
      ['ethnicity', '人口库'],
      ['registeredAddress', '人口库'],
      ['age', '自动算出'],
    ])
    expect(identity.facts.map(({ zh }) => zh)).toEqual(expect.arrayContaining(['状态', '姓名', '公民身份号码']))
    await moveCase(clerk, draft.id, { action: 'accept' })
    expect(await look(jianguo, draft.id)).toMatchObject({ status: 'accepted', expectedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
    await moveCase(clerk, draft.id, { action: 'startReview' })
    expect((await openCase(clerk, draft.id)).actions).not.toContain('decide')
    await moveCase(approver, draft.id, { action: 'decide', outcome: 'granted' })

    const ended = await until(async () => {
      const view = await look(jianguo, draft.id)
      return view.licence ? view : null
    })
    expect(ended).toMatchObject({ status: 'concluded', outcome: 'granted', licence: { name: { zh: '老年人优待证' } } })
    const { items } = (await jianguo.get('/licences').expect(200)).body as WalletView
    expect(items.find(({ id }) => id === ended!.licence!.id)).toMatchObject({
      type: 'elderPreferentialCard',
      meaning: 'valid',
      holderName: '李建国',
      library: 'own',
    })
    expect(await queue(clerk)).toEqual([])
    // The consent ended with the case.
    expect((await openCase(clerk, draft.id)).materials.flatMap(({ taken, facts }) => (taken === 'licence' ? facts : []))).toEqual([])

    const told = await until(async () => {
      const page = (await jianguo.get('/notices').expect(200)).body as NoticePage
      const moves = page.items.filter(({ kind }) => kind === 'applicationMoved')
      return moves.length === 4 ? moves : null
    })
    for (const { link } of told!) expect(link).toEqual({ kind: 'application', id: draft.id, subjectId: jianguo.personId })
    expect(told!.map(({ words }) => words.status?.zh).sort()).toEqual(['已作决定', '已办结', '已受理', '审批中'].sort())
    const ledger = await until(async () => {
      const page = (await jianguo.get('/ledger').expect(200)).body as LedgerPage
      const reads = page.items.filter(({ receipt }) => receipt === handedIn.number)
      return reads.length === 2 ? reads : null
    })
    expect(ledger!.map(({ licenceType }) => licenceType).sort()).toEqual(['householdRegister', 'residentIdCard'])
    expect(ledger![0]).toMatchObject({ kind: 'dataRead', relyingParty: { zh: '临江市政务服务大厅' }, basis: 'consent' })
  })

  it('of another item is filled in from the population register as well, and what that says bars him before anything is sent', async () => {
    const { sourced, eligibility } = (await jianguo.post('/applications', { item: 'elderAllowance' }).expect(201)).body as ApplicationView
    expect(sourced.filter(({ source }) => source.zh === '人口库').map(({ field, display }) => [field, display])).toEqual([
      ['name', '李建国'],
      ['sex', '男'],
      ['bornOn', '1951-02-18'],
      ['registeredAddress', REGISTERED],
    ])
    expect(eligibility).toEqual([{ holds: { field: 'age', atLeast: 80 }, refusal: expect.objectContaining({ zh: '满 80 周岁才能领高龄津贴' }) }])
  })

  it('信息有误: what the applicant contests reaches the clerk beside the value of its source, which neither he nor the phone can change', async () => {
    const draft = await startElderCard(jianguo)
    const MOVED = '临江市江南区望江街 6 号'
    const contested = [{ field: 'registeredAddress', says: MOVED }]
    const refusedFor = async (over: object, typed: object = {}) => {
      const { version } = await look(jianguo, draft.id)
      const { body } = await submit(jianguo, { ...draft, version }, { answers: { ...ELDER_ANSWERS, ...typed }, ...over }).expect(422)
      return (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    }
    expect(await refusedFor({ contested: [{ field: 'phone', says: '19900000001' }] })).toEqual(['/contested/phone'])
    expect(await refusedFor({ contested: [{ field: 'bornOn', says: '1951-02-30' }] })).toEqual(['/answers/bornOn'])
    expect(await refusedFor({ contested: [...contested, ...contested] })).toEqual(['/contested/registeredAddress'])
    // Of what the source says as well nothing is in question, and what is typed over a source counts for nothing.
    const sent = {
      answers: { ...ELDER_ANSWERS, registeredAddress: MOVED, bornOn: '1931-02-18' },
      contested: [...contested, { field: 'ethnicity', says: '汉族' }],
    }
    const handedIn = (await submit(jianguo, draft, sent).expect(201)).body as ApplicationView
    expect(handedIn).toMatchObject({ answers: { registeredAddress: REGISTERED, bornOn: '1951-02-18' }, contested })
    const [applicant] = (await openCase(clerk, draft.id)).sections
    expect(applicant!.fields.find(({ code }) => code === 'registeredAddress')).toMatchObject({
      display: { zh: REGISTERED },
      source: { zh: '人口库' },
      contested: { zh: MOVED },
    })
    expect(applicant!.fields.filter(({ contested: said }) => said).map(({ code }) => code)).toEqual(['registeredAddress'])
    expect(JSON.stringify(await mongoose.connection.collection('applications').findOne({ _id: draft.id as never }))).not.toContain(MOVED)
  })

  it('R16: handed in twice at once, in two tabs, is one case; the other tab is told', async () => {
    const draft = await startElderCard(jianguo)
    const both = await Promise.all([submit(jianguo, draft), submit(jianguo, draft)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('APPLICATION_MOVED')
    expect(await queue(clerk)).toHaveLength(1)
  })

  it('begun twice is one draft, also at once', async () => {
    const ids = (await Promise.all([startElderCard(jianguo), startElderCard(jianguo), startElderCard(jianguo)])).map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
  })

  it('R11: is refused at the field and the material, in plain Chinese, and nothing of what was sent is repeated', async () => {
    const draft = await startElderCard(jianguo)
    const answers = { ...ELDER_ANSWERS, phone: '１２', isResident: 'elsewhere', extra: 'x', age: '12' }
    const { body } = await submit(jianguo, draft, { answers, materials: [{ code: 'identity', kind: 'commitment' }] }).expect(422)
    expect(body).toMatchObject({ code: 'APPLICATION_REFUSED' })
    expect((body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/answers/extra',
      '/answers/isResident',
      '/answers/phone',
      '/materials/age',
      '/materials/identity',
      '/materials/residence',
    ])
    for (const { zh } of body.errors as { zh: string }[]) expect(zh).toMatch(/[\u4e00-\u9fff]/)
    for (const sent of ['１２', 'elsewhere']) expect(JSON.stringify(body)).not.toContain(sent)
    expect((await look(jianguo, draft.id)).status).toBe('draft')
  })

  it('takes what has a source from the source: a phone cannot say that its owner is older', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const draft = await startElderCard(mei)
    const { body } = await submit(mei, draft, { answers: { ...ELDER_ANSWERS, bornOn: '1950-01-01', name: '李建国' } }).expect(409)
    expect(body).toMatchObject({ code: 'APPLICATION_NOT_ENTITLED', errors: [{ zh: expect.stringContaining('60 周岁') }] })
  })

  it('R14: is nobody else’s, neither as a draft nor handed in, and no other office’s', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const elsewhere = await city.signInStaff('chenjing')
    const draft = await startElderCard(jianguo)
    await mei.get(`/applications/${draft.id}`).expect(404)
    await clerk.get(`/staff/applications/${draft.id}`).expect(404)
    await submit(jianguo, draft).expect(201)
    await elsewhere.get(`/staff/applications/${draft.id}`).expect(404)
    await mei.post(`/applications/${draft.id}/withdrawals`, { version: 2 }).expect(404)
  })

  it('keeps what was typed and nothing that has a source, for whatever phone he takes up next; what was kept is encrypted (R20)', async () => {
    const draft = await startElderCard(jianguo)
    const answers = { ...ELDER_ANSWERS, address: '滨江路 8 号', name: '别的名字', bornOn: '1999-09-09' }
    const saved = (await jianguo.put(`/applications/${draft.id}/answers`, { version: draft.version, answers }).expect(200)).body as ApplicationView
    expect(saved.answers).toEqual({ ...ELDER_ANSWERS, address: '滨江路 8 号' })
    await jianguo.put(`/applications/${draft.id}/answers`, { version: draft.version, answers }).expect(409)
    // On another phone: the same draft, whether he looks it up or begins anew, and it goes on there.
    const { id, version } = saved
    const other = await city.signInCitizen('liJianguo')
    expect(other.sessionId).not.toBe(jianguo.sessionId)
    for (const opened of [await look(other, id), await startElderCard(other)]) expect(opened).toMatchObject({ id, version, answers: saved.answers })
    const onIt = (await other.put(`/applications/${id}/answers`, { version, answers: { ...saved.answers, address: '滨江路 9 号' } }).expect(200)).body
    expect(await look(jianguo, id)).toMatchObject({ version: onIt.version, answers: { address: '滨江路 9 号' } })
    const stored = JSON.stringify(await mongoose.connection.collection('applications').find({}).toArray())
    for (const value of ['滨江路', '19900000003', '李建国']) expect(stored).not.toContain(value)
  })
})

describe('a draft begun under an older version of its form', () => {
  const form = JSON.parse(readFileSync(join(__dirname, '../../../content/forms/elderPreferentialCard.json'), 'utf8')) as Form
  const asks: FormField = { code: 'nickname', zh: '怎么称呼', en: 'Called', required: true, kind: 'text', least: 1, most: 10 }
  const inOtherWords = (field: FormField): FormField => (field.kind === 'declaration' ? { ...field, text: { zh: '另一份承诺', en: 'Another' } } : field)
  const sections = form.sections.map((each) => ({ ...each, fields: each.fields.map(inOtherWords) }))
  const next: Form = { ...form, version: form.version + 1, sections: [...sections, { code: 'other', zh: '其他', en: 'Other', fields: [asks] }] }

  it('is shown what is new and what is to be answered anew, and neither kept nor handed in unseen', async () => {
    const draft = await startElderCard(jianguo)
    const keep = async (view: ApplicationView, over: object = {}) =>
      jianguo.put(`/applications/${view.id}/answers`, { version: view.version, seen: seenOf(view), answers: { ...ELDER_ANSWERS, ...over } })
    const old = (await keep(draft)).body as ApplicationView
    expect(old.carried).toBeNull()
    // Once it is handed in under a version that is taken back afterwards, it has nothing to be shown with.
    const isHeard = async () => ((await jianguo.get(`/applications/${draft.id}`)).body as Partial<ApplicationView>).form?.version === next.version
    await whilePublished({ kind: 'form', body: next, isHeard }, async () => {
      const told = { added: [{ code: 'nickname', zh: '怎么称呼', en: 'Called' }], dropped: [expect.objectContaining({ code: 'truth' })] }
      // However often it is looked at, until something is kept under the new version.
      for (const time of [1, 2]) expect([time, await look(jianguo, draft.id)]).toMatchObject([time, { version: old.version, carried: told }])
      const now = await startElderCard(jianguo)
      expect(now).toMatchObject({ id: draft.id, carried: told })
      expect(now.answers).toEqual({ ...ELDER_ANSWERS, truth: undefined })
      const answers = { ...ELDER_ANSWERS, nickname: '老李' }
      const unseen = [await submit(jianguo, old, { answers }), await keep(old, { nickname: '老李' })]
      for (const { status, body } of unseen) expect([status, body]).toMatchObject([409, { code: 'APPLICATION_MOVED', zh: expect.stringContaining('进展') }])
      expect((await look(jianguo, draft.id)).carried).toMatchObject(told)
      const kept = (await keep(now, { nickname: '老李' })).body as ApplicationView
      expect([kept.carried, (await look(jianguo, draft.id)).carried]).toMatchObject([told, null])
      const handedIn = (await submit(jianguo, kept, { answers }).expect(201)).body as ApplicationView
      expect(handedIn).toMatchObject({ carried: null, status: 'submitted', form: { version: next.version }, answers: { nickname: '老李' } })
    })
  })
})

describe('事项状态: an item that is suspended or cancelled', () => {
  const item = JSON.parse(readFileSync(join(__dirname, '../../../content/service-items/elderPreferentialCard.json'), 'utf8')) as ServiceItem
  const reason = { zh: '制卡系统升级', en: 'The card system is being renewed' }
  const guide = async () => (await city.request.get('/api/v1/service-items/elderPreferentialCard').expect(200)).body as ServiceGuide
  const today = () => toCalendarDate(city.now())
  const whileIt = (standing: () => ServiceItem['standing'], work: () => Promise<void>) => {
    const body = { ...item, version: item.version + 1, standing: standing() }
    return whilePublished({ kind: 'serviceItem', body, isHeard: async () => (await guide()).standing !== null }, work)
  }

  it('is neither begun nor handed in, says why, keeps what was filled in; what was handed in goes on to its end', async () => {
    const running = await handInElderCard(jianguo)
    const draft = await startElderCard(jianguo)
    await whileIt(
      () => ({ state: 'suspended', from: today(), until: addDays(today(), 3), reason }),
      async () => {
        expect(await guide()).toMatchObject({ canApply: false, standing: { state: 'suspended', isComing: false, until: addDays(today(), 3), reason } })
        const now = await startElderCard(jianguo)
        expect(now.id).toBe(draft.id)
        expect((await submit(jianguo, now).expect(409)).body).toMatchObject({ code: 'ITEM_SUSPENDED', errors: [{ pointer: '/item', zh: reason.zh }] })
        expect(await look(jianguo, draft.id)).toMatchObject({ status: 'draft' })
        await mongoose.connection.collection('applications').deleteOne({ _id: draft.id as never })
        expect((await jianguo.post('/applications', { item: item.code }).expect(409)).body.code).toBe('ITEM_SUSPENDED')
        await moveCase(clerk, running.id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请换成承诺书' }] })
        const asked = await look(jianguo, running.id)
        await jianguo
          .post(`/applications/${running.id}/supplements`, { version: asked.version, materials: [{ code: 'residence', kind: 'commitment' }] })
          .expect(201)
        await moveCase(clerk, running.id, { action: 'accept' })
        await moveCase(clerk, running.id, { action: 'startReview' })
        await moveCase(approver, running.id, { action: 'decide', outcome: 'granted' })
        await until(async () => (await look(jianguo, running.id)).status === 'concluded')
        // The day after the last one it is taken again, without anybody publishing anything.
        city.advance(4 * DAY_MS)
        try {
          expect(await guide()).toMatchObject({ canApply: true, standing: null })
          await startElderCard(await city.signInCitizen('liJianguo'))
        } finally {
          city.advance(-4 * DAY_MS)
        }
      },
    )
  })
  it('that is to be cancelled is taken to the day before, and on its day no more', async () => {
    await whileIt(
      () => ({ state: 'cancelled', from: addDays(today(), 1), reason, instead: 'elderAllowance' }),
      async () => {
        expect(await guide()).toMatchObject({
          canApply: true,
          standing: { state: 'cancelled', isComing: true, instead: { code: 'elderAllowance', name: { zh: '高龄津贴申领' } } },
        })
        const draft = await startElderCard(jianguo)
        city.advance(DAY_MS)
        try {
          expect((await submit(await city.signInCitizen('liJianguo'), draft).expect(409)).body.code).toBe('ITEM_CANCELLED')
          const listed = async (query: string) =>
            ((await city.request.get(`/api/v1/service-items?limit=100${query}`).expect(200)).body as { items: { code: string }[] }).items.map(
              ({ code }) => code,
            )
          expect(await listed('')).not.toContain(item.code)
          expect((await listed(`&q=${encodeURIComponent('老年人优待证')}`)).at(-1)).toBe(item.code)
        } finally {
          city.advance(-DAY_MS)
        }
      },
    )
  })
})

describe('at the window', () => {
  it('two officers at once: one wins, the other is told and nothing happens twice', async () => {
    const { id } = await handInElderCard(jianguo)
    const other = await city.signInStaff('zhouzheng')
    const { version } = await openCase(clerk, id)
    const answers = await Promise.all([clerk, other].map((by) => by.post(`/staff/applications/${id}/moves`, { version, move: { action: 'accept' } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('APPLICATION_MOVED')
    expect((await openCase(clerk, id)).history.filter(({ action }) => action === 'accept')).toHaveLength(1)
  })

  it('what the table does not allow is refused with a sentence, whoever asks', async () => {
    const { id } = await handInElderCard(jianguo)
    const { version } = await openCase(approver, id)
    const { body } = await approver.post(`/staff/applications/${id}/moves`, { version, move: { action: 'decide', outcome: 'granted' } }).expect(409)
    expect(body).toMatchObject({ code: 'APPLICATION_MOVE_REFUSED', errors: [{ pointer: '/move', zh: expect.stringContaining('刷新') }] })
    expect((await openCase(approver, id)).status).toBe('submitted')
  })

  it('asks for a supplement once and in full; what comes is accepted, and the applicant reads the reason', async () => {
    const { id } = await handInElderCard(jianguo)
    const reason = '户口簿页看不清地址，请换成承诺书'
    await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason }] })
    const asked = await look(jianguo, id)
    expect(asked).toMatchObject({ status: 'supplementing', waitsForApplicant: true, supplement: { materials: ['residence'] } })
    expect(asked.materials.find(({ code }) => code === 'residence')).toMatchObject({ asked: reason })
    await jianguo.post(`/applications/${id}/supplements`, { version: asked.version, materials: [] }).expect(422)
    const supplied = await jianguo
      .post(`/applications/${id}/supplements`, { version: asked.version, materials: [{ code: 'residence', kind: 'commitment' }] })
      .expect(201)
    expect(supplied.body).toMatchObject({ status: 'supplied' })
    expect((await openCase(clerk, id)).materials.map(({ asked: still }) => still)).toEqual([null, null, null])
    const { version } = await openCase(clerk, id)
    const again = { version, move: { action: 'requestSupplement', materials: [{ code: 'identity', reason: '还要身份证' }] } }
    expect((await clerk.post(`/staff/applications/${id}/moves`, again).expect(409)).body.code).toBe('APPLICATION_MOVE_REFUSED')
    await moveCase(clerk, id, { action: 'accept' })
    const stored = JSON.stringify(await mongoose.connection.collection('applications').find({}).toArray())
    expect(stored).not.toContain('看不清地址')
  })

  it('a supplement never brought ends the case on its date, once, by the clock', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请换成承诺书' }] })
    const { dueOn } = (await look(jianguo, id)).supplement!.due
    const record = async () =>
      (await mongoose.connection.collection<{ _id: string; progress: { status: string }; history: { action: string }[] }>('applications').findOne({ _id: id }))!
    const daysToGo = daysBetween(toCalendarDate(city.now()), dueOn)
    city.advance(daysToGo * DAY_MS)
    try {
      expect(await city.api.applications.moveDue()).toBe(0)
      expect((await record()).progress.status).toBe('supplementing')
      city.advance(DAY_MS)
      await Promise.all([city.api.applications.moveDue(), city.api.applications.moveDue()])
      expect((await record()).progress.status).toBe('lapsed')
      expect((await record()).history.filter(({ action }) => action === 'lapse')).toHaveLength(1)
    } finally {
      city.advance(-(daysToGo + 1) * DAY_MS)
    }
    const ended = (await look(jianguo, id)).history.at(-1)!
    expect(ended).toMatchObject({ action: 'lapse', by: 'clock', paper: { zh: '终止办理告知书' }, note: { zh: expect.stringMatching(/已终止.*60 日/) } })
    const paper = (await jianguo.get(`/applications/${id}/papers/${ended.paper!.no}`).expect(200)).body as PaperDocument
    expect(paper.madeOn).toBe(addDays(dueOn, 1))
    const [year, month, day] = dueOn.split('-').map(Number)
    const said = paper.pieces.flatMap(({ text, list }) => (text ? [text.zh] : (list ?? []).map(({ zh }) => zh))).join('')
    expect(said).toMatch(new RegExp(`居住在本市的证明.*补正期限到${year}年${month}月${day}日为止.*终止办理`))
    expect(paper.remedies?.zh).toMatch(/60 日.*行政复议.*6 个月.*行政诉讼/)
  })

  it('a case the clock cannot move holds up none after it; it is tried again the next day', async () => {
    const ids: string[] = []
    for (let n = 0; n < 2; n += 1) {
      const { id } = await handInElderCard(jianguo)
      await moveCase(clerk, id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请换成承诺书' }] })
      ids.push(id)
    }
    const [broken, next] = ids as [string, string]
    const applications = mongoose.connection.collection<{ _id: string; progress: { status: string }; clockOn: string | null }>('applications')
    await applications.updateOne({ _id: broken }, { $set: { itemVersion: 99, clockOn: '2026-01-01' } })
    city.advance(60 * DAY_MS)
    try {
      await city.api.applications.moveDue()
      expect((await applications.findOne({ _id: next }))!.progress.status).toBe('lapsed')
      expect((await applications.findOne({ _id: broken }))!.clockOn).toBe(addDays(toCalendarDate(city.now()), 1))
      expect(await city.api.applications.moveDue()).toBe(0)
    } finally {
      city.advance(-60 * DAY_MS)
    }
  })

  it('a calendar that is published moves the days of every open case, once, whoever counts them, and makes nobody’s page stale', async () => {
    const applications = mongoose.connection.collection<{ _id: string; calendar: string | null; place: string | null; clockOn: string | null }>('applications')
    const stored = async (id: string) => (await applications.findOne({ _id: id }))!
    const recounts = () => mongoose.connection.collection('audit').countDocuments({ action: 'application.recounted' })
    const { recountOpen } = city.api.applications
    const [asked, other, broken, over] = [
      await handInElderCard(jianguo),
      await handInElderCard(jianguo),
      await handInElderCard(jianguo),
      await handInElderCard(jianguo),
    ]
    await moveCase(clerk, asked.id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请换成承诺书' }] })
    await jianguo.post(`/applications/${over.id}/withdrawals`, { version: over.version }).expect(201)
    await applications.updateOne({ _id: broken.id }, { $set: { itemVersion: 99 } })
    const { version, supplement } = await look(jianguo, asked.id)
    const { dueOn } = supplement!.due
    expect(await stored(asked.id)).toMatchObject({ calendar: 'china@1', place: `${dueOn}_${asked.id}`, clockOn: addDays(dueOn, 1) })
    const before = await recounts()
    // What is not kept is counted from facts by whatever calendar the city goes by.
    const isHeard = async () => (await look(jianguo, other.id)).clocks[0]!.due!.calendar === 'china@2'
    await whilePublished({ kind: 'workCalendar', body: withHoliday(dueOn), isHeard }, async () => {
      await Promise.all([recountOpen(), recountOpen()])
      expect(await recountOpen()).toBe(0)
      const seen = await look(jianguo, asked.id)
      const later = seen.supplement!.due
      expect(later).toMatchObject({ calendar: 'china@2' })
      expect(later.dueOn > dueOn).toBe(true)
      expect(seen.version).toBe(version)
      expect(await stored(asked.id)).toMatchObject({ calendar: 'china@2', place: `${later.dueOn}_${asked.id}`, clockOn: addDays(later.dueOn, 1) })
      expect(await recounts()).toBe(before + 1)
      // The holiday is long after its days; one whose content is gone holds nobody up, and what is over is left alone.
      expect(await stored(other.id)).toMatchObject({ calendar: 'china@2', place: expect.stringContaining(other.id) })
      expect(await stored(broken.id)).toMatchObject({ calendar: 'china@2', clockOn: addDays(toCalendarDate(city.now()), 1) })
      expect(await stored(over.id)).toMatchObject({ calendar: null, place: null })
    })
    await recountOpen()
    expect((await look(jianguo, asked.id)).supplement!.due).toMatchObject({ dueOn, calendar: 'china@1' })
  })

  it('R17: nobody handles his own case, nor one he handed in for his child, nor one that rests on a licence he lent to it', async () => {
    const { id } = await handInElderCard(jianguo)
    const applications = mongoose.connection.collection<{ _id: string; subjectId: string; applicantId: string }>('applications')
    const { subjectId, version } = { ...(await applications.findOne({ _id: id }))!, ...(await openCase(clerk, id)) }
    for (const whose of [
      { subjectId: clerk.personId, applicantId: subjectId },
      { subjectId, applicantId: clerk.personId },
      { subjectId, applicantId: subjectId, 'materials.0.authorisedBy': clerk.personId },
    ]) {
      await applications.updateOne({ _id: id }, { $set: whose })
      const answer = await clerk.post(`/staff/applications/${id}/moves`, { version, move: { action: 'accept' } }).expect(403)
      expect(answer.body.code).toBe('APPLICATION_OWN')
    }
  })

  it('a decided case that was cut off before its licence is issued once, however often it is asked', async () => {
    const { id } = await handInElderCard(jianguo)
    await moveCase(clerk, id, { action: 'accept' })
    await moveCase(clerk, id, { action: 'startReview' })
    await moveCase(approver, id, { action: 'decide', outcome: 'granted' })
    const licenceId = (await until(async () => (await look(jianguo, id)).licence))!.id
    const applications = mongoose.connection.collection<{ _id: string }>('applications')
    const issued = () => mongoose.connection.collection('licences').countDocuments({ type: 'elderPreferentialCard' })
    const before = await issued()
    await applications.updateOne({ _id: id }, { $set: { 'progress.status': 'decided', licenceId: null } })
    const { outbox } = city.api.platform
    // Messages of two keys are worked off side by side.
    const comesAgain = (key: string) =>
      outbox.put(null, { topic: 'application.moved', key, payload: { applicationId: id, action: 'decide', status: 'decided', own: 'yes', eventNo: '0' } })
    const isWorkedOff = async () => (await mongoose.connection.collection('outbox').countDocuments({ 'payload.applicationId': id, state: 'waiting' })) === 0
    await Promise.all([comesAgain(id), comesAgain(`${id}:again`)])
    await until(isWorkedOff)
    await comesAgain(id)
    await until(isWorkedOff)
    expect((await look(jianguo, id)).licence!.id).toBe(licenceId)
    expect(await issued()).toBe(before)
    expect(await outbox.countParked()).toBe(0)
  })
})

describe('催办 and 撤回', () => {
  it('is urged once a day, which the window sees and which makes no open case stale; it is withdrawn before a decision', async () => {
    const { id, version } = await handInElderCard(jianguo)
    expect(await openCase(clerk, id)).toMatchObject({ urged: false, version })
    const urge = () => jianguo.post(`/applications/${id}/urgings`, {})
    const both = await Promise.all([urge(), urge()])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('APPLICATION_URGED')
    expect((await look(jianguo, id)).mayUrge).toBe(false)
    expect(await openCase(clerk, id)).toMatchObject({ urged: true, version })
    city.advance(DAY_MS)
    try {
      await (await city.signInCitizen('liJianguo')).post(`/applications/${id}/urgings`, {}).expect(201)
    } finally {
      city.advance(-DAY_MS)
    }
    const withdrawn = (await jianguo.post(`/applications/${id}/withdrawals`, { version }).expect(201)).body as ApplicationView
    expect(withdrawn).toMatchObject({ status: 'withdrawn', actions: [] })
    expect(await queue(clerk)).toEqual([])
  })
})
