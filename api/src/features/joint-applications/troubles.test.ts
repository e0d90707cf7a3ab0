import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationView } from '@zsb/shared/application'
import type { BundleGuide, JointView } from '@zsb/shared/joint-application'
import type { ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import mongoose from 'mongoose'
import { moveCase } from '../../../test-support/elder-card'
import { answer, asked, jointActs, MARRIED, newborn, noticesOf, partOf, stateOf, told } from '../../../test-support/joint-applications'
import { NEWBORN_ALONE } from '../../../test-support/newborn'
import { signInOffice } from '../../../test-support/office-staff'
import { whilePublished } from '../../../test-support/published-version'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

/** Longer than any part is promised for, whatever day it is. */
const LATER_MS = 20 * 24 * 3_600_000
let city: WholeApi
let mother: SignedIn
let forChild: SignedIn
let father: SignedIn
let childId: string
async function signIn(): Promise<void> {
  mother = await city.signInCitizen('wangXiaomei')
  forChild = mother.actingFor(childId)
  father = await city.signInCitizen('zhangWeiqiang')
}
beforeAll(async () => {
  city = await openWholeApi({ name: 'troubles' })
  childId = (await city.signInGuardian()).childId
  await signIn()
}, 60_000)
afterAll(() => city.close())
beforeEach(async () => {
  for (const name of ['joint_applications', 'applications', 'notices']) await mongoose.connection.collection(name).deleteMany({})
})
const { look, handIn, caseOf, stands, review, decide, conclude, whileBundle, casesOf } = jointActs(() => ({ city, forChild }))

/** Some weeks later; sessions are over by then. */
async function whileLater(work: () => Promise<void>): Promise<void> {
  city.advance(LATER_MS)
  try {
    await signIn()
    await city.api.applications.lookAtJoint()
    await work()
  } finally {
    city.advance(-LATER_MS)
    await signIn()
  }
}

type Kind = 'refused' | 'returned' | 'late'
/** What goes wrong with the booklet, while everything that waits for the father has not begun. */
const goWrong: Record<Kind, (id: string) => Promise<unknown>> = {
  refused: (id) => decide('communityHealth', id, 'refused'),
  returned: async (id) =>
    moveCase(await signInOffice(city, 'communityHealth', 'clerk'), id, { action: 'returnCase', note: '出生医学证明看不清，请换一份再来' }),
  late: (id) => review('communityHealth', id),
}
/** The days a father has are more than those that pass. */
const roles = newborn.roles.map((role) => ({ ...role, answerCalendarDays: 60 }))
const ruled = (rule: 'stop' | 'goOn' | 'ask') => ({
  roles,
  parts: newborn.parts.map((part) => (part.code === 'vaccination' ? { ...part, rules: { refused: rule, returned: rule, late: rule } } : part)),
})
const NOT_BEGUN = ['registration', 'insurance', 'card']
const handedInOn = ({ submittedAt }: ApplicationView) => toCalendarDate(new Date(submittedAt!))
const booklet = JSON.parse(readFileSync(join(__dirname, '../../../content/service-items/vaccinationCertificate.json'), 'utf8')) as ServiceItem
const statesOf = (view: JointView, codes: readonly string[]) => [...new Set(codes.map((code) => stateOf(view)[code]))]
const isWrong = (id: string, kind: Kind) =>
  until(async () => {
    const view = await look(id)
    return view.troubles.some((trouble) => trouble.kind === kind) ? view : null
  })
const requestOf = async (id: string) => {
  const found = await mongoose.connection.collection<{ _id: string; consents: { id: string }[] }>('joint_applications').findOne({ _id: id })
  return (await asked(father)).find((request) => request.id === found!.consents[0]!.id)!
}
const say = ({ id, version }: JointView, kind: Kind, said: 'stop' | 'goOn') =>
  forChild.post(`/joint-applications/${id}/decisions`, { version, kind, of: 'vaccination', said })

/** The three of a rule, in one go: those that go wrong today, and the one that time makes late. */
async function each(rule: 'stop' | 'goOn' | 'ask', expected: (view: JointView, kind: Kind) => Promise<void>): Promise<void> {
  await whileBundle(ruled(rule), async () => {
    const ids = new Map<Kind, string>()
    for (const kind of ['refused', 'returned', 'late'] as const) {
      const { id } = await handIn(MARRIED)
      ids.set(kind, id)
      await goWrong[kind](await caseOf(id, 'vaccination'))
    }
    for (const kind of ['refused', 'returned'] as const) await expected(await isWrong(ids.get(kind)!, kind), kind)
    await whileLater(async () => expected(await isWrong(ids.get('late')!, 'late'), 'late'))
  })
}

describe('a part is refused 不予, returned 退件 or late 逾期, and the bundle says', () => {
  it('stop: nothing more begins, nobody is asked any more, what runs goes on; also once the late one is decided after all', async () => {
    await each('stop', async (view, kind) => {
      const { id } = view
      expect([kind, statesOf(view, NOT_BEGUN), stateOf(view).guidance]).toEqual([kind, ['impossible'], 'running'])
      expect(view).toMatchObject({ state: 'running', roles: [], troubles: [{ kind, of: 'vaccination', rule: 'stop', said: null, isOpen: false }] })
      expect(await told(mother, 'jointPartsImpossible', id)).toMatchObject([{ words: { parts: { zh: '出生登记、医保参保、社会保障卡' } } }])
      expect((await say(view, kind, 'goOn').expect(409)).body.code).toBe('JOINT_NOTHING_TO_DECIDE')
      const request = await requestOf(id)
      expect(request).toMatchObject({ state: 'withdrawn', actions: [] })
      expect((await answer(father, request.id, 'given').expect(409)).body.code).toBe('JOINT_CONSENT_CLOSED')
      if (kind === 'late') await conclude('communityHealth', await caseOf(id, 'vaccination'), 'granted')
      await decide('communityHealth', await caseOf(id, 'guidance'), 'granted')
      const ended = await stands(id, 'partlyCompleted')
      expect(stateOf(ended)).toMatchObject({ registration: 'impossible', vaccination: kind === 'late' ? 'granted' : 'failed', guidance: 'granted' })
      expect((await noticesOf(mother)).filter(({ kind: of, link }) => of === 'consentExpired' && link?.id === id)).toEqual([])
      expect(await casesOf(id)).toBe(2)
    })
  }, 90_000)

  it('go on: the father is asked as before, and with his consent the others begin', async () => {
    await each('goOn', async (view, kind) => {
      const { id } = view
      expect(view).toMatchObject({ state: 'running', roles: [{ state: 'pending' }], troubles: [{ kind, rule: 'goOn', isOpen: false }] })
      expect([kind, statesOf(view, NOT_BEGUN)]).toEqual([kind, ['waiting']])
      await answer(father, (await requestOf(id)).id, 'given').expect(201)
      const registration = await caseOf(id, 'registration')
      expect(await noticesOf(mother).then((all) => all.filter(({ kind: of }) => of === 'jointDecisionAsked'))).toEqual([])
      if (kind !== 'late') return
      // Decided long after its day, with the registry's page for those that waited: they begin.
      await decide('householdOffice', registration, 'granted')
      for (const code of ['insurance', 'card']) await caseOf(id, code)
    })
  }, 90_000)

  it('ask: nothing begins before she is heard, also with the father’s consent; what she stops stays stopped', async () => {
    await each('ask', async (view, kind) => {
      const { id } = view
      expect(view).toMatchObject({ state: 'awaitingDecision', troubles: [{ kind, of: 'vaccination', rule: 'ask', said: null, isOpen: true }] })
      expect(await told(mother, 'jointDecisionAsked', id)).toHaveLength(1)
      await answer(father, (await requestOf(id)).id, 'given').expect(201)
      await Promise.all([1, 2].map(() => city.api.applications.advanceJoint(id)))
      expect([kind, await casesOf(id), statesOf(await look(id), NOT_BEGUN)]).toEqual([kind, 2, ['waiting']])
      const both = await Promise.all([say(await look(id), kind, 'stop'), say(await look(id), kind, 'goOn')])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      const said = both[0]!.status === 201 ? 'stop' : 'goOn'
      if (kind === 'late') await conclude('communityHealth', await caseOf(id, 'vaccination'), 'granted')
      if (said === 'goOn') return void (await caseOf(id, 'registration'))
      await city.api.applications.advanceJoint(id)
      expect(statesOf(await look(id), NOT_BEGUN)).toEqual(['impossible'])
      expect((await noticesOf(mother)).filter(({ kind: of, link }) => of === 'jointPartsImpossible' && link?.id === id)).toEqual([])
    })
  }, 90_000)
})

describe('an office says nothing of its part 视为受理', () => {
  it('a 行政许可 is accepted as of the day it came, once, by whichever process; the mother is told, and the whole goes on with it', async () => {
    const version = booklet.version + 1
    // Twenty working days are more than those that pass: silent, and yet not late.
    const days = { days: 20, basis: '行政许可法 第四十二条' }
    const clocks = { ...booklet.clocks, kind: 'permit', silence: 'deemAccepted', legal: days, promise: days } as const
    const permit: ServiceItem = { ...booklet, version, clocks }
    const promised = async () => {
      const { parts } = (await city.request.get('/api/v1/bundles/newborn').expect(200)).body as BundleGuide
      return parts.find(({ code }) => code === 'vaccination')!.promiseDays
    }
    await whilePublished({ kind: 'serviceItem', body: permit, isHeard: async () => (await promised()) === 20 }, async () => {
      const { id } = await handIn(NEWBORN_ALONE)
      const [part, other] = [await caseOf(id, 'vaccination'), await caseOf(id, 'guidance')]
      const before = partOf(await look(id), 'vaccination')
      expect(before).toMatchObject({ state: 'running', application: { status: 'submitted' }, dueOn: null })
      await whileLater(async () => {
        await Promise.all([1, 2].map(() => city.api.applications.moveDue()))
        const view = await look(id)
        expect(partOf(view, 'vaccination')).toMatchObject({ state: 'running', application: { status: 'deemedAccepted' }, isLate: false })
        expect(partOf(view, 'vaccination').dueOn! > toCalendarDate(city.now())).toBe(true)
        // Of what is no 行政许可 silence says nothing.
        expect(partOf(view, 'guidance')).toMatchObject({ application: { status: 'submitted' } })
        expect(view.troubles).toEqual([])
        const [own, theirs] = [await forChild.get(`/applications/${part}`).expect(200), await forChild.get(`/applications/${other}`).expect(200)]
        const acceptances = ({ body }: { body: unknown }) => (body as ApplicationView).history.filter(({ action }) => action === 'deemAccepted')
        expect(acceptances(own)).toMatchObject([{ by: 'clock', paper: { zh: '行政许可申请受理通知书' }, note: { zh: expect.stringContaining('视为受理') } }])
        expect(acceptances(theirs)).toEqual([])
        expect((own.body as ApplicationView).clocks.find(({ kind }) => kind === 'promise')!.due!.from).toBe(handedInOn(own.body as ApplicationView))
        await until(async () => (await noticesOf(mother)).some(({ link, words }) => link?.id === part && words.status?.zh === '视为受理'))
        await moveCase(await signInOffice(city, 'communityHealth', 'clerk'), part, { action: 'startReview' })
        await conclude('communityHealth', part, 'granted')
        await until(async () => stateOf(await look(id)).vaccination === 'granted')
      })
    })
  }, 90_000)
})

describe('证照流转', () => {
  it('hands over what the registry has now: a licence that was cancelled before the next part began is nobody’s material, and the mother is told', async () => {
    const { id } = await handIn(NEWBORN_ALONE)
    await decide('householdOffice', await caseOf(id, 'registration'), 'granted')
    const [card] = await Promise.all(['card', 'insurance'].map((code) => caseOf(id, code)))
    const cases = mongoose.connection.collection<{ _id: string; materials: { ref: string }[] }>('applications')
    const licences = mongoose.connection.collection<{ _id: string }>('licences')
    const [licenceId, revision] = (await cases.findOne({ _id: card! }))!.materials[0]!.ref.split('@') as [string, string]
    expect(await licences.findOne({ _id: licenceId })).toMatchObject({ type: 'householdRegister', revision: Number(revision) })
    // As a process leaves it that was killed before the card began.
    await cases.deleteOne({ _id: card! })
    await licences.updateOne({ _id: licenceId }, { $set: { state: 'cancelled' } })
    const wasHeard = () => city.api.applications.advanceJoint(id).then(async () => (stateOf(await look(id)).card === 'impossible' ? true : null))
    await Promise.all([city.api.applications.advanceJoint(id), until(wasHeard)])
    expect(await cases.countDocuments({ 'joint.id': id, 'joint.part': 'card' })).toBe(0)
    expect(partOf(await look(id), 'insurance').state).toBe('running')
    await mongoose.connection.collection<{ _id: string }>('joint_applications').updateOne({ _id: id }, { $set: { lookOn: '2026-01-01' } })
    await city.api.applications.lookAtJoint()
    expect(await told(mother, 'jointPartsImpossible', id)).toMatchObject([{ words: { parts: { zh: '社会保障卡' } } }])
  }, 60_000)
})
