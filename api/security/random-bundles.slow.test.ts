import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ApplicationView } from '@zsb/shared/application'
import { fieldsOf, type Answers, type Form } from '@zsb/shared/form'
import { applicableMaterials, applicableParts, ENDED_STATES, type Bundle, type JointView } from '@zsb/shared/joint-application'
import { plan, randomBundle } from '@zsb/shared/joint-application/test-support'
import type { ServiceItem } from '@zsb/shared/service-item'
import fc from 'fast-check'
import mongoose from 'mongoose'
import { moveCase } from '../test-support/elder-card'
import { answer, asked } from '../test-support/joint-applications'
import { signInOffice } from '../test-support/office-staff'
import { noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { liftLimits } from '../test-support/security/load-codes'
import { until } from '../test-support/until'
import { openWholeApi, type ApiInstance, type SignedIn, type WholeApi } from '../test-support/whole-api'

/** The two hundred that shared runs through the rules alone, with every change every tenth: here with real cases, a registry and two processes. */
const ALL = fc.sample(plan, { numRuns: 200, seed: 20261127 })
const COUNT = volume({ suite: 20, full: ALL.length })
const DRAWN = Array.from({ length: COUNT }, (_, n) => ALL[Math.floor((n * ALL.length) / COUNT)]!)
const AT_ONCE = 10
/** Longer than any part is promised for, whatever day it is; whoever is asked has the time to answer. */
const LATER_MS = 20 * 24 * 3_600_000
const booklet = JSON.parse(readFileSync(join(__dirname, '../content/service-items/vaccinationCertificate.json'), 'utf8')) as ServiceItem
let city: WholeApi
let second: ApiInstance
let childId: string
let forChild: SignedIn
let lenders: Record<string, SignedIn>
let clerk: SignedIn
let approver: SignedIn

/** Every second part is a 行政许可: where its office says nothing it is accepted by that 视为受理. */
const isPermit = (place: number) => place % 2 === 1

/** A drawn bundle under names of its own, with an item and a form for each part; each ends with a licence of a type the registry has. */
function contentOf(drawn: (typeof DRAWN)[number], n: number) {
  const { bundle: made, known } = randomBundle(drawn)
  const own = (code: string) => `random${n}${code}`
  const bundle: Bundle = { ...made, code: own('Bundle'), parts: made.parts.map((part) => ({ ...part, item: own(part.item), form: own(part.form) })) }
  const items = made.parts.map(({ code }, i): ServiceItem => {
    const { delivery: _, eligibility: __, ...rest } = booklet
    const clocks = isPermit(i) ? { ...rest.clocks, kind: 'permit' as const, silence: 'deemAccepted' as const } : rest.clocks
    return { ...rest, code: own(code), version: 1, mayAct: ['guardian', 'self'], clocks, materials: known.item(code)!.materials }
  })
  const forms = made.parts.map(({ code }): Form => ({ ...known.form(code)!, code: own(code) }))
  const permits = bundle.parts.filter((_, i) => isPermit(i)).map(({ code }) => code)
  return { bundle, items, forms, permits, tosses: drawn.luck }
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
  childId = (await city.signInGuardian()).childId
  await signIn()
}, 60_000)
afterAll(() => city.close())

const PEOPLE = { father: 'zhangWeiqiang', grandmother: 'liJianguo' } as const
async function signIn(): Promise<void> {
  forChild = (await city.signInCitizen('wangXiaomei')).actingFor(childId)
  lenders = { father: await city.signInCitizen(PEOPLE.father), grandmother: await city.signInCitizen(PEOPLE.grandmother) }
  clerk = await signInOffice(city, 'communityHealth', 'clerk')
  approver = await signInOffice(city, 'communityHealth', 'approver')
}

/** Weeks go by, and both processes do at once what time brings; sessions are over by then. */
async function passTime(): Promise<void> {
  city.advance(LATER_MS)
  await signIn()
  const byTime = async ({ api: { applications } }: ApiInstance) => {
    while ((await applications.moveDue()) > 0);
    await applications.lookAtJoint()
  }
  await Promise.all([city, second].map(byTime))
}
/** All of them have one clock: it goes on once everything that is under way waits for that. */
const waiting: ((passed: Promise<void>) => void)[] = []
let underWay = AT_ONCE
function passOnceAllWait(): void {
  if (waiting.length === 0 || waiting.length < underWay) return
  const passed = passTime()
  for (const goOn of waiting.splice(0)) goOn(passed)
}
const untilLater = () =>
  new Promise<void>((resolve) => {
    waiting.push(resolve)
    passOnceAllWait()
  })

/** What is said of a datum of the parts: of each something else. */
const saidOf = (code: string) => `${code}是安安`
/** What a joint application is filled in with. */
function answersOf(form: Form): Answers {
  return Object.fromEntries(
    fieldsOf(form).map(({ code, kind }) => {
      const who = kind === 'personName' ? code.replace(/Name$/, '') : code.replace(/Number$/, '')
      const person = who === 'father' || who === 'grandmother' ? city.citizen(PEOPLE[who]) : null
      return [code, kind === 'choice' ? 'post' : kind === 'personName' ? person!.name : kind === 'idNumber' ? person!.number : saidOf(code)]
    }),
  )
}

interface Stored {
  _id: string
  joint: { part: string }
  history: { action: string }[]
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

/** Each datum that a part takes stands once in the one form, however many take it, and no other: each case has what was said there. Returns how many served several. */
async function expectAskedOnce(begun: readonly Stored[], { bundle }: Run, draft: JointView): Promise<number> {
  const targetsOf = (parts: Bundle['parts']) => parts.flatMap(({ fields }) => Object.values(fields))
  const asked = fieldsOf(draft.form).flatMap(({ code, kind }) => (kind === 'text' ? [code] : []))
  expect([...asked].sort()).toEqual([...new Set(targetsOf(applicableParts(bundle, draft.answers as Record<string, string>)))].sort())
  const parts = begun.map(({ joint }) => bundle.parts.find(({ code }) => code === joint.part)!)
  for (const [i, { _id: caseId }] of begun.entries()) {
    const { answers } = (await forChild.get(`/applications/${caseId}`).expect(200)).body as ApplicationView
    for (const [own, target] of Object.entries(parts[i]!.fields)) expect(answers[own]).toBe(saidOf(target))
  }
  const targets = targetsOf(parts)
  return new Set(targets.filter((target, i) => targets.indexOf(target) < i)).size
}

/** What the bundle says of what went wrong: nothing more begins, or not before the applicant was heard. */
function expectHeld({ troubles, parts }: JointView): void {
  const before = parts.filter(({ application }) => !application).map(({ state }) => state)
  if (troubles.some(({ rule, said }) => rule === 'stop' || (rule === 'ask' && said === 'stop')))
    expect(before.filter((state) => state !== 'impossible')).toEqual([])
  if (troubles.some(({ isOpen }) => isOpen)) expect(before).not.toContain('ready')
}

const OVER = ['concluded', 'returned', 'notAccepted']
const met = { parts: 0, late: 0, deemed: 0, handedOn: 0, lent: 0, shared: 0 }

/** One joint application from the questions to its end; returns how it ended. */
async function play(run: Run): Promise<string> {
  await liftLimits(mongoose.connection)
  let n = 0
  const toss = () => run.tosses[n++ % run.tosses.length]!
  const { bundle } = run
  const guiding = bundle.questions.length > 0 ? { more: toss() < 70 ? 'yes' : 'no' } : {}
  const draft = (await forChild.post('/joint-applications', { bundle: bundle.code, answers: guiding }).expect(201)).body as JointView
  const codes = fieldsOf(draft.form).map(({ code }) => code)
  expect(new Set([...codes, ...draft.questions.map(({ code }) => code)]).size).toBe(codes.length + draft.questions.length)
  const body = { version: draft.version, answers: { ...guiding, ...answersOf(draft.form) }, materials: [] }
  const { id } = (await forChild.post(`/joint-applications/${draft.id}/submissions`, body).expect(201)).body as JointView
  /** Nobody at its office does anything with them. */
  const lying = new Set<string>()

  async function handle({ _id: caseId, joint, progress }: Stored): Promise<void> {
    const roll = toss()
    if (progress.status === 'submitted') {
      if (roll < 10) return void (await moveCase(clerk, caseId, { action: 'returnCase', note: '看不清，请换一份再来' }))
      if (roll < 20) return void (await moveCase(clerk, caseId, { action: 'refuseAcceptance', ground: 'other', note: '不属于本单位办理的范围' }))
      const isLeft = roll >= 35 && roll < 50
      if (isLeft) lying.add(caseId)
      if (isLeft && run.permits.includes(joint.part)) return
      await moveCase(clerk, caseId, { action: 'accept' })
      if (isLeft) return
    }
    await moveCase(clerk, caseId, { action: 'startReview' })
    const outcome = roll < 35 ? { outcome: 'refused' as const, note: '不符合办理条件，请看指南' } : { outcome: 'granted' as const }
    await moveCase(approver, caseId, { action: 'decide', ...outcome })
    await until(async () => (await casesOf(id)).some(({ _id, progress: { status } }) => _id === caseId && status === 'concluded'))
  }

  /** What was left lying is past its day, and said to be; a permit is accepted as of the day it came, once. */
  async function expectLate(): Promise<void> {
    const { troubles } = (await forChild.get(`/joint-applications/${id}`).expect(200)).body as JointView
    for (const { joint, history, progress } of (await casesOf(id)).filter(({ _id }) => lying.has(_id))) {
      const { rules } = bundle.parts.find(({ code }) => code === joint.part)!
      expect(troubles).toContainEqual(expect.objectContaining({ kind: 'late', of: joint.part, rule: rules.late }))
      const isDeemed = run.permits.includes(joint.part)
      expect([joint.part, progress.status]).toEqual([joint.part, isDeemed ? 'deemedAccepted' : 'accepted'])
      expect(history.filter(({ action }) => action === 'deemAccepted')).toHaveLength(isDeemed ? 1 : 0)
      met[isDeemed ? 'deemed' : 'late'] += 1
    }
    lying.clear()
  }

  for (let steps = 0; steps < 60; steps += 1) {
    await lookAtAll(id)
    const view = (await forChild.get(`/joint-applications/${id}`).expect(200)).body as JointView
    const begun = await casesOf(id)
    await expectMaterials(begun, run, view)
    expectHeld(view)
    expect(
      view.parts
        .filter(({ application }) => application)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(begun.map(({ joint }) => joint.part).sort())
    const [open] = view.troubles.filter(({ isOpen }) => isOpen)
    const running = begun.filter(({ _id, progress }) => !OVER.includes(progress.status) && !lying.has(_id))
    const pending = view.roles.filter(({ state }) => state === 'pending')
    if (open && (toss() < 60 || running.length === 0)) {
      const said = toss() < 50 ? 'stop' : 'goOn'
      await forChild.post(`/joint-applications/${id}/decisions`, { version: view.version, kind: open.kind, of: open.of, said }).expect(201)
    } else if (pending[0] && (toss() < 50 || running.length === 0)) {
      const lender = lenders[pending[0].code]!
      const request = (await asked(lender)).find(({ bundle: of, state }) => of.code === bundle.code && state === 'pending')!
      await answer(lender, request.id, toss() < 75 ? 'given' : 'declined').expect(201)
    } else if (running[0]) await handle(running[toss() % running.length]!)
    else if (lying.size > 0) {
      await untilLater()
      await expectLate()
    } else {
      expect(ENDED_STATES).toContain(view.state)
      for (const { progress } of begun) expect(OVER).toContain(progress.status)
      met.parts += begun.length
      met.shared += await expectAskedOnce(begun, run, draft)
      const granted = new Set(begun.flatMap(({ licenceId }) => (licenceId === null ? [] : [licenceId])))
      const materials = begun.flatMap((each) => each.materials)
      met.handedOn += materials.filter(({ ref }) => granted.has(ref.split('@')[0]!)).length
      met.lent += materials.filter(({ authorisedBy }) => authorisedBy !== undefined && authorisedBy !== null).length
      return view.state!
    }
  }
  throw new Error('it did not come to its end')
}

it(
  `${RUNS.length} random bundles through two processes: no part begins before its materials exist, every case ends, also one that is late, no datum is asked twice`,
  async () => {
    const ends: string[] = []
    const next = [...RUNS]
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let run = next.shift(); run; run = next.shift()) ends.push(await play(run))
        underWay -= 1
        passOnceAllWait()
      }),
    )
    expect([...new Set(ends)].sort()).toEqual(['completed', 'ended', 'partlyCompleted'])
    expect(Math.min(met.late, met.deemed, met.handedOn, met.lent, met.shared)).toBeGreaterThan(0)
    expect(await city.api.platform.outbox.countParked()).toBe(0)
    const row = 'Random bundles 一件事 through the engine'
    noteFigure(
      row,
      'bundles run to their end, of them completed; parts begun before their materials, cases without an end',
      `${ends.length}, ${ends.filter((end) => end === 'completed').length}; 0, 0`,
    )
    noteFigure(row, 'data that several parts took, asked once; asked twice, or of no part', `${met.shared}; 0`)
    noteFigure(row, 'parts; of them left past their day, of these accepted by silence', `${met.parts}; ${met.late + met.deemed}, ${met.deemed}`)
  },
  timeLimit({ suite: 240_000, full: 3_600_000 }),
)
