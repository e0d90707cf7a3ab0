import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seenOf, type ApplicationView, type CaseView } from '@zsb/shared/application'
import type { Form, FormField } from '@zsb/shared/form'
import type { NoticePage } from '@zsb/shared/notice'
import type { PaperFile } from '@zsb/shared/paper'
import type { ServiceGuide, ServiceItem } from '@zsb/shared/service-item'
import { SHEET, type ApplicationCodeView, type CaseAtWindow, type LicencesToChoose, type ScannedAtDesk, type WindowItems } from '@zsb/shared/window-application'
import mongoose from 'mongoose'
import { ELDER_ANSWERS, ELDER_MATERIALS, moveCase, openCase, openElderCardCity, startElderCard } from '../../../test-support/elder-card'
import { cardOf, scan as verify, show, unlock } from '../../../test-support/counter'
import { whilePublished } from '../../../test-support/published-version'
import { until } from '../../../test-support/until'
import { photo, scanAtWindow, upload } from '../../../test-support/uploading'
import type { SignedIn, WholeApi } from '../../../test-support/whole-api'

const MINUTE_MS = 60_000
let city: WholeApi
let jianguo: SignedIn
let clerk: SignedIn
beforeAll(async () => {
  ;({ city, jianguo, clerk } = await openElderCardCity('at_window'))
}, 60_000)
afterAll(() => city.close())
beforeEach(async () => {
  for (const name of ['applications', 'window_refusals']) await mongoose.connection.collection(name).deleteMany({})
})

const showCode = async (id: string) => (await jianguo.post(`/applications/${id}/window-codes`, {}).expect(201)).body as ApplicationCodeView
const scan = (by: SignedIn, text: string) => by.post('/window/application-scans', { text })
const look = async (id: string) => (await jianguo.get(`/applications/${id}`).expect(200)).body as ApplicationView
const atDesk = async (id: string) => (await clerk.get(`/window/applications/${id}`).expect(200)).body as CaseAtWindow
const toldOf = async () => ((await jianguo.get('/notices?limit=100').expect(200)).body as NoticePage).items.filter(({ kind }) => kind === 'applicationMoved')
const FILLED = { answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }
const ask = (application: ApplicationView, over: object = {}) => {
  const { id, version } = application
  return clerk.post(`/window/applications/${id}/confirmation-requests`, { version, seen: seenOf(application), ...FILLED, confirm: 'onPhone', ...over })
}
const signed = (id: string, version: number, over: object = {}) => clerk.post(`/window/applications/${id}/submissions`, { version, signed: true, ...over })
/** His draft in the hands of the clerk. */
async function takenOver(): Promise<CaseAtWindow> {
  const { id } = await startElderCard(jianguo)
  const { code } = await showCode(id)
  await scan(clerk, code).expect(201)
  return atDesk(id)
}

describe('taking over a case that was begun on a phone 窗口接手', () => {
  it('the code opens it at the desk with what was typed, the phone is told by whom, and hands in what it has read', async () => {
    const draft = await startElderCard(jianguo)
    await jianguo.put(`/applications/${draft.id}/answers`, { version: draft.version, answers: { phone: '19900000003' } }).expect(200)
    const { code, shortCode } = await showCode(draft.id)
    expect(shortCode).toMatch(/^\d{12}$/)
    const opened = (await scan(clerk, code).expect(201)).body as ScannedAtDesk
    expect(opened).toEqual({ opens: 'atWindow', applicationId: draft.id })
    const taken = await atDesk(draft.id)
    expect(taken).toMatchObject({ applicantName: '李建国', how: 'code', asked: null, application: { answers: { phone: '19900000003' } } })
    // What is known of him is there for the clerk as for himself.
    expect(taken.application.sourced.map(({ field, display }) => [field, display !== null])).toEqual([['name', true], ['idNumber', true], ['bornOn', true], ['ethnicity', true], ['registeredAddress', true]]) // prettier-ignore

    // The draft on the phone is stale, and says who has it.
    const stale = await jianguo.put(`/applications/${draft.id}/answers`, { version: draft.version + 1, answers: {} })
    expect(stale.body.code).toBe('APPLICATION_MOVED')
    expect((await look(draft.id)).atWindow).toMatchObject({ office: { zh: '临江市政务服务大厅' }, officer: '林浩', how: 'code', asked: null })
    await until(async () => (await toldOf()).some(({ words }) => words.status?.zh === '窗口正在替您办理'))

    // What is wrong is told at the window, not on his phone.
    const wrong = await ask(taken.application, { answers: { ...ELDER_ANSWERS, phone: '12' } }).expect(422)
    expect(wrong.body.errors).toEqual([expect.objectContaining({ pointer: '/answers/phone' })])
    // 信息有误, as he says it at the counter.
    const contested = [{ field: 'registeredAddress', says: '临江市江南区望江街 6 号' }]
    const asked = (await ask(taken.application, { contested }).expect(201)).body as CaseAtWindow
    expect(asked.asked).toBe('onPhone')
    // Not signed, so the clerk cannot hand it in himself.
    expect((await signed(draft.id, asked.application.version)).body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const onPhone = await look(draft.id)
    expect(onPhone.atWindow?.asked).toEqual({ answers: ELDER_ANSWERS, materials: ELDER_MATERIALS, later: [], contested })
    await until(async () => (await toldOf()).some(({ words }) => words.status?.zh === '窗口已填好，请您核对确认'))
    const done = (await jianguo.post(`/applications/${draft.id}/window-confirmations`, { version: onPhone.version }).expect(201)).body as ApplicationView
    expect(done).toMatchObject({ status: 'submitted', history: [{ action: 'takeOver' }, { action: 'submit', by: 'applicant', confirmed: 'onPhone' }] })
    expect(done).toMatchObject({ contested })
    expect(done.atWindow).toBeUndefined()
    // It is nobody's at the window any more, and a case of the office.
    await clerk.get(`/window/applications/${draft.id}`).expect(404)
    expect((await openCase(clerk, draft.id)).history.at(-1)).toMatchObject({ confirmed: 'onPhone' })
    const acts = await mongoose.connection.collection('audit').find({ subjectId: jianguo.personId }).toArray()
    expect(acts.map(({ action }) => action as string)).toEqual(
      expect.arrayContaining(['application.codeShown', 'application.takeOver', 'application.askedToConfirm', 'application.submit']),
    )
  })

  it('signed on paper the clerk hands it in, by the very words of the sheet', async () => {
    const { application } = await takenOver()
    expect((await clerk.get(`/window/applications/${application.id}/confirmation-sheet`)).body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const { application: asked } = (await ask(application, { confirm: 'onPaper' }).expect(201)).body as CaseAtWindow
    const sheet = (await clerk.get(`/window/applications/${application.id}/confirmation-sheet`).expect(200)).body as PaperFile
    expect(Buffer.from(sheet.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    // Changed after it was printed: what was signed is not what stands there now.
    const changed = await clerk.put(`/window/applications/${application.id}/answers`, { version: asked.version, answers: { phone: '19900000001' } }).expect(200)
    const { version } = (changed.body as CaseAtWindow).application
    expect((changed.body as CaseAtWindow).asked).toBeNull()
    expect((await signed(application.id, version)).body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const again = (await ask({ ...application, version }, { confirm: 'onPaper' }).expect(201)).body as CaseAtWindow
    // His phone confirms nothing that is to be signed.
    const onPhone = await jianguo.post(`/applications/${application.id}/window-confirmations`, { version: again.application.version })
    expect(onPhone.body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const done = (await signed(application.id, again.application.version).expect(201)).body as ApplicationView
    expect(done.history.at(-1)).toMatchObject({ action: 'submit', by: 'officer', confirmed: 'onPaper' })
    await until(async () => (await toldOf()).some(({ words, link }) => link?.id === application.id && words.status?.zh === '已提交'))
  })

  it('a version of the form published meanwhile is told at the window too, and what was put before him is not handed in', async () => {
    const form = JSON.parse(readFileSync(join(__dirname, '../../../content/forms/elderPreferentialCard.json'), 'utf8')) as Form
    const asks: FormField = { code: 'nickname', zh: '怎么称呼', en: 'Called', required: true, kind: 'text', least: 1, most: 10 }
    const next = { ...form, version: form.version + 1, sections: [...form.sections, { code: 'other', zh: '其他', en: 'Other', fields: [asks] }] }
    const { application } = await takenOver()
    const { application: asked } = (await ask(application).expect(201)).body as CaseAtWindow
    expect((await look(application.id)).atWindow?.asked).not.toBeNull()
    // Once it is handed in under a version that is taken back afterwards, it has nothing to be shown with.
    const isHeard = async () => ((await jianguo.get(`/applications/${application.id}`)).body as Partial<ApplicationView>).form?.version === next.version
    await whilePublished({ kind: 'form', body: next, isHeard }, async () => {
      const told = { added: [{ code: 'nickname', zh: '怎么称呼', en: 'Called' }], dropped: [] }
      for (const time of [1, 2]) expect([time, await atDesk(application.id)]).toMatchObject([time, { asked: null, application: { carried: told } }])
      expect((await look(application.id)).atWindow?.asked).toBeNull()
      expect((await jianguo.post(`/applications/${application.id}/window-confirmations`, { version: asked.version })).body.code).toBe('APPLICATION_MOVED')
      expect((await ask(asked)).body.code).toBe('APPLICATION_MOVED')
      const { application: now } = await atDesk(application.id)
      const again = (await ask(now, { answers: { ...ELDER_ANSWERS, nickname: '老李' } }).expect(201)).body as CaseAtWindow
      expect(again).toMatchObject({ asked: 'onPhone', application: { carried: null } })
      const { version } = await look(application.id)
      await jianguo.post(`/applications/${application.id}/window-confirmations`, { version }).expect(201)
    })
  })

  it('what was asked for 补正 is brought to the window as well', async () => {
    const { application } = await takenOver()
    const { application: asked } = (await ask(application, { confirm: 'onPaper' }).expect(201)).body as CaseAtWindow
    await signed(application.id, asked.version).expect(201)
    await moveCase(clerk, application.id, { action: 'requestSupplement', materials: [{ code: 'residence', reason: '请签承诺书' }] })
    await scan(clerk, (await showCode(application.id)).code).expect(201)
    const { version } = (await atDesk(application.id)).application
    const materials = [{ code: 'residence', kind: 'commitment' }]
    const again = (await ask({ ...application, version }, { answers: {}, materials, confirm: 'onPaper' }).expect(201)).body as CaseAtWindow
    expect((await signed(application.id, again.application.version).expect(201)).body).toMatchObject({ status: 'supplied' })
  })

  it('a code that is used, old, of another kind, of nobody, of another counter or of one’s own is refused in its own words, and spends nothing', async () => {
    const { id } = await startElderCard(jianguo)
    const code = async (text: string, by = clerk) => ((await scan(by, text)).body as { code: string }).code
    const elsewhere = await city.signInStaff('chenjing')
    const first = await showCode(id)
    const refused = await scan(elsewhere, first.code)
    expect(refused.body).toMatchObject({ code: 'APPLICATION_CODE_ELSEWHERE', errors: [{ zh: '请到临江市政务服务大厅的窗口办理' }] })
    expect(await code('谢谢惠顾')).toBe('APPLICATION_CODE_UNKNOWN')
    expect(await code('123456789012')).toBe('APPLICATION_CODE_UNKNOWN')
    expect(await code('https://evil.example/v#a.b.c')).toBe('APPLICATION_CODE_OTHER_KIND')
    await unlock(jianguo)
    const card = await cardOf(jianguo, 'residentIdCard')
    expect(await code((await show(jianguo, { licenceId: card.id, scene: 'governmentHall' })).code)).toBe('APPLICATION_CODE_OTHER_KIND')
    // Both codes are of their kind, and no screen takes one for the other.
    expect(await verify(clerk, first.code)).toMatchObject({ verdict: 'wrongKind' })
    expect(await code(first.code.replace(/[^.]+$/, 'A'.repeat(86)))).toBe('APPLICATION_CODE_UNKNOWN')
    // Every refusal left it as it was; with it the other code of the case is spent.
    const second = await showCode(id)
    await scan(clerk, first.shortCode).expect(201)
    expect(await code(first.code)).toBe('APPLICATION_CODE_USED')
    expect(await code(second.code)).toBe('APPLICATION_CODE_USED')
    const third = await showCode(id)
    city.advance(MINUTE_MS)
    expect(await code(third.code)).toBe('APPLICATION_CODE_EXPIRED')
    city.advance(-MINUTE_MS)
    expect((await scan(clerk, 'BJ-20260101-ABCDEF-0')).body.code).toMatch(/APPLICATION_(NUMBER|CODE)_UNKNOWN/)
  })

  it('R7: of two clerks who scan one code at once one has it', async () => {
    const { id } = await startElderCard(jianguo)
    const { code } = await showCode(id)
    const both = await Promise.all([scan(clerk, code), scan(clerk, code)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('R14: nobody but the clerk who scanned it reaches it, after two hours nor he, and what was taken back stays with its owner', async () => {
    const { application } = await takenOver()
    const { id } = application
    const colleague = await city.signInStaff('chenjing')
    await colleague.get(`/window/applications/${id}`).expect(404)
    const cases = mongoose.connection.collection('applications')
    const { sitting } = (await cases.findOne({ _id: id as never })) as unknown as { sitting: { since: Date; until: Date } }
    expect(sitting.until.getTime() - sitting.since.getTime()).toBe(120 * MINUTE_MS)
    await cases.updateOne({ _id: id as never }, { $set: { 'sitting.until': city.now() } })
    await clerk.get(`/window/applications/${id}`).expect(404)
    expect((await look(id)).atWindow).toBeUndefined()
    await cases.updateOne({ _id: id as never }, { $set: { 'sitting.until': sitting.until } })
    await clerk.get(`/window/applications/${id}`).expect(200)
    await jianguo.post(`/applications/${id}/window-refusals`, {}).expect(201)
    await clerk.get(`/window/applications/${id}`).expect(404)
  })

  it('a number 办件号 of the office opens the case at the desk, another office’s none', async () => {
    const { application } = await takenOver()
    const { application: asked } = (await ask(application, { confirm: 'onPaper' }).expect(201)).body as CaseAtWindow
    const { number } = (await signed(application.id, asked.version).expect(201)).body as ApplicationView
    expect((await scan(clerk, number!.toLowerCase()).expect(201)).body).toEqual({ opens: 'case', applicationId: application.id })
    const elsewhere = await city.signInStaff('chenjing')
    expect((await scan(elsewhere, number!)).body.code).toBe('APPLICATION_NUMBER_UNKNOWN')
  })
})

describe('applying for a person without a phone 窗口代录', () => {
  const person = (id: string) => {
    const { name, documentType, number } = city.citizen(id)
    return { name, documentType, number }
  }
  const begin = (id: string, over: object = {}) =>
    clerk.post('/window/applications', { item: 'elderPreferentialCard', person: person(id), documentSeen: true, consentSigned: true, ...over })

  it('begins by the document, ends with a licence, and is his when he signs in for the first time', async () => {
    expect(((await clerk.get('/window/application-items').expect(200)).body as WindowItems).items.map(({ code }) => code)).toContain('elderPreferentialCard')
    const { id: jianguosFile } = await upload(jianguo, await photo(), SHEET)
    const begun = (await begin('liuGuilan').expect(201)).body as CaseAtWindow
    expect(begun).toMatchObject({ applicantName: '刘桂兰', how: 'document', hasPhone: false })
    const { id } = begun.application
    const asked = (
      await ask(begun.application, { confirm: 'onPaper', materials: [...ELDER_MATERIALS.slice(0, 2), { code: 'residence', kind: 'commitment' }] }).expect(201)
    ).body as CaseAtWindow
    const { id: sheet } = await scanAtWindow(clerk, { id, file: await photo(), material: SHEET })
    const refused = (await signed(id, asked.application.version, { sheet: [jianguosFile] }).expect(422)).body as object
    expect(refused).toMatchObject({ code: 'APPLICATION_REFUSED', errors: [{ pointer: '/sheet' }] })
    await signed(id, asked.application.version, { sheet: [sheet] }).expect(201)
    const seen = await openCase(clerk, id)
    expect(seen.history.at(-1)).toMatchObject({ by: 'officer', confirmed: 'onPaper', sheet: [{ id: sheet, pages: 1 }] })
    expect((await clerk.get(`/staff/applications/${id}/uploads/${sheet}/pages/0`).expect(200)).body).toMatchObject({ base64: expect.any(String) })
    await moveCase(clerk, id, { action: 'accept' })
    await moveCase(clerk, id, { action: 'startReview' })
    await moveCase(await city.signInStaff('fanglei'), id, { action: 'decide', outcome: 'granted' })
    await until(async () => ((await openCase(clerk, id)) as CaseView).status === 'concluded')
    expect(await mongoose.connection.collection('outbox').countDocuments({ state: 'parked' })).toBe(0)
    const guilan = await city.signInCitizen('liuGuilan')
    const mine = (await guilan.get('/applications').expect(200)).body as { items: { id: string }[] }
    expect(mine.items.map((item) => item.id)).toEqual([id])
  })

  it('needs the document seen and the consent signed, a person the register knows, and an item of this counter', async () => {
    await begin('liuGuilan', { consentSigned: false }).expect(400)
    await begin('liuGuilan', { documentSeen: false }).expect(400)
    expect((await begin('liuGuilan', { item: 'housingFundRent' })).body.code).toBe('WINDOW_ITEM_ELSEWHERE')
    const wrong = await begin('liuGuilan', { person: { ...person('liuGuilan'), name: '查无此人' } })
    expect(wrong.body).toMatchObject({ code: 'WINDOW_PERSON_NOT_FOUND', errors: [{ pointer: '/body/person/number' }] })
  })

  it('begins for a child of the person where a guardian may apply, once a department knows the relation, and for nobody else', async () => {
    const child = { name: '顾知夏', number: 'V990000003' }
    expect((await begin('xuJingyi', { child })).body.code).toBe('APPLICATION_NOT_FOR_YOU')
    const item = JSON.parse(readFileSync(join(__dirname, '../../../content/service-items/elderPreferentialCard.json'), 'utf8')) as ServiceItem
    const forChildren = { ...item, version: item.version + 1, mayAct: ['guardian'] }
    const mayAct = async () =>
      ((await clerk.get('/window/application-items').expect(200)).body as WindowItems).items.find(({ code }) => code === item.code)!.mayAct
    await whilePublished({ kind: 'serviceItem', body: forChildren, isHeard: async () => (await mayAct()).join() === 'guardian' }, async () => {
      const begun = (await begin('xuJingyi', { child }).expect(201)).body as CaseAtWindow
      expect(begun).toMatchObject({ applicantName: '许静宜', childName: '顾知夏', how: 'document' })
      expect((await begin('xuJingyi')).body.code).toBe('APPLICATION_NOT_FOR_YOU')
      expect((await begin('liuGuilan', { child })).body.code).toBe('FAMILY_NOT_PROVEN')
      // Who may not act for it any more has it in no clerk's hands either.
      await mongoose.connection.collection('family_relations').updateMany({}, { $set: { endedAt: city.now() } })
      await clerk.get(`/window/applications/${begun.application.id}`).expect(403)
    })
  })

  it('begins nothing that is suspended 暂停', async () => {
    const item = JSON.parse(readFileSync(join(__dirname, '../../../content/service-items/elderPreferentialCard.json'), 'utf8')) as ServiceItem
    const standing = { state: 'suspended' as const, from: '2020-01-01', until: null, reason: { zh: '制卡系统升级', en: 'The card system is being renewed' } }
    const suspended = { ...item, version: item.version + 1, standing }
    const told = async () => ((await city.request.get('/api/v1/service-items/elderPreferentialCard').expect(200)).body as ServiceGuide).standing
    await whilePublished({ kind: 'serviceItem', body: suspended, isHeard: async () => (await told()) !== null }, async () => {
      expect((await begin('liuGuilan').expect(409)).body).toMatchObject({ code: 'ITEM_SUSPENDED', errors: [{ zh: '制卡系统升级' }] })
    })
  })

  it('R17: nobody begins for himself, and not for somebody who has refused, until that person shows a code', async () => {
    const draft = await startElderCard(jianguo)
    const { code } = await showCode(draft.id)
    const cases = mongoose.connection.collection('applications')
    await cases.updateOne({ _id: draft.id as never }, { $set: { subjectId: clerk.personId } })
    expect((await scan(clerk, code)).body.code).toBe('APPLICATION_OWN')
    await cases.deleteMany({})
    const begun = (await begin('liJianguo').expect(201)).body as CaseAtWindow
    const { id } = begun.application
    await until(async () => (await toldOf()).some(({ link, words }) => link?.id === id && words.status?.zh === '窗口正在替您办理'))
    await jianguo.post(`/applications/${id}/window-refusals`, {}).expect(201)
    expect((await begin('liJianguo')).body.code).toBe('WINDOW_PERSON_REFUSED')
    await scan(clerk, (await showCode(id)).code).expect(201)
    await begin('liJianguo').expect(201)
  })
})

describe('a licence that the form asks for', () => {
  const content = <T>(path: string) => JSON.parse(readFileSync(join(__dirname, '../../../content', path), 'utf8')) as T
  const promised = async () => ((await city.request.get('/api/v1/service-items/elderPreferentialCard').expect(200)).body as ServiceGuide).promiseDays

  it('R14: is chosen from the applicant’s own, on the phone and at the window; somebody else’s answers like none', async () => {
    const form = content<Form>('forms/elderPreferentialCard.json')
    const item = content<ServiceItem>('service-items/elderPreferentialCard.json')
    const asks: FormField = { code: 'card', zh: '用哪张身份证', en: 'Which card', required: true, kind: 'licence', licenceType: 'residentIdCard' }
    const asking = { ...form, version: form.version + 1, sections: [...form.sections, { code: 'which', zh: '证照', en: 'Licence', fields: [asks] }] }
    const days = item.clocks.promise.days + 1
    const next = { ...item, version: item.version + 1, clocks: { ...item.clocks, promise: { ...item.clocks.promise, days } } }
    const mei = await city.signInCitizen('wangXiaomei')
    const [own, hers] = [await cardOf(jianguo, 'residentIdCard'), await cardOf(mei, 'residentIdCard')]
    // Whoever hears of the item has heard of what came before it.
    const isStored = async () =>
      (await mongoose.connection.collection('content').countDocuments({ kind: 'form', version: asking.version, code: form.code })) === 1
    await whilePublished({ kind: 'form', body: asking, isHeard: isStored }, () =>
      whilePublished({ kind: 'serviceItem', body: next, isHeard: async () => (await promised()) === days }, async () => {
        const { id } = await startElderCard(jianguo)
        const onPhone = async (card: string) => {
          const draft = await look(id)
          const answers = { ...ELDER_ANSWERS, card }
          return jianguo.post(`/applications/${id}/submissions`, { version: draft.version, seen: seenOf(draft), answers, materials: ELDER_MATERIALS })
        }
        const refusal = { code: 'APPLICATION_REFUSED', errors: [{ pointer: '/answers/card', zh: '没有收到这个文件或证照，请重新选' }] }
        for (const card of [hers.id, '01JD0000000000000000000001']) expect((await onPhone(card)).body).toMatchObject(refusal)
        await scan(clerk, (await showCode(id)).code).expect(201)
        const { items } = (await clerk.get(`/window/applications/${id}/licences`).expect(200)).body as LicencesToChoose
        expect(items).toEqual([
          { id: own.id, type: own.type, name: own.name, numberMasked: own.numberMasked, legalWord: own.legalWord, validToDay: own.validToDay },
        ])
        const atWindow = async (card: string) => ask((await atDesk(id)).application, { answers: { ...ELDER_ANSWERS, card } })
        expect((await atWindow(hers.id)).body).toMatchObject(refusal)
        await (await city.signInStaff('yaoting')).get(`/window/applications/${id}/licences`).expect(404)
        expect((await atWindow(own.id)).status).toBe(201)
      }),
    )
  }, 60_000)
})
