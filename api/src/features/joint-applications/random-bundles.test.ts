import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf, type Answers, type Form } from '@zsb/shared/form'
import { applicableMaterials, ENDED_STATES, type Bundle, type JointView } from '@zsb/shared/joint-application'
import { plan, randomBundle } from '@zsb/shared/joint-application/test-support'
import type { ServiceItem } from '@zsb/shared/service-item'
import fc from 'fast-check'
import mongoose from 'mongoose'
import { moveCase } from '../../../test-support/elder-card'
import { answer, asked } from '../../../test-support/joint-applications'
import { signInOffice } from '../../../test-support/office-staff'
import { until } from '../../../test-support/until'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

/** Of the two hundred that shared runs through the rules alone, every tenth: here with real cases, a registry and two processes. */
const DRAWN = fc.sample(plan, { numRuns: 200, seed: 20261127 }).filter((_, i) => i % 10 === 0)
const AT_ONCE = 4
const booklet = JSON.parse(readFileSync(join(__dirname, '../../../content/service-items/vaccinationCertificate.json'), 'utf8')) as ServiceItem
let city: WholeApi
let second: ApiInstance
let forChild: SignedIn
let lenders: Record<string, SignedIn>

/** A drawn bundle under names of its own, with an item and a form for each part; each ends with a licence of a type the registry has. */
function contentOf(drawn: (typeof DRAWN)[number], n: number) {
  const { bundle: made, known } = randomBundle(drawn)
  const own = (code: string) => `random${n}${code}`
  const bundle: Bundle = { ...made, code: own('Bundle'), parts: made.parts.map((part) => ({ ...part, item: own(part.item), form: own(part.form) })) }
  const items = made.parts.map(({ code }): ServiceItem => {
    const { delivery: _, eligibility: __, ...rest } = booklet
    return { ...rest, code: own(code), version: 1, mayAct: ['guardian', 'self'], materials: known.item(code)!.materials }
  })
  const forms = made.parts.map(({ code }): Form => ({ ...known.form(code)!, code: own(code) }))
  return { bundle, items, forms, tosses: drawn.luck }
}
type Run = ReturnType<typeof contentOf>
const RUNS = DRAWN.map(contentOf)

const document = (kind: string, body: { code: string; version: number }) => {
  const { code, version } = body
  const published = { status: 'published', effectiveFrom: new Date(0), sha256: 'of a test' }
  // As a file has it: without what is undefined.
  return { _id: `${kind}:${code}@${version}`, kind, code, version, ...published, body: JSON.parse(JSON.stringify(body)) as object } as never
}
const DOCUMENTS = RUNS.flatMap(({ bundle, items, forms }) => [
  ...items.map((each) => document('serviceItem', each)),
  ...forms.map((each) => document('form', each)),
  document('bundle', bundle),
])
beforeAll(async () => {
  // Before anybody listens: of each that comes later every process hears by itself.
  city = await openWholeApi({ name: 'random', seed: () => mongoose.connection.collection('content').insertMany(DOCUMENTS) })
  second = await city.openInstance()
  ;({ forChild } = await city.signInGuardian())
  lenders = { father: await city.signInCitizen('zhangWeiqiang'), grandmother: await city.signInCitizen('liJianguo') }
}, 60_000)
afterAll(() => city.close())

const PEOPLE = { father: 'zhangWeiqiang', grandmother: 'liJianguo' } as const

/** What a joint application is filled in with. */
function answersOf(form: Form): Answers {
  return Object.fromEntries(
    fieldsOf(form).map(({ code, kind }) => {
      const who = kind === 'personName' ? code.replace(/Name$/, '') : code.replace(/Number$/, '')
      const person = who === 'father' || who === 'grandmother' ? city.citizen(PEOPLE[who]) : null
      return [code, kind === 'choice' ? 'post' : kind === 'personName' ? person!.name : kind === 'idNumber' ? person!.number : '安安']
    }),
  )
}

interface Stored {
  _id: string
  joint: { part: string }
  materials: { code: string; kind: string; ref: string; authorisedBy?: string }[]
  progress: { status: string; outcome: string | null }
  licenceId: string | null
}
const casesOf = (id: string) => mongoose.connection.collection<Stored>('applications').find({ 'joint.id': id }).toArray()

/** Both processes look at it at once, as messages make them. */
const lookAtAll = (id: string) => Promise.all([city, second].map(({ api }) => api.applications.advanceJoint(id)))

/** Every material of a part that has begun is there, from whomever it was to come. */
async function expectMaterials(begun: readonly Stored[], { bundle }: Run, view: JointView): Promise<void> {
  const guiding = view.answers as Record<string, string>
  const licences = mongoose.connection.collection<{ _id: string }>('licences')
  expect(new Set(begun.map(({ joint }) => joint.part)).size).toBe(begun.length)
  for (const { joint, materials } of begun) {
    const wanted = applicableMaterials(bundle, guiding).filter(({ goesTo }) => goesTo.some(({ part }) => part === joint.part))
    expect(materials.map(({ code }) => code).sort()).toEqual(wanted.map(({ goesTo }) => goesTo.find(({ part }) => part === joint.part)!.material).sort())
    for (const { from, goesTo } of wanted) {
      const { ref, authorisedBy } = materials.find(({ code }) => code === goesTo.find(({ part }) => part === joint.part)!.material)!
      const [licenceId] = ref.split('@') as [string]
      expect(await licences.countDocuments({ _id: licenceId })).toBe(1)
      if (from.kind === 'part') expect(begun.find((each) => each.joint.part === from.part)).toMatchObject({ licenceId, progress: { outcome: 'granted' } })
      if (from.kind === 'role') expect(authorisedBy).toBe(lenders[from.role]!.personId)
    }
  }
}

const OVER = ['concluded', 'returned', 'notAccepted']

/** One joint application from the questions to its end; returns how it ended. */
async function play(run: Run): Promise<string> {
  let n = 0
  const toss = () => run.tosses[n++ % run.tosses.length]!
  const { bundle } = run
  const guiding = bundle.questions.length > 0 ? { more: toss() < 70 ? 'yes' : 'no' } : {}
  const draft = (await forChild.post('/joint-applications', { bundle: bundle.code, answers: guiding }).expect(201)).body as JointView
  const codes = fieldsOf(draft.form).map(({ code }) => code)
  expect(new Set([...codes, ...draft.questions.map(({ code }) => code)]).size).toBe(codes.length + draft.questions.length)
  const body = { version: draft.version, answers: { ...guiding, ...answersOf(draft.form) }, materials: [] }
  const { id } = (await forChild.post(`/joint-applications/${draft.id}/submissions`, body).expect(201)).body as JointView
  const clerk = await signInOffice(city, 'communityHealth', 'clerk')
  const approver = await signInOffice(city, 'communityHealth', 'approver')

  async function handle(caseId: string): Promise<void> {
    const roll = toss()
    if (roll < 10) return void (await moveCase(clerk, caseId, { action: 'returnCase', note: '看不清，请换一份再来' }))
    if (roll < 20) return void (await moveCase(clerk, caseId, { action: 'refuseAcceptance', ground: 'other', note: '不属于本单位办理的范围' }))
    await moveCase(clerk, caseId, { action: 'accept' })
    await moveCase(clerk, caseId, { action: 'startReview' })
    const outcome = roll < 35 ? { outcome: 'refused' as const, note: '不符合办理条件，请看指南' } : { outcome: 'granted' as const }
    await moveCase(approver, caseId, { action: 'decide', ...outcome })
    await until(async () => (await casesOf(id)).some(({ _id, progress }) => _id === caseId && progress.status === 'concluded'))
  }

  for (let steps = 0; steps < 60; steps += 1) {
    await lookAtAll(id)
    const view = (await forChild.get(`/joint-applications/${id}`).expect(200)).body as JointView
    const begun = await casesOf(id)
    await expectMaterials(begun, run, view)
    expect(
      view.parts
        .filter(({ application }) => application)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(begun.map(({ joint }) => joint.part).sort())
    const [open] = view.troubles.filter(({ isOpen }) => isOpen)
    const running = begun.filter(({ progress }) => !OVER.includes(progress.status))
    const pending = view.roles.filter(({ state }) => state === 'pending')
    if (open && (toss() < 60 || running.length === 0)) {
      const said = toss() < 50 ? 'stop' : 'goOn'
      await forChild.post(`/joint-applications/${id}/decisions`, { version: view.version, kind: open.kind, of: open.of, said }).expect(201)
    } else if (pending[0] && (toss() < 50 || running.length === 0)) {
      const lender = lenders[pending[0].code]!
      const request = (await asked(lender)).find(({ bundle: of, state }) => of.code === bundle.code && state === 'pending')!
      await answer(lender, request.id, toss() < 75 ? 'given' : 'declined').expect(201)
    } else if (running[0]) await handle(running[toss() % running.length]!._id)
    else {
      expect(ENDED_STATES).toContain(view.state)
      for (const { progress } of begun) expect(OVER).toContain(progress.status)
      return view.state!
    }
  }
  throw new Error('it did not come to its end')
}

it(`${RUNS.length} random bundles through two processes: no part begins before its materials exist, every case ends, no datum is asked twice`, async () => {
  const ends: string[] = []
  const waiting = [...RUNS]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let run = waiting.shift(); run; run = waiting.shift()) ends.push(await play(run))
    }),
  )
  expect([...new Set(ends)].sort()).toEqual(['completed', 'ended', 'partlyCompleted'])
  expect(await city.api.platform.outbox.countParked()).toBe(0)
}, 120_000)
