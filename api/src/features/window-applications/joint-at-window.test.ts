import type { CaseView } from '@zsb/shared/application'
import type { ConsentRequestView, JointView } from '@zsb/shared/joint-application'
import type { NoticePage } from '@zsb/shared/notice'
import type { PaperFile } from '@zsb/shared/paper'
import { CONSENT_SHEET, SHEET, type ApplicationCodeView, type JointAtWindow, type ScannedAtDesk, type WindowItems } from '@zsb/shared/window-application'
import mongoose from 'mongoose'
import { openCase } from '../../../test-support/elder-card'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED, UNMARRIED_STATEMENT } from '../../../test-support/newborn'
import { signInOffice } from '../../../test-support/office-staff'
import { photo, scanAtWindow } from '../../../test-support/uploading'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let mother: SignedIn
let forChild: SignedIn
/** Of the household office, which leads. */
let clerk: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'joint_at_window' })
  ;({ mother, forChild } = await city.signInGuardian())
  clerk = await signInOffice(city, 'householdOffice', 'clerk')
}, 60_000)
afterAll(() => city.close())
beforeEach(async () => {
  for (const name of ['joint_applications', 'applications', 'window_refusals']) await mongoose.connection.collection(name).deleteMany({})
})

const MARRIED = { parents: 'married', father: 'here', registerWith: 'mother', maternity: 'no' }
const filled = (guiding: object) => ({
  answers: { ...NEWBORN_TYPED, ...guiding },
  materials: guiding === NEWBORN_ALONE ? [...NEWBORN_MATERIALS, UNMARRIED_STATEMENT] : NEWBORN_MATERIALS,
})
/** Who has no account has no number on record: it is typed. */
const typed = (guiding: object) => ({ ...filled(guiding), answers: { ...filled(guiding).answers, phone: '19900000015' } })
const start = async () => (await forChild.post('/joint-applications', { bundle: 'newborn', answers: {} }).expect(201)).body as JointView
const look = async (id: string, by = forChild) => (await by.get(`/joint-applications/${id}`).expect(200)).body as JointView
const showCode = async (id: string) => (await forChild.post(`/joint-applications/${id}/window-codes`, {}).expect(201)).body as ApplicationCodeView
const scan = (text: string, by = clerk) => by.post('/window/application-scans', { text })
const atDesk = async (id: string) => (await clerk.get(`/window/joint-applications/${id}`).expect(200)).body as JointAtWindow
const ask = ({ id, version }: Pick<JointView, 'id' | 'version'>, guiding: object, over: object = {}) =>
  clerk.post(`/window/joint-applications/${id}/confirmation-requests`, { version, ...filled(guiding), confirm: 'onPaper', ...over })
const signed = (id: string, version: number, over: object = {}) =>
  clerk.post(`/window/joint-applications/${id}/submissions`, { version, signed: true, ...over })
const toldOf = async (by: SignedIn, id: string) =>
  ((await by.get('/notices?limit=100').expect(200)).body as NoticePage).items.filter(({ link }) => link?.id === id).map(({ words }) => words.status?.zh)
const person = (id: string) => {
  const { name, documentType, number } = city.citizen(id)
  return { name, documentType, number }
}
const CHILD = { name: '顾知夏', number: 'V990000003' }
const begin = (over: object = {}, by = clerk) =>
  by.post('/window/joint-applications', {
    bundle: 'newborn',
    person: person('xuJingyi'),
    child: CHILD,
    documentSeen: true,
    consentSigned: true,
    ...over,
  })
/** Her draft in the clerk's hands, begun by her document, handed in with her signature. */
async function handedIn(guiding: object): Promise<JointAtWindow> {
  const { joint } = (await begin().expect(201)).body as JointAtWindow
  const asked = (await ask(joint, guiding, typed(guiding)).expect(201)).body as JointAtWindow
  const { id: sheet } = await scanAtWindow(clerk, { id: joint.id, file: await photo(), material: SHEET })
  await signed(joint.id, asked.joint.version, { sheet: [sheet] }).expect(201)
  return atDesk(joint.id)
}
const caseOf = async (id: string, part: string) => {
  const found = await until(async () => (await atDesk(id)).joint.parts.find(({ code }) => code === part)!.application)
  return found.id
}

describe('several things at once taken over at the window 一件事窗口接手', () => {
  it('her code opens the draft at any office that has a part of it, her phone says who has it, and hands in what it has read', async () => {
    const draft = await start()
    const { code } = await showCode(draft.id)
    // The vehicle office has no part of a birth: the code is not spent on it.
    const elsewhere = await scan(code, await city.signInStaff('chenjing'))
    expect(elsewhere.body).toMatchObject({ code: 'APPLICATION_CODE_ELSEWHERE', errors: [{ zh: expect.stringContaining('户政') }] })
    expect((await scan(code).expect(201)).body as ScannedAtDesk).toEqual({ opens: 'jointAtWindow', applicationId: draft.id })
    expect((await scan(code)).body.code).toBe('APPLICATION_CODE_USED')
    const held = await atDesk(draft.id)
    expect(held).toMatchObject({ applicantName: '王小梅', childName: '王安安', how: 'code', asked: null, hasPhone: true })
    await until(async () => (await toldOf(mother, draft.id)).includes('窗口正在替您办理'))
    // Typed at the desk it is in her draft; her phone is stale.
    const saved = await clerk.put(`/window/joint-applications/${draft.id}/answers`, {
      version: held.joint.version,
      answers: { ...MARRIED, bank: '临江市商业银行' },
    })
    const { joint } = saved.body as JointAtWindow
    expect(joint).toMatchObject({ openQuestions: [], answers: { bank: '临江市商业银行' } })
    expect((await forChild.put(`/joint-applications/${draft.id}/answers`, { version: draft.version, answers: {} })).body.code).toBe('APPLICATION_MOVED')

    const wrong = await ask(joint, MARRIED, { answers: { ...NEWBORN_TYPED, ...MARRIED, homeAddress: '' } }).expect(422)
    expect(wrong.body.errors).toEqual([expect.objectContaining({ pointer: '/answers/homeAddress' })])
    const unknown = await ask(joint, MARRIED, { contested: [{ field: 'homeAddress', says: '望江街 6 号' }] }).expect(422)
    expect(unknown.body.errors).toEqual([expect.objectContaining({ pointer: '/contested/homeAddress' })])
    const contested = [{ field: 'birthWeight', says: '3210' }]
    const asked = (await ask(joint, MARRIED, { confirm: 'onPhone', contested }).expect(201)).body as JointAtWindow
    expect((await signed(draft.id, asked.joint.version)).body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const onPhone = await look(draft.id)
    expect(onPhone.atWindow).toMatchObject({ how: 'code', officer: '窗口员', asked: { answers: MARRIED, contested } })
    await until(async () => (await toldOf(mother, draft.id)).includes('窗口已填好，请您核对确认'))
    await forChild.post(`/joint-applications/${draft.id}/window-confirmations`, { version: onPhone.version }).expect(201)
    const part = await caseOf(draft.id, 'vaccination')
    const clinic = await signInOffice(city, 'communityHealth', 'clerk')
    const { history, sections } = await openCase(clinic, part)
    expect(history[0]).toMatchObject({ action: 'submit', confirmed: 'onPhone' })
    expect(sections.flatMap(({ fields }) => fields).filter((field) => field.contested)).toMatchObject([{ code: 'birthWeight', contested: { zh: '3210' } }])
    expect((await forChild.post(`/joint-applications/${draft.id}/window-codes`, {})).body.code).toBe('APPLICATION_MOVED')
  })

  it('R14: nobody but the clerk who scanned it reaches it, and taken back no window begins for her by document', async () => {
    const { id } = await start()
    await scan((await showCode(id)).code).expect(201)
    const colleague = await city.signInStaff('chenjing')
    for (const path of [`/window/joint-applications/${id}`, `/window/applications/${id}/licences`, `/window/applications/${id}/uploads?material=${SHEET}`])
      await colleague.get(path).expect(404)
    await clerk.get(`/window/applications/${id}/licences`).expect(200)
    await forChild.post(`/joint-applications/${id}/window-refusals`, {}).expect(201)
    await clerk.get(`/window/joint-applications/${id}`).expect(404)
    const again = await begin({ person: person('wangXiaomei'), child: undefined })
    expect(again.body.code).toBe('WINDOW_PERSON_REFUSED')
    await scan((await showCode(id)).code).expect(201)
  })
})

describe('a mother without a phone 一件事窗口代录', () => {
  it('applies for her child by her document; the father signs before the clerk, and the household office sees his card with what he signed', async () => {
    const { bundles } = (await clerk.get('/window/application-items').expect(200)).body as WindowItems
    expect(bundles).toEqual([expect.objectContaining({ code: 'newborn', mayAct: ['guardian'] })])
    const { joint } = (await begin().expect(201)).body as JointAtWindow
    const { id } = joint
    expect(await atDesk(id)).toMatchObject({ applicantName: '许静宜', childName: '顾知夏', how: 'document', hasPhone: false })
    expect(joint.questions.map(({ code }) => code)[0]).toBe('parents')
    const asked = (await ask(joint, MARRIED, typed(MARRIED)).expect(201)).body as JointAtWindow
    const sheet = (await clerk.get(`/window/joint-applications/${id}/confirmation-sheet`).expect(200)).body as PaperFile
    expect(Buffer.from(sheet.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    const { id: scanned } = await scanAtWindow(clerk, { id, file: await photo(), material: SHEET })
    await signed(id, asked.joint.version, { sheet: [scanned] }).expect(201)
    const pending = await atDesk(id)
    expect(pending.joint.roles).toEqual([expect.objectContaining({ code: 'father', state: 'pending' })])

    const consent = `/window/joint-applications/${id}/consents/father`
    expect((await clerk.get(`${consent}/sheet`).expect(200)).body).toMatchObject({ fileName: expect.stringContaining('用证授权书') })
    const { id: his } = await scanAtWindow(clerk, { id, file: await photo({ width: 200 }), material: CONSENT_SHEET })
    await clerk.post(`${consent}/signatures`, { documentSeen: true, sheet: [] }).expect(400)
    expect((await clerk.post(`${consent}/signatures`, { documentSeen: true, sheet: [mother.personId] })).body.code).toBe('APPLICATION_REFUSED')
    const given = (await clerk.post(`${consent}/signatures`, { documentSeen: true, sheet: [his] }).expect(201)).body as JointAtWindow
    expect(given.joint.roles[0]).toMatchObject({ state: 'given' })
    expect((await clerk.post(`${consent}/signatures`, { documentSeen: true, sheet: [his] })).body.code).toBe('JOINT_CONSENT_CLOSED')

    const registration = await caseOf(id, 'registration')
    const seen: CaseView = await openCase(clerk, registration)
    expect(seen.history[0]).toMatchObject({ confirmed: 'onPaper', sheet: [{ id: scanned }] })
    const card = seen.materials.find(({ code }) => code === 'otherParentIdentity')!
    expect(card).toMatchObject({ taken: 'licence', uploads: [{ id: his }] })
    expect(JSON.stringify(card.facts)).toContain('顾晨')
    // He finds it on his phone when he signs in, was told, and can take back what was not used.
    const father = await city.signInCitizen('guChen')
    const [request] = ((await father.get('/joint-consents').expect(200)).body as { items: ConsentRequestView[] }).items
    expect(request).toMatchObject({ state: 'given', actions: ['takeBack'] })
    expect(await toldOf(father, request!.id)).toContain('您在窗口签了用证授权书')
    // And she hers, with all that became of it.
    const hers = (await city.signInCitizen('xuJingyi')).actingFor((await mongoose.connection.collection('joint_applications').findOne({}))!.subjectId as string)
    expect((await look(id, hers)).isDraft).toBe(false)
  })

  it('hands in whole what needs nobody else, once: the sheet that was signed, not what was changed after', async () => {
    const { joint } = (await begin().expect(201)).body as JointAtWindow
    const asked = (await ask(joint, NEWBORN_ALONE, typed(NEWBORN_ALONE)).expect(201)).body as JointAtWindow
    const changed = await clerk.put(`/window/joint-applications/${joint.id}/answers`, {
      version: asked.joint.version,
      answers: { ...NEWBORN_ALONE, bank: '别的' },
    })
    const { version } = (changed.body as JointAtWindow).joint
    expect((await signed(joint.id, version)).body.code).toBe('APPLICATION_NOT_CONFIRMED')
    const again = (await ask({ id: joint.id, version }, NEWBORN_ALONE, typed(NEWBORN_ALONE)).expect(201)).body as JointAtWindow
    const both = await Promise.all([signed(joint.id, again.joint.version), signed(joint.id, again.joint.version)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    await caseOf(joint.id, 'registration')
    expect(await mongoose.connection.collection('outbox').countDocuments({ state: 'parked' })).toBe(0)
  })

  it('needs a department that knows the relation, the guardian where a guardian has to apply, and an office that has a part of it', async () => {
    expect((await begin({ child: { name: '王安安', number: CHILD.number } })).body.code).toBe('FAMILY_NOT_PROVEN')
    expect((await begin({ child: undefined })).body.code).toBe('APPLICATION_NOT_FOR_YOU')
    expect((await begin({ bundle: 'nothing' })).body.code).toBe('WINDOW_ITEM_ELSEWHERE')
    expect((await begin({}, await city.signInStaff('chenjing'))).body.code).toBe('WINDOW_ITEM_ELSEWHERE')
  })

  it('R17: a second person who has refused windows signs before none', async () => {
    const { joint } = await handedIn(MARRIED)
    const father = await city.signInCitizen('guChen')
    await mongoose.connection.collection('window_refusals').insertOne({ _id: father.personId as never, at: city.now() })
    const { id: his } = await scanAtWindow(clerk, { id: joint.id, file: await photo(), material: CONSENT_SHEET })
    const sign = () => clerk.post(`/window/joint-applications/${joint.id}/consents/father/signatures`, { documentSeen: true, sheet: [his] })
    expect((await sign()).body.code).toBe('WINDOW_PERSON_REFUSED')
  })
})
