import { buildCitizenNumber } from '@zsb/shared/identity'
import type { ApplicationView, PickUpFound } from '@zsb/shared/application'
import type { JointView } from '@zsb/shared/joint-application'
import mongoose from 'mongoose'
import { moveCase, openCase } from '../../../test-support/elder-card'
import { asked, jointActs, noticesOf, partOf } from '../../../test-support/joint-applications'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED } from '../../../test-support/newborn'
import { signInOffice } from '../../../test-support/office-staff'
import { control } from '../../../test-support/partners'
import { until } from '../../../test-support/until'
import { photo, upload } from '../../../test-support/uploading'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
/** Both hear of every move. */
let second: ApiInstance
let mother: SignedIn
let forChild: SignedIn
let father: SignedIn
let hall: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'onedelivery' })
  second = await city.openInstance()
  ;({ mother, forChild } = await city.signInGuardian())
  father = await city.signInCitizen('zhangWeiqiang')
  hall = await city.signInStaff('linhao')
}, 60_000)
afterAll(() => city.close())
beforeEach(async () => {
  for (const name of ['joint_applications', 'applications']) await mongoose.connection.collection(name).deleteMany({})
})
const { start, look, submit, caseOf, stands, decide, whileBundle, casesOf } = jointActs(() => ({ city, forChild }))

const ABROAD = { parents: 'married', father: 'abroad', maternity: 'unsettled' }
const OFFICE_OF = {
  registration: 'householdOffice',
  vaccination: 'communityHealth',
  card: 'socialSecurityOffice',
  maternity: 'medicalInsuranceOffice',
  insurance: 'medicalInsuranceOffice',
  guidance: 'communityHealth',
} as const
const end = async (id: string, code: keyof typeof OFFICE_OF, outcome: 'granted' | 'refused' = 'granted') =>
  decide(OFFICE_OF[code], await caseOf(id, code), outcome)
const deliveries = (id: string, is: (view: JointView) => boolean) =>
  until(async () => {
    const view = await look(id)
    return is(view) ? view.deliveries : null
  })
const find = (by: SignedIn, code: string) => by.post('/staff/applications/pick-up-scans', { code })
const handOver = (by: SignedIn, code: string) => by.post('/staff/applications/pick-ups', { code })
const orders = async () => (await control('post', 'orders')).orders as { orderNo: string; goods: string; receiver: { address: string } }[]
const ordersFor = async (numbers: readonly string[]) => (await orders()).filter(({ orderNo }) => numbers.includes(orderNo))
const numbersOf = (view: JointView) => view.parts.map(({ application }) => application?.number ?? '')
const askNow = async () => {
  await mongoose.connection.collection('applications').updateMany({ 'post.askAt': { $type: 'date' } }, { $set: { 'post.askAt': new Date(0) } })
  await Promise.all([city.api.applications.askPost(), city.api.applications.askPost()])
}
const onPaper = (over: object) => ({ answers: { ...NEWBORN_TYPED, ...over } })

describe('统一出件', () => {
  it('one code for whatever is ready, of whichever office and for mother and child alike; the father abroad is asked nothing, and the mother’s costs are paid back', async () => {
    const file = await photo()
    const uploads = await Promise.all(['invoices', 'expenses', 'bankAccount'].map(async (code) => ({ code, id: (await upload(forChild, file, code)).id })))
    const materials = [...NEWBORN_MATERIALS, ...uploads.map(({ code, id }) => ({ code, kind: 'upload', uploads: [id] }))]
    const draft = await start(ABROAD)
    expect([draft.openQuestions, draft.questions.map(({ code }) => code), draft.roles]).toEqual([[], ['parents', 'father', 'maternity'], []])
    const over = onPaper({ ...ABROAD, employer: '临江机电有限公司', costs: '5200.00', results: 'pickUp' })
    const { id } = (await submit(draft, ABROAD, { ...over, materials }).expect(201)).body as JointView
    expect(await asked(father)).toEqual([])
    await until(async () => (await casesOf(id)) === 4)

    await end(id, 'vaccination')
    const [first] = await deliveries(id, ({ deliveries: [one] }) => typeof one?.code === 'string')
    expect(first).toMatchObject({ way: 'pickUp', parts: ['vaccination'], place: { zh: '临江市政务服务大厅' }, waitsFor: ['registration', 'card', 'maternity'] })
    const code = first!.code!
    await end(id, 'registration')
    const [both] = await deliveries(id, ({ deliveries: [one] }) => one?.parts.length === 2)
    expect(both).toMatchObject({ code, parts: ['registration', 'vaccination'], waitsFor: ['card', 'maternity'] })
    // However often and at whichever process it is looked at, there is one code, and she is told of it once.
    for (const time of [1, 2, 3]) {
      await mongoose.connection.collection<{ _id: string }>('joint_applications').updateOne({ _id: id }, { $set: { lookOn: '2026-01-01' } })
      await Promise.all([city, second].map(({ api }) => api.applications.lookAtJoint()))
      expect([time, await mongoose.connection.collection('applications').countDocuments({ pickUpIndex: { $type: 'string' } })]).toEqual([time, 1])
    }
    // What is refused holds up nothing.
    await end(id, 'card', 'refused')
    await deliveries(id, ({ deliveries: [one] }) => one?.waitsFor.join() === 'maternity')
    const news = await until(async () => (await noticesOf(mother)).filter(({ link, words }) => link?.id === id && words.status?.zh.includes('取件码')))
    expect(news).toMatchObject([{ kind: 'applicationMoved', words: { item: { zh: '新生儿出生' } }, link: { kind: 'jointApplication' } }])
    const vaccination = await caseOf(id, 'vaccination')
    const own = (await forChild.get(`/applications/${vaccination}`).expect(200)).body as ApplicationView
    expect(own.delivery).toMatchObject({ way: 'pickUp', code: null, together: true })

    // At the office that made it nothing is handed over any more, and its code is no code there.
    const clinic = await signInOffice(city, 'communityHealth', 'clerk')
    const seen = await openCase(clinic, vaccination)
    expect(seen).toMatchObject({ handedOverAt: { zh: '临江市政务服务大厅' }, handOver: 'pickUp' })
    expect(seen.actions).not.toContain('deliver')
    await clinic.post(`/staff/applications/${vaccination}/moves`, { version: seen.version, move: { action: 'deliver', code } }).expect(409)
    for (const there of [find, handOver]) expect((await there(clinic, code).expect(409)).body.code).toBe('PICK_UP_CODE_UNKNOWN')

    const found = (await find(hall, code).expect(200)).body as PickUpFound
    expect(found.together!.results.map(({ item, office }) => `${office.zh} ${item.zh}`).sort()).toEqual([
      '临江市公安局 出生登记',
      '临江市卫生健康委员会 预防接种证办理',
    ])
    expect(found.together!.subjectMasked).toBe('王**')
    expect(JSON.stringify(found.together)).not.toContain('王安安')
    const colleague = await city.signInStaff('chenjing')
    const racing = await Promise.all([handOver(hall, code), handOver(colleague.at(second), code), handOver(hall, code)])
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((racing.find(({ status }) => status === 201)!.body as { results: unknown[] }).results).toHaveLength(2)
    const cases = mongoose.connection.collection<{ _id: string }>('applications')
    for (const part of ['registration', 'vaccination']) {
      const { history, progress } = (await cases.findOne({ _id: await caseOf(id, part) })) as unknown as {
        history: { action: string; paper: { code: string } }[]
        progress: { status: string }
      }
      expect(progress.status).toBe('delivered')
      expect(history.filter(({ action }) => action === 'deliver')).toMatchObject([{ paper: { code: 'deliveryReceipt' } }])
    }

    // What comes later has a code of its own; the spent one opens nothing.
    await end(id, 'maternity')
    const later = await deliveries(id, (view) => view.deliveries.some((one) => one.code !== null))
    expect(later.map(({ parts, deliveredOn }) => [parts, deliveredOn !== null])).toEqual([
      [['maternity'], false],
      [['registration', 'vaccination'], true],
    ])
    const next = later.find((one) => one.code !== null)!.code!
    expect((await handOver(hall, code).expect(409)).body.code).toBe('PICK_UP_CODE_UNKNOWN')
    await handOver(hall, next).expect(201)
    const maternity = await caseOf(id, 'maternity')
    expect((await mother.get(`/applications/${maternity}`).expect(200)).body).toMatchObject({ status: 'delivered', outcome: 'granted' })
    for (const part of ['guidance', 'insurance'] as const) await end(id, part)
    const ended = await stands(id, 'partlyCompleted')
    expect(partOf(ended, 'maternity')).toMatchObject({ state: 'granted', for: 'applicant' })
  }, 90_000)

  it('without the phone: a supervisor of the collecting window hands everything over on the applicant’s document and says why; what comes later again', async () => {
    const { id } = (await submit(await start(NEWBORN_ALONE), NEWBORN_ALONE, onPaper({ ...NEWBORN_ALONE, results: 'pickUp' })).expect(201)).body as JointView
    const head = await city.signInStaff('hemin')
    const elsewhere = await signInOffice(city, 'communityHealth', 'supervisor')
    const number = buildCitizenNumber({ region: '990102', bornOn: '1994-06-12', sequence: '002' })
    const father = buildCitizenNumber({ region: '990102', bornOn: '1992-09-30', sequence: '017' })
    const findBy = (by: SignedIn, shown: string) => by.post('/staff/applications/document-pick-up-scans', { number: shown })
    const give = (by: SignedIn, at: string, over: object = {}) =>
      by.post(`/staff/applications/${at}/document-pick-ups`, { number, note: '没有手机，核对了身份证原件', ...over })
    const ready = async (part: 'vaccination' | 'registration') => {
      await end(id, part)
      await deliveries(id, (view) => view.deliveries.some(({ code, parts }) => code !== null && parts.includes(part)))
    }
    expect((await findBy(head, number).expect(409)).body).toMatchObject({ code: 'PICK_UP_DOCUMENT_UNKNOWN' })
    await ready('vaccination')
    const vaccination = await caseOf(id, 'vaccination')
    await findBy(hall, number).expect(403)
    for (const [by, shown] of [
      [head, father],
      [elsewhere, number],
    ] as const)
      expect((await findBy(by, shown).expect(409)).body).toMatchObject({ code: 'PICK_UP_DOCUMENT_UNKNOWN' })
    const found = (await findBy(head, number).expect(200)).body as PickUpFound
    expect(found).toMatchObject({ applicationId: vaccination, together: { subjectMasked: '王**', results: [{ item: { zh: '预防接种证办理' } }] } })

    await give(hall, vaccination).expect(403)
    await give(head, vaccination, { note: '' }).expect(400)
    expect((await give(elsewhere, vaccination).expect(404)).body).toMatchObject({ code: 'NOT_FOUND' })
    expect((await give(head, vaccination, { number: father }).expect(409)).body).toMatchObject({ code: 'PICK_UP_DOCUMENT_WRONG' })
    const racing = await Promise.all([give(head, vaccination), give(head.at(second), vaccination)])
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await give(head, vaccination).expect(409)).body).toMatchObject({ code: 'APPLICATION_MOVED' })
    const own = (await forChild.get(`/applications/${vaccination}`).expect(200)).body as ApplicationView
    expect(own).toMatchObject({ status: 'delivered' })
    expect(own.history.at(-1)).toMatchObject({
      action: 'deliver',
      paper: { zh: '送达回证' },
      note: { zh: expect.stringMatching(/凭身份证件.*没有手机/) },
    })
    await until(async () => (await noticesOf(mother)).some(({ link, words }) => link?.id === vaccination && words.status?.zh === '已送达'))

    await ready('registration')
    const later = (await findBy(head, number).expect(200)).body as PickUpFound
    expect(later).toMatchObject({ applicationId: await caseOf(id, 'registration'), together: { results: [{ item: { zh: '出生登记' } }] } })
    expect((await give(head, later.applicationId).expect(201)).body).toMatchObject({ results: [{ item: { zh: '出生登记' } }] })
    const written = ['audit', 'applications'].map((name) => mongoose.connection.collection(name).find({}).toArray())
    const trail = JSON.stringify(await Promise.all(written))
    expect([trail.includes('application.pickUpFound'), trail.includes(number), trail.includes(father)]).toEqual([true, false, false])
  }, 90_000)

  it('one letter, once nothing on paper is to come any more; what the post brings back waits under one code', async () => {
    const alone = onPaper({ ...NEWBORN_ALONE, results: 'post', postAddress: '解放路 3 号 1 幢 201 室' })
    const { id } = (await submit(await start(NEWBORN_ALONE), NEWBORN_ALONE, alone).expect(201)).body as JointView
    await end(id, 'vaccination')
    const [waiting] = await deliveries(id, ({ deliveries: [one] }) => one?.parts.length === 1)
    expect(waiting).toMatchObject({ way: 'post', parts: ['vaccination'], waybill: null, waitsFor: ['registration', 'card'] })
    await end(id, 'registration')
    await deliveries(id, ({ deliveries: [one] }) => one?.parts.length === 2)
    await askNow()
    expect(await ordersFor(numbersOf(await look(id)))).toEqual([])
    await Promise.all([end(id, 'card', 'refused'), city.api.applications.advanceJoint(id)])
    const [letter] = await deliveries(id, ({ deliveries: [one] }) => typeof one?.waybill === 'string')
    expect(letter).toMatchObject({ parts: ['registration', 'vaccination'], waitsFor: [] })
    const ordered = await ordersFor(numbersOf(await look(id)))
    expect(ordered).toMatchObject([{ receiver: { name: '王小梅', address: '解放路 3 号 1 幢 201 室' } }])
    expect(ordered[0]!.goods.split('、').sort()).toEqual(['出生登记', '预防接种证办理'].map((name) => expect.stringContaining(name.slice(0, 4))))
    await control('post', `waybills/${letter!.waybill!}`, { state: 'inTransit' })
    await askNow()
    expect((await look(id)).deliveries[0]!.traces[0]!.text).toContain('运输途中')
    await control('post', `waybills/${letter!.waybill!}`, { state: 'returned' })
    await askNow()
    const [back] = await deliveries(id, ({ deliveries: [one] }) => typeof one?.code === 'string')
    expect(back).toMatchObject({ way: 'pickUp', parts: ['registration', 'vaccination'], waybill: null })
    expect((await handOver(hall, back!.code!).expect(201)).body).toMatchObject({ results: [{}, {}] })
    expect((await look(id)).deliveries).toMatchObject([{ way: 'pickUp', parts: ['registration', 'vaccination'], code: null, deliveredOn: expect.any(String) }])
  }, 90_000)

  it('where the bundle says so what is ready leaves at once, and what comes later in a letter of its own; signed for, all in it are delivered', async () => {
    await whileBundle({ oneDelivery: { office: 'governmentHall', letter: 'asEachIsReady' } }, async () => {
      const alone = onPaper({ ...NEWBORN_ALONE, results: 'post', postAddress: '解放路 3 号 1 幢 201 室' })
      const { id } = (await submit(await start(NEWBORN_ALONE), NEWBORN_ALONE, alone).expect(201)).body as JointView
      for (const part of ['vaccination', 'registration'] as const) {
        await end(id, part)
        await deliveries(id, (view) => view.deliveries.some(({ parts, waybill }) => parts.includes(part) && waybill !== null))
      }
      const letters = (await look(id)).deliveries
      expect(letters.map(({ parts }) => parts)).toEqual([['registration'], ['vaccination']])
      for (const { waybill } of letters) await control('post', `waybills/${waybill!}`, { state: 'signed' })
      await askNow()
      expect((await look(id)).deliveries.map(({ deliveredOn }) => deliveredOn)).toEqual([expect.any(String), expect.any(String)])
    })
  }, 60_000)

  it('a bundle that names no window leaves each result with its own office, as those that were begun before', async () => {
    await whileBundle({ oneDelivery: undefined }, async () => {
      const { id } = (await submit(await start(NEWBORN_ALONE), NEWBORN_ALONE, onPaper({ ...NEWBORN_ALONE, results: 'pickUp' })).expect(201)).body as JointView
      await end(id, 'vaccination')
      const vaccination = await caseOf(id, 'vaccination')
      const { delivery } = await until(async () => {
        const view = (await forChild.get(`/applications/${vaccination}`).expect(200)).body as ApplicationView
        return view.delivery && view
      })
      expect([delivery, (await look(id)).deliveries]).toMatchObject([{ way: 'pickUp', code: expect.stringMatching(/^\d{6}$/), place: {} }, []])
      const clinic = await signInOffice(city, 'communityHealth', 'clerk')
      expect((await handOver(clinic, delivery!.code!).expect(409)).body.code).toBe('PICK_UP_CODE_UNKNOWN')
      expect((await find(clinic, delivery!.code!).expect(200)).body).toEqual({ applicationId: vaccination })
      await moveCase(clinic, vaccination, { action: 'deliver', code: delivery!.code! })
    })
  }, 60_000)
})
