import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationPage, ApplicationView } from '@zsb/shared/application'
import { fieldsOf, type Form, type FormField } from '@zsb/shared/form'
import type { BundleGuide, ConsentRequestView, DeskJointView, JointView } from '@zsb/shared/joint-application'
import type { LedgerPage } from '@zsb/shared/ledger'
import type { Family, FamilyMember } from '@zsb/shared/family'
import type { LicenceView, WalletView } from '@zsb/shared/licence'
import type { ServiceItem } from '@zsb/shared/service-item'
import mongoose from 'mongoose'
import type { CallBackPage, CaseRatings } from '@zsb/shared/rating'
import { openCase } from '../../../test-support/elder-card'
import { answer, asked, jointActs, MARRIED, newborn, noticesOf, partOf, stateOf, told } from '../../../test-support/joint-applications'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED } from '../../../test-support/newborn'
import { signInOffice } from '../../../test-support/office-staff'
import { whilePublished } from '../../../test-support/published-version'
import { photo, upload } from '../../../test-support/uploading'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'
import { inTransaction } from '../../platform/db/mongo'
import { createMongoJoint } from './joint.model'

const published = <T>(name: string) => JSON.parse(readFileSync(join(__dirname, `../../../content/${name}.json`), 'utf8')) as T
const DAY_MS = 24 * 3_600_000
let city: WholeApi
let mother: SignedIn
let forChild: SignedIn
let father: SignedIn
let childId: string
beforeAll(async () => {
  city = await openWholeApi({ name: 'joint' })
  ;({ mother, forChild, childId } = await city.signInGuardian())
  father = await city.signInCitizen('zhangWeiqiang')
}, 60_000)
afterAll(() => city.close())
const { start, look, submit, handIn, caseOf, stands, decide, whileBundle, casesOf } = jointActs(() => ({ city, forChild }))
beforeEach(async () => {
  for (const name of ['joint_applications', 'applications']) await mongoose.connection.collection(name).deleteMany({})
})

/** As it stands in 我的办件. */
const listed = async (id: string) =>
  ((await forChild.get('/joint-applications').expect(200)).body as { items: { id: string }[] }).items.find((item) => item.id === id)

describe('新生儿出生 in one go 一件事一次办', () => {
  it('tells everybody what it is made of and what is handed from part to part', async () => {
    const guide = (await city.request.get('/api/v1/bundles/newborn').expect(200)).body as BundleGuide
    expect(guide.edges.map(({ from, to }) => `${from} → ${to}`)).toEqual(['registration → insurance', 'registration → card'])
    expect(guide.parts.find(({ code }) => code === 'registration')).toMatchObject({ promiseDays: 3, result: { zh: '居民户口簿' } })
    expect(((await city.request.get('/api/v1/bundles').expect(200)).body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual(['newborn'])
    await city.request.get('/api/v1/bundles/gone').expect(404)
  })

  it('asks once, the father on his phone; every office handles its part, the register page begins the next ones, and four licences are in the wallet', async () => {
    const draft = await start(MARRIED)
    expect(draft).toMatchObject({
      isDraft: true,
      state: null,
      openQuestions: [],
      roles: [{ code: 'father', state: 'notAsked', licences: [{ zh: '居民身份证' }] }],
    })
    expect(await listed(draft.id)).toMatchObject({ isDraft: true, state: null })
    expect(fieldsOf(draft.form).map(({ code }) => code)).not.toContain('employer')
    expect(draft.sourced.filter(({ display }) => display !== null).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['childName', 'bornOn', 'motherName', 'motherNumber', 'fatherName', 'registerAddress']),
    )
    expect(draft.promised!.chain.map(({ part }) => part)).toEqual(['registration', 'card'])
    expect(draft.promised!.chain[0]!.counted.filter(({ number }) => number !== null)).toHaveLength(3)
    const { id } = (await submit(draft, MARRIED).expect(201)).body as JointView
    await until(async () => (await casesOf(id)) === 2)
    const begun = await look(id)
    expect(stateOf(begun)).toEqual({ registration: 'waiting', vaccination: 'running', insurance: 'waiting', card: 'waiting', guidance: 'running' })
    expect(partOf(begun, 'registration').waitsFor).toEqual({ parts: [], roles: ['father'] })
    expect(await listed(id)).toMatchObject({ isDraft: false, state: 'running', isWithdrawn: false })
    expect(begun.answers).toMatchObject({ motherNumber: expect.stringMatching(/^\d{3,6}\*+\w{4}$/), childNation: '汉族' })

    // Every window that has a part of it sees how far the others are, and nobody else does; nothing of whom it is about.
    const clinic = await signInOffice(city, 'communityHealth', 'clerk')
    const vaccination = await caseOf(id, 'vaccination')
    expect((await openCase(clinic, vaccination)).isPart).toBe(true)
    const atDesk = (await clinic.get(`/staff/applications/${vaccination}/joint-application`).expect(200)).body as DeskJointView
    expect(atDesk.edges).toEqual([
      { from: 'registration', to: 'insurance' },
      { from: 'registration', to: 'card' },
    ])
    expect(atDesk.parts.find(({ code }) => code === 'registration')).toMatchObject({ isOwn: false, state: 'waiting', waitsForConsent: true, status: null })
    expect(atDesk.parts.find(({ code }) => code === 'vaccination')).toMatchObject({ isOwn: true, state: 'running', status: 'submitted' })
    expect(atDesk.promisedOn).toBe(begun.promised!.on)
    for (const personal of [childId, id, '顾', '许', '王小梅', '张伟强']) expect(JSON.stringify(atDesk)).not.toContain(personal)
    const elsewhere = await city.signInStaff('linhao')
    await elsewhere.get(`/staff/applications/${vaccination}/joint-application`).expect(404)

    expect(await asked(mother)).toEqual([])
    const [request] = await asked(father)
    expect(request).toMatchObject({
      state: 'pending',
      actions: ['give', 'decline'],
      asker: '王**',
      about: [{ zh: '孩子姓名', en: 'Child’s name', value: '王安安' }],
      licences: [{ zh: '居民身份证' }],
      offices: [{ zh: '临江市公安局户政服务大厅' }],
    })
    await answer(mother, request!.id, 'given').expect(404)
    const both = await Promise.all([answer(father, request!.id, 'given'), answer(father, request!.id, 'given')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])

    const registration = await caseOf(id, 'registration')
    const clerk = await signInOffice(city, 'householdOffice', 'clerk')
    const seen = await openCase(clerk, registration)
    const factsOf = (code: string) => seen.materials.find((material) => material.code === code)!.facts.map(({ display }) => display)
    expect(factsOf('otherParentIdentity')).toContain('张伟强')
    expect(factsOf('birthCertificate')).toContain('王安安')
    // Her page of the register, not the child's.
    expect(factsOf('householdRegister')).toContain('户主')
    await decide('householdOffice', registration, 'granted')

    const [insurance, card] = [await caseOf(id, 'insurance'), await caseOf(id, 'card')]
    const page = await openCase(await signInOffice(city, 'medicalInsuranceOffice', 'clerk'), insurance)
    expect(page.materials.find(({ code }) => code === 'childRegister')).toMatchObject({
      taken: 'licence',
      facts: expect.arrayContaining([{ zh: '姓名', en: 'Name', display: '王安安' }]),
    })
    await decide('medicalInsuranceOffice', insurance, 'granted')
    await decide('socialSecurityOffice', card, 'granted')
    for (const code of ['vaccination', 'guidance']) await decide('communityHealth', await caseOf(id, code), 'granted')
    const ended = await stands(id, 'completed')
    expect(ended.promised!.chain.map(({ by }) => by)).toContain('end')
    expect(await listed(id)).toMatchObject({ state: 'completed' })

    const { items } = await until(async () => {
      const wallet = (await forChild.get('/licences').expect(200)).body as WalletView
      return wallet.items.filter(({ library }) => library === 'own').length === 3 ? wallet : null
    })
    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['birthCertificate', 'householdRegister', 'vaccinationCertificate', 'socialSecurityCard']),
    )
    // Everybody is told of his own: the father of the use of his card, the mother of what began by itself.
    const use = await until(async () => ((await father.get('/ledger').expect(200)).body as LedgerPage).items.find(({ kind }) => kind === 'dataRead'))
    expect(use).toMatchObject({ licenceType: 'residentIdCard', relyingParty: { zh: '临江市公安局户政服务大厅' }, basis: 'consent' })
    const all = await noticesOf(mother)
    expect(all.filter(({ kind }) => kind === 'consentAnswered')).toMatchObject([{ words: { answer: { zh: '已经同意' } } }])
    const byThemselves = all.filter(({ kind, words }) => kind === 'applicationMoved' && words.status?.zh === '已提交').map(({ words }) => words.item!.zh)
    expect(byThemselves.sort()).toEqual(['出生登记', '新生儿医保参保登记', '社会保障卡申领'].sort())
    expect((await noticesOf(father)).find(({ kind }) => kind === 'consentAsked')).toMatchObject({ link: { kind: 'jointConsent', id: request!.id } })
    expect(all.find(({ kind }) => kind === 'consentAnswered')).toMatchObject({ link: { kind: 'jointApplication', id, subjectId: childId } })
    // Parts are ordinary cases of hers.
    const mine = (await forChild.get('/applications').expect(200)).body as ApplicationPage
    expect(mine.items.map(({ id: one }) => one)).toEqual(expect.arrayContaining([registration, insurance, card]))
  }, 90_000)

  it('a child without a number gets one when its birth is registered, beside its certificate, and keeps what it had', async () => {
    const zhouYa = await city.signInCitizen('zhouYa')
    const added = await zhouYa.post('/family/children', { name: '周小满', number: 'V990000002' }).expect(201)
    const { personId } = added.body as FamilyMember
    expect(added.body).toMatchObject({ documentType: 'birthCertificate' })
    const forBaby = zhouYa.actingFor(personId)
    await forBaby.post('/consents/sensitive', { purpose: 'childData', decision: 'agree' }).expect(201)
    const { id } = await handIn(NEWBORN_ALONE, forBaby)
    await decide('communityHealth', await caseOf(id, 'vaccination', forBaby), 'granted')
    // Who the number makes one person keeps all there was: uses of licences, and what was asked for.
    const history = async () => {
      const [ledger, cases] = await Promise.all(
        ['/ledger', '/applications'].map(async (path) => (await forBaby.get(path).expect(200)).body as { items: { id: string }[] }),
      )
      return [...ledger!.items, ...cases!.items].map((each) => each.id)
    }
    const before = await until(async () => {
      const ids = await history()
      return ids.length > 3 && ids
    })
    await decide('householdOffice', await caseOf(id, 'registration', forBaby), 'granted')
    await decide('socialSecurityOffice', await caseOf(id, 'card', forBaby), 'granted')
    const types = ['birthCertificate', 'householdRegister', 'socialSecurityCard', 'vaccinationCertificate']
    const { items } = await until(async () => {
      const wallet = (await forBaby.get('/licences').expect(200)).body as WalletView
      return wallet.items.length === types.length ? wallet : null
    })
    expect(items.map(({ type, meaning }) => `${type} ${meaning}`).sort()).toEqual(types.map((type) => `${type} valid`))
    const card = (await forBaby.get(`/licences/${items.find(({ type }) => type === 'socialSecurityCard')!.id}`).expect(200)).body as LicenceView
    expect(card.fields.find(({ code }) => code === 'number')!.value).toMatch(/^9\S*\*+\S+$/)
    const { children } = (await zhouYa.get('/family').expect(200)).body as Family
    expect(children).toMatchObject([{ personId, documentType: 'residentId' }])
    expect(await history()).toEqual(expect.arrayContaining(before))
  }, 60_000)

  it('R24: files that only some parts ask for are handed in once, kept while their part waits, and lie with its case at the window', async () => {
    const guiding = { parents: 'unmarried', fatherNamed: 'yes', father: 'here', registerWith: 'father', maternity: 'unsettled' }
    const file = await photo()
    const of = Object.fromEntries(
      await Promise.all(['paternity', 'invoices', 'expenses', 'bankAccount'].map(async (code) => [code, (await upload(forChild, file, code)).id] as const)),
    )
    const materials = [...NEWBORN_MATERIALS.slice(0, 2), ...Object.entries(of).map(([code, id]) => ({ code, kind: 'upload', uploads: [id] }))]
    const answers = { ...NEWBORN_TYPED, ...guiding, employer: '临江机电有限公司', costs: '5200.00' }
    const draft = await start(guiding)
    const foreign = [
      ...materials.filter(({ code }) => code !== 'invoices'),
      { code: 'invoices', kind: 'upload', uploads: [(await upload(father, file, 'invoices')).id] },
    ]
    const refused = await submit(draft, guiding, { answers, materials: foreign }).expect(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '/materials/invoices', zh: expect.stringContaining('文件') }])
    const { id } = (await submit(draft, guiding, { answers, materials }).expect(201)).body as JointView
    const paternity = () => mongoose.connection.collection<{ _id: string }>('uploads').findOne({ _id: of.paternity! })
    expect(await paternity()).toMatchObject({ cases: [id], expiresAt: null })
    await forChild.delete(`/uploads/${of.paternity!}`).expect(409)
    const maternity = await caseOf(id, 'maternity')
    const seen = await openCase(await signInOffice(city, 'medicalInsuranceOffice', 'clerk'), maternity)
    expect(seen.materials.find(({ code }) => code === 'invoices')).toMatchObject({ taken: 'upload', uploads: [{ id: of.invoices, pages: 1 }] })
    const [request] = await asked(father)
    expect(request!.licences.map(({ zh }) => zh)).toEqual(['居民户口簿', '居民身份证'])
    await answer(father, request!.id, 'given').expect(201)
    const registration = await caseOf(id, 'registration')
    expect(await paternity()).toMatchObject({ cases: [id, registration] })
    await (await signInOffice(city, 'householdOffice', 'clerk')).get(`/staff/applications/${registration}/uploads/${of.paternity!}/pages/0`).expect(200)
    const { version } = await look(id)
    await forChild.post(`/joint-applications/${id}/withdrawals`, { version }).expect(201)
    expect(await paternity()).toMatchObject({ cases: [], expiresAt: expect.any(Date) })
  }, 60_000)

  it('is rated once, as a whole, when the last part has ended; a bad rating is called back, and the answer leads to it', async () => {
    const { id } = await handIn(NEWBORN_ALONE)
    const [registration, vaccination] = [await caseOf(id, 'registration'), await caseOf(id, 'vaccination')]
    for (const code of ['vaccination', 'guidance']) await decide('communityHealth', await caseOf(id, code), 'granted')
    const rate = (of: string, over: object = {}) =>
      forChild.post(`/applications/${of}/ratings`, { stage: 'conclusion', level: 'dissatisfied', options: ['slow'], ...over })
    expect((await rate(id).expect(409)).body.code).toBe('RATING_NOT_OPEN')
    await decide('householdOffice', registration, 'refused')
    expect(await stands(id, 'partlyCompleted')).toMatchObject({ rateable: true })
    expect((await rate(vaccination).expect(409)).body.code).toBe('RATING_NOT_OPEN')
    expect(((await forChild.get(`/applications/${vaccination}`).expect(200)).body as ApplicationView).rateable).toBe(false)
    const both = await Promise.all([rate(id), rate(id)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const { item, stages } = (await forChild.get(`/applications/${id}/ratings`).expect(200)).body as CaseRatings
    expect([item.zh, stages.map(({ code, rating }) => [code, rating?.level])]).toEqual(['新生儿出生', [['conclusion', 'dissatisfied']]])
    const better = { version: 1, level: 'fairlySatisfied', options: [] }
    await forChild.put(`/applications/${id}/ratings`, { stage: 'conclusion', ...better }).expect(200)
    await father.get(`/applications/${id}/ratings`).expect(404)
    // The leading office has no supervisor: the operators call back.
    const operator = await city.signInStaff('tangyun')
    const [open] = ((await operator.get('/staff/rating-call-backs?state=open').expect(200)).body as CallBackPage).items
    expect(open).toMatchObject({ item: { zh: '新生儿出生' }, number: null, desk: 'platform' })
    await operator.post(`/staff/rating-call-backs/${open!.id}/answers`, { finding: 'confirmed', text: '确实慢了，已经改' }).expect(201)
    expect(await told(mother, 'ratingAnswered', id)).toMatchObject([{ words: { item: { zh: '新生儿出生' } }, link: { kind: 'rating', subjectId: childId } }])
  }, 60_000)

  it('R16: handed in twice at once is one, and every part begins once however often and at whichever process it is looked at, also where one was killed in between', async () => {
    const second = await city.openInstance()
    const draft = await start(NEWBORN_ALONE)
    const both = await Promise.all([submit(draft, NEWBORN_ALONE), submit(draft, NEWBORN_ALONE, {}, forChild.at(second))])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    await Promise.all([city, second].flatMap(({ api }) => Array.from({ length: 3 }, () => api.applications.advanceJoint(draft.id))))
    await until(async () => (await casesOf(draft.id)) === 3)
    const registration = await caseOf(draft.id, 'registration')
    await decide('householdOffice', registration, 'granted')
    await until(async () => (await casesOf(draft.id)) === 5)
    const { outbox } = city.api.platform
    const again = {
      topic: 'application.moved',
      key: `${registration}:again`,
      payload: { applicationId: registration, action: 'conclude', own: 'yes', jointId: draft.id },
    }
    await Promise.all([outbox.put(null, again), outbox.put(null, again), second.api.applications.advanceJoint(draft.id)])
    const isDone = async () => (await mongoose.connection.collection('outbox').countDocuments({ key: again.key, state: 'waiting' })) === 0
    await until(isDone)
    expect(await casesOf(draft.id)).toBe(5)
    const cases = mongoose.connection.collection<{ _id: string }>('applications')
    // As a process leaves it that is killed after one of two parts has begun: its message comes again.
    await cases.deleteOne({ _id: await caseOf(draft.id, 'card') })
    await outbox.put(null, again)
    await until(async () => (await isDone()) && (await casesOf(draft.id)) === 5)
    await second.stop()
    const twin = { ...(await cases.findOne({ _id: registration }))!, _id: 'twin', number: null }
    await expect(cases.insertOne(twin)).rejects.toMatchObject({ code: 11000 })
    expect(await outbox.countParked()).toBe(0)
  }, 60_000)

  it('a part begins only under the consents and decisions it was decided by', async () => {
    const { id } = await handIn(NEWBORN_ALONE)
    await until(async () => (await casesOf(id)) === 3)
    const store = createMongoJoint({ trail: { record: async () => undefined, tell: async () => undefined } })
    const { round } = (await store.find(id))!
    const hold = (at: number) => inTransaction((tx) => store.holdRound(tx, { id, round: at }))
    expect([await hold(round + 1), await hold(round), await hold(round)]).toEqual([false, true, false])
  })

  it('begun twice at once is one draft, on another phone too; what is typed is kept, what has a source is not, and nothing of it can be read where it is stored (R20)', async () => {
    const [one, two] = await Promise.all([start(NEWBORN_ALONE), start(NEWBORN_ALONE)])
    expect(one.id).toBe(two.id)
    const answers = { ...NEWBORN_ALONE, ...NEWBORN_TYPED, childName: '别的名字', maternity: 'unsettled' }
    const saved = (await forChild.put(`/joint-applications/${one.id}/answers`, { version: one.version, answers }).expect(200)).body as JointView
    expect(saved.answers).toEqual({ ...NEWBORN_ALONE, ...NEWBORN_TYPED, maternity: 'unsettled' })
    expect(partOf(saved, 'maternity')).toMatchObject({ state: 'ready' })
    await forChild.put(`/joint-applications/${one.id}/answers`, { version: one.version, answers }).expect(409)
    const other = (await city.signInCitizen('wangXiaomei')).actingFor(childId)
    for (const opened of [await look(one.id, other), await start({}, other)])
      expect(opened).toMatchObject({ id: one.id, isDraft: true, version: saved.version, answers: saved.answers })
    const stored = JSON.stringify(await mongoose.connection.collection('joint_applications').find({}).toArray())
    for (const value of ['unmarried', '汉族', '望江街']) expect(stored).not.toContain(value)
  })

  it('a draft begun under an older version of the bundle is shown what is asked newly and what falls away, and is not handed in unseen', async () => {
    const draft = await start(NEWBORN_ALONE)
    const typed = { ...NEWBORN_ALONE, ...NEWBORN_TYPED }
    const saved = (await forChild.put(`/joint-applications/${draft.id}/answers`, { version: draft.version, answers: typed }).expect(200)).body as JointView
    expect(saved.carried).toBeNull()
    const keepsake: FormField = { code: 'keepsake', zh: '要不要纪念册', en: 'A keepsake?', required: true, kind: 'text', least: 1, most: 10 }
    const [first, ...others] = newborn.form.sections
    const goesOn = ({ part }: { part: string }) => part !== 'vaccination'
    const over = {
      parts: newborn.parts.filter(({ code }) => code !== 'vaccination'),
      materials: newborn.materials.map((each) => ({ ...each, goesTo: each.goesTo.filter(goesOn) })),
      form: { ...newborn.form, sections: [{ ...first!, fields: [...first!.fields, keepsake] }, ...others] },
      delivery: [...newborn.delivery, 'keepsake'],
    }
    await whileBundle(over, async () => {
      const version = newborn.version + 1
      const told = {
        added: [{ code: 'keepsake', zh: '要不要纪念册', en: 'A keepsake?' }],
        dropped: [expect.objectContaining({ code: 'clinic' })],
        parts: { added: [], dropped: [expect.objectContaining({ code: 'vaccination', zh: '预防接种证' })] },
        materials: { added: [], dropped: [] },
      }
      // However often it is looked at, until something is kept under the new version.
      for (const time of [1, 2]) expect([time, await look(draft.id)]).toMatchObject([time, { bundle: { version }, version: saved.version, carried: told }])
      const { clinic: _, ...fitting } = NEWBORN_TYPED
      expect((await start(NEWBORN_ALONE)).carried).toMatchObject({ parts: told.parts })
      const answers = { ...fitting, ...NEWBORN_ALONE, keepsake: '要' }
      const unseen = await submit(saved, NEWBORN_ALONE, { answers, bundleVersion: newborn.version }).expect(409)
      expect(unseen.body.code).toBe('APPLICATION_MOVED')
      const kept = (await forChild.put(`/joint-applications/${draft.id}/answers`, { version: saved.version, answers }).expect(200)).body as JointView
      expect(kept).toMatchObject({ carried: told, answers: { keepsake: '要', bank: '临江市商业银行' } })
      expect((await look(draft.id)).carried).toBeNull()
      const handedIn = (await submit(kept, NEWBORN_ALONE, { answers, bundleVersion: version }).expect(201)).body as JointView
      expect([handedIn.carried, partOf(handedIn, 'vaccination')]).toEqual([null, undefined])
    })
  }, 60_000)

  it('R11: is refused at the question, the field and the material, and nothing of what was sent is repeated', async () => {
    const draft = await start({})
    const refused = async (over: object) =>
      ((await submit(draft, {}, over).expect(422)).body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
    expect(await refused({ answers: NEWBORN_TYPED })).toEqual(['/answers/parents', '/answers/maternity'])
    const answers = { ...NEWBORN_TYPED, ...MARRIED, bank: '一', results: 'elsewhere', childName: '别的名字' }
    expect((await refused({ answers, materials: [{ code: 'birthCertificate', kind: 'commitment' }] })).sort()).toEqual([
      '/answers/bank',
      '/answers/results',
      '/materials/birthCertificate',
      '/materials/motherIdentity',
      '/materials/motherRegister',
    ])
    expect((await look(draft.id)).isDraft).toBe(true)
  })

  it('R14: is nobody else’s, and for nobody but whoever acts for a child', async () => {
    const { id } = await start(NEWBORN_ALONE)
    await mother.get(`/joint-applications/${id}`).expect(404)
    await father.get(`/joint-applications/${id}`).expect(404)
    await father.post('/joint-applications', { bundle: 'newborn', answers: {} }).expect(403)
    expect(((await forChild.get('/joint-applications').expect(200)).body as { items: { id: string }[] }).items.map((item) => item.id)).toEqual([id])
  })

  it('信息有误: what she says of a value goes to every part that has it, beside what its source says, and to no other', async () => {
    const SAYS = '2026-11-19'
    const { id } = (await submit(await start(NEWBORN_ALONE), NEWBORN_ALONE, { contested: [{ field: 'bornOn', says: SAYS }] }).expect(201)).body as JointView
    expect(await look(id)).toMatchObject({ contested: [{ field: 'bornOn', says: SAYS }] })
    const clinic = await signInOffice(city, 'communityHealth', 'clerk')
    const [booklet, registration] = [await caseOf(id, 'vaccination'), await caseOf(id, 'registration')]
    for (const [by, part] of [
      [clinic, booklet],
      [await signInOffice(city, 'householdOffice', 'clerk'), registration],
    ] as const) {
      const { sections } = await openCase(by, part)
      const said = sections.flatMap(({ fields }) => fields).filter(({ contested }) => contested)
      expect(said).toMatchObject([{ code: 'bornOn', contested: { zh: SAYS }, source: { zh: '出生医学证明' } }])
      expect(said[0]!.display.zh).not.toBe(SAYS)
    }
    // Of a part that begins later too, and as she said it, on her own phone.
    await decide('householdOffice', registration, 'granted')
    const card = (await forChild.get(`/applications/${await caseOf(id, 'card')}`).expect(200)).body as ApplicationView
    expect(card.contested).toEqual([{ field: 'bornOn', says: SAYS }])
    for (const name of ['joint_applications', 'applications'])
      expect(JSON.stringify(await mongoose.connection.collection(name).find({}).toArray())).not.toContain(SAYS)
  })
})

describe('when something goes wrong', () => {
  it('a father who declines leaves the others to go on, and nobody is asked what nothing hangs on', async () => {
    const { id } = await handIn(MARRIED)
    await until(async () => (await casesOf(id)) === 2)
    const [request] = await asked(father)
    await answer(father, request!.id, 'declined').expect(201)
    await answer(father, request!.id, 'given').expect(409)
    const view = await stands(id, 'running')
    const gone = { zh: '出生登记、医保参保、社会保障卡', en: expect.any(String) as string }
    expect(await told(mother, 'jointPartsImpossible', id)).toMatchObject([{ words: { parts: gone } }])
    expect(view.troubles).toEqual([{ kind: 'declined', of: 'father', rule: 'goOn', said: null, isOpen: false }])
    expect(stateOf(view)).toMatchObject({ registration: 'impossible', insurance: 'impossible', card: 'impossible', vaccination: 'running' })
    const nothing = await forChild
      .post(`/joint-applications/${id}/decisions`, { version: view.version, kind: 'declined', of: 'father', said: 'stop' })
      .expect(409)
    expect(nothing.body.code).toBe('JOINT_NOTHING_TO_DECIDE')
    for (const code of ['vaccination', 'guidance']) await decide('communityHealth', await caseOf(id, code), 'granted')
    await stands(id, 'partlyCompleted')
  }, 60_000)

  it('whoever has the number that was typed and not the name cannot agree, reads no name of a child, and the mother is told once', async () => {
    const typed = ({ source, ...field }: FormField) => (field.code.startsWith('father') || !source ? field : { ...field, source }) as FormField
    const sections = newborn.form.sections.map((section) => ({ ...section, fields: section.fields.map(typed) }))
    await whileBundle({ form: { ...newborn.form, sections } }, async () => {
      const { number } = city.citizen('zhangWeiqiang')
      const { id } = (await submit(await start(MARRIED), { ...MARRIED, fatherName: '张伟', fatherNumber: number }).expect(201)).body as JointView
      const [request] = await asked(father)
      expect(request).toMatchObject({ about: [{ value: '王**' }], actions: ['give', 'decline'] })
      for (const time of [1, 2]) expect([time, (await answer(father, request!.id, 'given').expect(409)).body.code]).toEqual([time, 'JOINT_CONSENT_NOT_YOU'])
      expect(await told(mother, 'consentOfSomebodyElse', id)).toMatchObject([{ link: { kind: 'jointApplication' } }])
      expect((await look(id)).roles).toMatchObject([{ state: 'pending', isSomebodyElse: true }])
      await answer(father, request!.id, 'declined').expect(201)
      // Who was not here yet when he was asked is told once he is.
      const { number: other } = city.citizen('chenHong')
      const later = (await submit(await start(MARRIED), { ...MARRIED, fatherName: '陈虹', fatherNumber: other }).expect(201)).body as JointView
      await until(async () => (await casesOf(later.id)) === 2)
      const joints = mongoose.connection.collection<{ _id: string }>('joint_applications')
      const { consents } = (await joints.findOne({ _id: later.id })) as unknown as { consents: { id: string }[] }
      expect(await mongoose.connection.collection('notices').countDocuments({ sourceId: consents[0]!.id })).toBe(0)
      const newcomer = await city.signInCitizen('chenHong')
      await joints.updateOne({ _id: later.id }, { $set: { lookOn: '2026-01-01' } })
      await city.api.applications.lookAtJoint()
      const [toldLater] = (await noticesOf(newcomer)).filter(({ kind }) => kind === 'consentAsked')
      expect(toldLater).toMatchObject({ link: { kind: 'jointConsent', id: consents[0]!.id } })
    })
  }, 60_000)

  it('asks the mother where the bundle says so and others have not begun, and does what she says, once; what runs keeps its version', async () => {
    const parts = newborn.parts.map((part) => (part.code === 'vaccination' ? { ...part, rules: { ...part.rules, refused: 'ask' as const } } : part))
    const before = await handIn(NEWBORN_ALONE)
    const isOfCard = ({ part }: { part: string }) => part === 'card'
    const materials = newborn.materials.map((each) => ({ ...each, goesTo: each.goesTo.filter((target) => !isOfCard(target)) }))
    await whileBundle({ parts: parts.filter(({ code }) => code !== 'card'), materials }, async () => {
      expect((await look(before.id)).bundle.version).toBe(newborn.version)
      await decide('householdOffice', await caseOf(before.id, 'registration'), 'granted')
      await caseOf(before.id, 'card')
      const { id } = await handIn(NEWBORN_ALONE)
      await decide('communityHealth', await caseOf(id, 'vaccination'), 'refused')
      const view = await stands(id, 'awaitingDecision')
      expect(view).toMatchObject({ bundle: { version: newborn.version + 1 }, troubles: [{ kind: 'refused', of: 'vaccination', isOpen: true }] })
      expect(await told(mother, 'jointDecisionAsked', id)).toMatchObject([{ words: { of: { zh: '预防接种证' }, what: { zh: '没有批准' } } }])
      const say = () => forChild.post(`/joint-applications/${id}/decisions`, { version: view.version, kind: 'refused', of: 'vaccination', said: 'goOn' })
      const both = await Promise.all([say(), say()])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      expect(await look(id)).toMatchObject({ state: 'running', troubles: [{ said: 'goOn', isOpen: false }] })
      expect(partOf(await look(id), 'card')).toBeUndefined()
    })
  }, 60_000)

  it('is neither begun nor handed in while a part of it that applies is suspended, which its guide says', async () => {
    const item = published<ServiceItem>('service-items/vaccinationCertificate')
    const reason = { zh: '接种系统升级', en: 'The system is being renewed' }
    const suspended = { ...item, version: item.version + 1, standing: { state: 'suspended' as const, from: '2020-01-01', until: null, reason } }
    const told = async () =>
      ((await city.request.get('/api/v1/bundles/newborn').expect(200)).body as BundleGuide).parts.flatMap(({ code, standing }) =>
        standing ? [[code, standing.reason]] : [],
      )
    const draft = await start(NEWBORN_ALONE)
    await whilePublished({ kind: 'serviceItem', body: suspended, isHeard: async () => (await told()).length > 0 }, async () => {
      expect(await told()).toEqual([['vaccination', reason]])
      expect((await submit(draft, NEWBORN_ALONE)).body).toMatchObject({ code: 'ITEM_SUSPENDED', errors: [{ zh: reason.zh }] })
      await mongoose.connection.collection('joint_applications').deleteOne({ _id: draft.id as never })
      expect((await forChild.post('/joint-applications', { bundle: 'newborn', answers: {} })).body.code).toBe('ITEM_SUSPENDED')
    })
  })

  it('parts begin with the item and form of the day it was handed in, whatever was published before their time came', async () => {
    const form = published<Form>('forms/newbornRegistration')
    const item = published<ServiceItem>('service-items/birthRegistration')
    const asks: FormField = { code: 'reason', zh: '理由', en: 'Reason', required: true, kind: 'text', least: 2, most: 20 }
    const stricter = { ...form, version: form.version + 1, sections: [{ code: 'more', zh: '补充', en: 'More', fields: [asks] }, ...form.sections] }
    const barred = { holds: { field: 'nation', is: '满族' }, refusal: { zh: '不能办', en: 'Not for you' } }
    const days = item.clocks.promise.days + 1
    const clocks = { ...item.clocks, promise: { ...item.clocks.promise, days } }
    const other = { ...item, version: item.version + 1, eligibility: [barred], clocks }
    const promised = async () => {
      const guide = (await city.request.get('/api/v1/bundles/newborn').expect(200)).body as BundleGuide
      return guide.parts.find(({ code }) => code === 'registration')!.promiseDays
    }
    const { id } = await handIn(MARRIED)
    // Nobody can ask for a part's form; whoever hears of the item has heard of what came before it.
    const isStored = async () =>
      (await mongoose.connection.collection('content').countDocuments({ kind: 'form', version: stricter.version, code: form.code })) === 1
    await whilePublished({ kind: 'form', body: stricter, isHeard: isStored }, () =>
      whilePublished({ kind: 'serviceItem', body: other, isHeard: async () => (await promised()) === days }, async () => {
        await answer(father, (await asked(father))[0]!.id, 'given').expect(201)
        const registration = await caseOf(id, 'registration')
        const begun = await mongoose.connection.collection<{ _id: string }>('applications').findOne({ _id: registration })
        expect(begun).toMatchObject({ itemVersion: item.version, formVersion: form.version })
        expect(partOf(await look(id), 'registration').promiseDays).toBe(item.clocks.promise.days)
      }),
    )
  }, 60_000)

  it('is withdrawn as a whole: what waits never begins, what is not decided is withdrawn, what is decided stays, and nobody is asked any more', async () => {
    const { id } = await handIn(MARRIED)
    await decide('communityHealth', await caseOf(id, 'vaccination'), 'granted')
    const before = await stands(id, 'running')
    const may = (view: JointView) => view.parts.flatMap(({ code, mayWithdraw }) => (mayWithdraw ? [code] : []))
    expect(may(before)).toEqual(['registration', 'insurance', 'card', 'guidance'])
    const withdraw = (version: number, by = forChild) => by.post(`/joint-applications/${id}/withdrawals`, { version })
    const both = await Promise.all([withdraw(before.version), withdraw(before.version)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const after = await look(id)
    expect(after).toMatchObject({ state: 'partlyCompleted', withdrawnAt: expect.any(String), mayWithdraw: false })
    expect(stateOf(after)).toEqual({ registration: 'impossible', vaccination: 'granted', insurance: 'impossible', card: 'impossible', guidance: 'failed' })
    expect(may(after)).toEqual([])
    const [request] = await asked(father)
    expect(request).toMatchObject({ state: 'withdrawn', actions: [] })
    expect((await answer(father, request!.id, 'given').expect(409)).body.code).toBe('JOINT_CONSENT_CLOSED')
    expect((await withdraw(after.version).expect(409)).body.code).toBe('JOINT_NOT_WITHDRAWABLE')
    // Should the process be gone between the two, the message does what is left.
    const left = await handIn(NEWBORN_ALONE)
    const registration = await caseOf(left.id, 'registration')
    const joints = mongoose.connection.collection<{ _id: string }>('joint_applications')
    await joints.updateOne({ _id: left.id }, { $set: { withdrawnAt: city.now() } })
    const message = { topic: 'jointApplication.changed', key: left.id, payload: { jointId: left.id, why: 'withdrawn' } }
    await city.api.platform.outbox.put(null, message)
    await stands(left.id, 'ended')
    const kept = await mongoose.connection.collection<{ _id: string }>('applications').findOne({ _id: registration })
    expect(kept).toMatchObject({ progress: { status: 'withdrawn' } })
    expect((await noticesOf(mother)).filter(({ kind, link }) => kind === 'jointPartsImpossible' && [id, left.id].includes(link?.id ?? ''))).toEqual([])
  }, 60_000)

  it('no answer by the last day is no consent; what was given and used stays, and is taken back for what comes', async () => {
    const silent = await handIn(MARRIED)
    const given = (await asked(father))[0]!
    await answer(father, given.id, 'given').expect(201)
    await caseOf(silent.id, 'registration')
    const after = (await answer(father, given.id, 'declined').expect(201)).body as ConsentRequestView
    expect(after).toMatchObject({ state: 'declined', actions: [] })
    expect(stateOf(await look(silent.id))).toMatchObject({ registration: 'running', card: 'waiting' })
    const { id } = await handIn(MARRIED)
    city.advance(11 * DAY_MS)
    try {
      for (const time of [1, 2]) expect([time, await city.api.applications.lookAtJoint()]).toEqual([time, time === 1 ? expect.any(Number) : 0])
      const later = (await city.signInCitizen('wangXiaomei')).actingFor(childId)
      expect(stateOf(await look(id, later))).toMatchObject({ registration: 'impossible' })
      for (const kind of ['consentExpired', 'jointPartsImpossible'] as const)
        expect(await told(await city.signInCitizen('wangXiaomei'), kind, id)).toHaveLength(1)
      const [request] = await asked(await city.signInCitizen('zhangWeiqiang'))
      expect(request).toMatchObject({ state: 'declined', actions: [] })
    } finally {
      city.advance(-11 * DAY_MS)
    }
  }, 60_000)
})
