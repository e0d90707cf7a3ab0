import type { ContentEntry, PublicationView } from '@zsb/shared/content'
import { assessColour, ColourInputs, type ColourView, type HealthCheckView, type HealthCodeView, type OverrideView } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mongoose from 'mongoose'
import * as z from 'zod/mini'
import { activationRequest, declarationRequest, switchOnHealthCode } from '../../../test-support/health-on'
import { liftLimits } from '../../../test-support/security/load-codes'
import { until } from '../../../test-support/until'
import { createLog } from '../../platform/log/log'
import { createHolderSeal, type Holder } from '../holders'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

let city: WholeApi
let mei: SignedIn
let other: SignedIn
let operators: [SignedIn, SignedIn, SignedIn]
let cdc: string
beforeAll(async () => {
  city = await openWholeApi({ name: 'health-checks' })
  cdc = (JSON.parse(city.environment().PARTNER_URLS ?? '{}') as Record<string, string>).cdc ?? ''
  ;[mei, other] = [await city.signInCitizen('wangXiaomei'), await city.signInCitizen('aili')]
  operators = [await city.signInStaff('tangyun'), await city.signInStaff('yaojun'), await city.signInStaff('fanxin')]
  await switchOnHealthCode(city)
}, 60_000)
afterAll(() => city.close())
const records = (collection: string) => mongoose.connection.collection<{ _id: string }>(collection)
const CLEARED = [
  'health_notices',
  'health_evidence',
  'health_declarations',
  'health_overrides',
  'health_codes',
  'health_checks',
  'health_clock_marks',
  'health_tallies',
]
beforeEach(async () => {
  await Promise.all(CLEARED.map((each) => records(each).deleteMany({})))
  // What the trail says of the changes that were cleared here.
  await records('audit').deleteMany({ action: /^healthOverride/ } as never)
  // Each may ask for a check a dozen times an hour.
  await liftLimits(mongoose.connection)
  await declare(mei)
  await declare(other)
})

const day = (days: number) => addDays(toCalendarDate(city.now()), days)
const declare = (by: SignedIn, over: object = {}) => {
  const request = declarationRequest(by.personId, city.now())
  return by.post('/health/declarations', { ...request, answers: { ...request.answers, ...over } }).expect(201)
}
const WAS_IN_JIANGKOU = { away: 'yes', travel: [{ place: 'jiangkou', from: day0(-1), to: day0(-1) }] }
function day0(days: number): string {
  return addDays(toCalendarDate(new Date()), days)
}
const colourOf = (by: SignedIn): Promise<ColourView> => city.api.health.colourOf({ personId: by.personId })
const show = async (by: SignedIn) => (await by.post('/health/codes', { personId: by.personId }).expect(201)).body as HealthCodeView
const subjectOf = (id: string) => ({ documentType: 'residentId', number: city.citizen(id).number })
const handIn = async (content: object, subjects: object[] = [], authority = 'cdc') => {
  const order = { authority, documentNumber: '临疾控发〔2026〕21号', content, subjects }
  const sent = await fetch(`${cdc}/_control/notices`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) })
  const { notice } = (await sent.json()) as { notice: string }
  await city.request.post('/api/v1/health/notices').send({ notice }).expect(202)
}
const AREA = { kind: 'riskArea', area: { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' }, level: 'watched', from: day0(-2), until: null }
const changeByHand = async (colour: string) => {
  const body = { basis: { kind: 'rule', rule: 'declaredFever', document: subjectOf('wangXiaomei') }, colour, endsOn: day(3), reason: '核查属实，予以变更' }
  const { id, shownHash } = (await operators[0].post('/staff/health-overrides', body).expect(201)).body as OverrideView
  await operators[1].post(`/staff/health-overrides/${id}/signature`, { shownHash }).expect(201)
}
/** As an operator asks for it, and the loop runs it. */
let asked = 0
async function check(): Promise<HealthCheckView> {
  // By turns.
  asked += 1
  const by = operators[asked % 3]!
  // The loop may have begun the one of tonight.
  const { id } = await until(async () => {
    const begun = await by.post('/staff/health-checks')
    if (begun.status === 409) await city.api.healthChecks.round()
    return begun.status === 202 && (begun.body as HealthCheckView)
  })
  await city.api.healthChecks.round()
  return until(async () => {
    const { items } = (await operators[0].get('/staff/health-checks').expect(200)).body as { items: HealthCheckView[] }
    return items.find((each) => each.id === id && each.state === 'done')
  })
}
/** The whole line of an alarm: nothing in it is of anybody. */
const ALARM = (event: string, fields = '') => new RegExp(`^\\{"level":50,"time":"[^"]+",${fields}"code":"${event}"\\}\\s*$`)
/** A log of one's own. */
function listen() {
  const lines: string[] = []
  return { lines, log: createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }) }
}
const kindsOf = ({ findings }: HealthCheckView) => findings.map(({ kind }) => kind)

describe('夜间核对', () => {
  it('is quiet where everything follows from what was signed: declared, named by a notice, and changed by hand by two', async () => {
    await declare(mei, WAS_IN_JIANGKOU)
    await handIn(AREA)
    expect((await show(mei)).colour.colour).toBe('yellow')
    await changeByHand('green')
    expect((await show(mei)).colour.colour).toBe('green')
    expect(await check()).toMatchObject({ people: 2, findings: [] })
  })
  it('runs by itself once a night, and one that was killed runs again from its beginning', async () => {
    const killed = { _id: city.api.platform.newId(city.now()), at: city.now(), state: 'running', endedAt: null, people: 70, findings: [] }
    // The loop may have begun the one of tonight.
    await until(async () => {
      await records('health_checks').deleteMany({})
      return records('health_checks')
        .insertOne(killed as never)
        .then(
          () => true,
          () => false,
        )
    })
    await city.api.healthChecks.round()
    await until(async () => (await records('health_checks').findOne({ state: 'done' } as never)) as unknown)
    expect(await records('health_checks').findOne({})).toMatchObject({ people: 2, findings: [] })
    const tonight = new Date(`${day(1)}T03:00:00+08:00`).getTime() - city.now().getTime()
    city.advance(tonight)
    await city.api.healthChecks.round()
    await until(async () => (await records('health_checks').countDocuments({ state: 'done' } as never)) === 2)
    await city.api.healthChecks.round()
    expect(await records('health_checks').countDocuments()).toBe(2)
    city.advance(-tonight)
  })
  it('says how many are yellow or red by the word of an authority alone, and by which document', async () => {
    await handIn({ kind: 'contact', category: 'close', lastContactOn: day(-1) }, [subjectOf('wangXiaomei')])
    expect((await check()).findings).toEqual([{ kind: 'noGround', reference: '临疾控发〔2026〕21号', count: 1 }])
    await handIn({ kind: 'test', result: 'positive', sampledAt: city.now().toISOString() }, [subjectOf('wangXiaomei')], 'firstHospital')
    expect(kindsOf(await check())).toEqual([])
  })
  it('looks at whoever declared nothing too: named by an authority, changed by hand, or shown with a code', async () => {
    await records('health_declarations').deleteMany({})
    await handIn({ kind: 'contact', category: 'close', lastContactOn: day(-1) }, [subjectOf('wangXiaomei')])
    expect(await check()).toMatchObject({ people: 1, findings: [{ kind: 'noGround', reference: '临疾控发〔2026〕21号', count: 1 }] })
    const { everybody } = city.api.health
    const walked = async (after = '') => (await everybody.listAfter({ after, limit: 1 })).at(-1)
    expect([await walked(), await walked(mei.personId)]).toEqual([mei.personId, undefined])
    const ruleSet = readFileSync(join(__dirname, '../../../content/health-rules/city.json'), 'utf8')
    expect((await operators[0].post('/staff/health-rule-trials', { text: ruleSet }).expect(200)).body).toMatchObject({ people: 1 })
    await records('health_notices').deleteMany({})
    await records('health_evidence').deleteMany({})
    await changeByHand('red')
    await declare(other)
    await show(other)
    await records('health_declarations').deleteMany({})
    // The ground of what she was shown is gone with her declaration, and that is found too.
    const { people, findings } = await check()
    expect({ people, kinds: findings.map(({ kind }) => kind).sort() }).toEqual({ people: 2, kinds: ['noGround', 'served'] })
  })
  it('goes on to its end past a record that nobody can read, and none for longer than a night is told to the alarm', async () => {
    await changeByHand('green')
    const [signed] = await records('health_overrides').find().toArray()
    await records('health_overrides').updateOne({ _id: signed!._id }, { $set: { asker: null }, $unset: { until: '' } } as never)
    await records('health_notices').insertOne({ _id: 'garbled', kind: 'contact', at: 'yesterday', sealed: 7 } as never)
    expect((await colourOf(mei)).colour).toBe('green')
    const { people, findings } = await check()
    expect(people).toBe(2)
    expect(findings).toEqual(
      expect.arrayContaining([
        { kind: 'override', reference: signed!._id, count: 1 },
        { kind: 'input', reference: 'garbled', count: 1 },
      ]),
    )
    const { lines, log } = listen()
    await city.api.healthChecks.lookWhetherLate(log)
    expect(lines).toEqual([])
    city.advance(27 * 3_600_000)
    await city.api.healthChecks.lookWhetherLate(log)
    city.advance(-27 * 3_600_000)
    expect(lines).toEqual([expect.stringMatching(ALARM('health.checkLate'))])
  })
  it('names so many of each kind and counts the others, so that a flood of one hides no other', async () => {
    await show(mei)
    await records('health_declarations').deleteMany({})
    await records('health_overrides').insertMany(Array.from({ length: 60 }, (_, no) => ({ _id: `forged-${no}`, state: 'done' })) as never)
    const { findings } = await check()
    const forged = findings.filter(({ kind }) => kind === 'override')
    expect(forged).toHaveLength(51)
    expect(forged.at(-1)).toEqual({ kind: 'override', reference: '…', count: 10 })
    expect(findings.map(({ kind }) => kind)).toContain('served')
  })
  it('is asked for by operators, one at a time', async () => {
    await mei.get('/staff/health-checks').expect(403)
    // One that began by itself on a clock that was advanced is let go by first.
    await until(async () => (await records('health_checks').countDocuments({ endedAt: null } as never)) === 0)
    await records('health_checks').insertOne({
      _id: city.api.platform.newId(city.now()),
      at: city.now(),
      state: 'waiting',
      endedAt: null,
      people: 0,
      findings: [],
    } as never)
    await operators[0].post('/staff/health-checks').expect(409)
  })
})

describe('GET /health/colours/:personId/inputs', () => {
  it('is all that her colour is made from and nothing of anybody else, and the same function comes to the same, as long as nobody has changed what is sent', async () => {
    await declare(mei, WAS_IN_JIANGKOU)
    await handIn(AREA)
    await handIn({ kind: 'contact', category: 'close', lastContactOn: day(-1) }, [subjectOf('liJianguo')])
    await handIn({ kind: 'test', result: 'negative', sampledAt: city.now().toISOString() }, [subjectOf('wangXiaomei')], 'firstHospital')
    await changeByHand('red')
    for (const expected of [mei, other]) {
      const said = (await expected.get(`/health/colours/${expected.personId}`).expect(200)).body as ColourView
      const inputs = z.parse(ColourInputs, (await expected.get(`/health/colours/${expected.personId}/inputs`).expect(200)).body)
      expect(assessColour({ ...inputs, at: new Date(said.assessedAt) })).toEqual(said)
      expect(said.colour).toBe(expected === mei ? 'red' : 'green')
      // The area is about nobody; the contact is about somebody else.
      expect(inputs.evidence.map(({ content }) => content.kind).sort()).toEqual(expected === mei ? ['riskArea', 'test'] : ['riskArea'])
      expect(inputs.overrides).toHaveLength(expected === mei ? 1 : 0)
      const unsaid = { ...inputs, declarations: [], overrides: [] }
      expect(assessColour({ ...unsaid, at: new Date(said.assessedAt) })).not.toEqual(said)
    }
  })
})

describe('the abuse of 2022, five ways', () => {
  it('colour: setting one in the database turns nobody, and one that was shown otherwise than the rules say is found', async () => {
    const { code } = await show(mei)
    await records('holders').updateOne({ _id: mei.personId }, { $set: { colour: 'red', healthColour: 'red' } } as never)
    await records('health_declarations').updateMany({ personId: mei.personId } as never, { $set: { colour: 'red' } } as never)
    expect((await colourOf(mei)).colour).toBe('green')
    await records('holders').updateOne({ _id: mei.personId }, { $unset: { colour: 1, healthColour: 1 } } as never)
    await records('health_declarations').updateMany({ personId: mei.personId } as never, { $unset: { colour: 1 } } as never)
    expect(kindsOf(await check())).toEqual([])
    const red = city.api.platform.digests.blindIndex('healthColour', `${code!.id}:${mei.personId}:red`)
    await records('health_codes').updateOne({ _id: code!.id }, { $set: { colourSeal: red } } as never)
    expect(kindsOf(await check())).toEqual(['served'])
  })
  it('input: a forged or altered notice counts for nobody or is found, also where it was taken away again', async () => {
    await declare(mei, WAS_IN_JIANGKOU)
    await handIn(AREA)
    const { colour } = await show(mei)
    expect(colour.colour).toBe('yellow')
    const area = (await records('health_notices').findOne({}))!
    // Somebody else's town, by hand.
    await records('health_notices').updateOne({ _id: area._id }, { $set: { 'area.area.code': '990102' } } as never)
    expect((await colourOf(other)).colour).toBe('green')
    expect(kindsOf(await check())).toEqual(expect.arrayContaining(['input', 'served']))
    await records('health_notices').deleteMany({})
    expect(kindsOf(await check())).toEqual(['served'])
    await records('health_codes').deleteMany({})
    // A notice about one that is made to be about another; nothing opens for him.
    await handIn({ kind: 'contact', category: 'close', lastContactOn: day(-1) }, [subjectOf('liJianguo')])
    const personIndex = city.api.platform.digests.blindIndex('healthEvidence', `residentId:${subjectOf('aili').number}`)
    await records('health_evidence').updateOne({}, { $set: { personIndex } } as never)
    expect(kindsOf(await check())).toEqual(expect.arrayContaining(['input']))
    // What somebody said of himself, made to be another's word.
    await records('health_declarations').deleteMany({ personId: mei.personId } as never)
    await records('health_declarations').updateMany({ personId: other.personId } as never, { $set: { personId: mei.personId } } as never)
    expect(kindsOf(await check())).toContain('unreadable')
    // One that nobody signed.
    await records('health_evidence').insertOne({
      _id: 'forged',
      noticeId: '01JD0000000000000000FORGED',
      personIndex: 'x',
      at: city.now(),
      countsFrom: city.now(),
      sealed: 'x',
    } as never)
    expect((await check()).findings.map(({ reference }) => reference)).toContain('01JD0000000000000000FORGED')
  })
  const alarms = () => city.lines.filter((line) => ALARM('content.notSigned', '"reason":"healthRule",').test(line)).length
  const rulesOf = async (by: SignedIn) => {
    const { colour, ruleSet } = await colourOf(by)
    return [colour, ruleSet.version]
  }
  const VERSION_2 = { kind: 'healthRule', version: 2 } as never
  const approve = async ({ id, shownHash }: PublicationView) => {
    await operators[1].post(`/operations/content/publications/${id}/approvals`, { shownHash }).expect(201)
  }
  const takeBack = async (reason: string) => {
    const rollBack = { kind: 'healthRule', code: 'cityHealthCode', version: 2, reason }
    await approve((await operators[0].post('/operations/content/roll-backs', rollBack).expect(201)).body as PublicationView)
  }
  it('rule: a rule set that nobody handed in and another one signed colours nobody, raises an alarm and is found, and so is one that was changed afterwards', async () => {
    const first = (await records('content').findOne({ kind: 'healthRule', version: 1 } as never)) as unknown as { body: { rules: object[] } }
    // Everybody who declared anything is red.
    const red = { ...first.body, version: 2, rules: first.body.rules.slice(-1).map((rule) => ({ ...rule, colour: 'red', when: null })) }
    const before = alarms()
    await records('content').insertOne({ ...first, _id: 'healthRule:cityHealthCode@2', version: 2, body: red, effectiveFrom: city.now() } as never)
    await until(() => alarms() > before)
    expect(await rulesOf(mei)).toEqual(['green', 1])
    const { items } = (await operators[0].get('/operations/content?kind=healthRule').expect(200)).body as { items: ContentEntry[] }
    expect(items[0]!.versions.map(({ state }) => state)).toEqual(['notSigned', 'inForce'])
    // Also where it is said to have held for long.
    await records('content').updateOne(VERSION_2, { $set: { effectiveFrom: new Date(city.now().getTime() - 60 * 86_400_000) } } as never)
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    expect(await rulesOf(mei)).toEqual(['green', 1])
    // Nor with a publication beside it that nobody signed and no key of ours sealed.
    const signatory = { personId: 'a', staffId: 'a', sessionId: 'a', deviceId: 'a', shownHash: 'x', signature: 'x' }
    const publication = { kind: 'healthRule', code: 'cityHealthCode', version: 2, move: 'publish', state: 'done', body: red, effectiveFrom: null }
    const decided = { _id: 'forged', reason: 'x', asker: { ...signatory, personId: 'b' }, approver: signatory, at: city.now(), decidedAt: city.now() }
    await records('content_publications').insertOne({ ...publication, ...decided, expiresAt: city.now(), cosigner: null, against: 1 } as never)
    await records('content').updateOne(VERSION_2, { $set: { effectiveFrom: decided.decidedAt } } as never)
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    expect(await rulesOf(mei)).toEqual(['green', 1])
    // Nor with one that is no record at all: what stands beside it is read all the same.
    await records('content_publications').updateOne({ _id: 'forged' }, { $set: { decidedAt: 'never', 'body.count': Number.NaN } } as never)
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    expect(await rulesOf(mei)).toEqual(['green', 1])
    expect(
      ((await operators[0].get('/operations/content/publications').expect(200)).body as { items: { id: string }[] }).items.map(({ id }) => id),
    ).not.toContain('forged')
    await records('content_publications').deleteOne({ _id: 'forged' })
    // Two take it away, and it is nobody's trouble any more.
    await takeBack('来历不明的版本，予以回退')
    expect((await check()).findings).toEqual([])
    const after = ((await operators[0].get('/operations/content?kind=healthRule').expect(200)).body as { items: ContentEntry[] }).items
    expect(after[0]!.versions.map(({ state }) => state)).toEqual(['retired', 'inForce'])
    expect(city.api.content.isHealthRulesOvertaken('cityHealthCode')).toBe(false)
    await records('content').deleteOne({ _id: 'healthRule:cityHealthCode@2' })
    await records('content_publications').deleteMany({ kind: 'healthRule', version: 2 } as never)
    const one = { kind: 'healthRule', version: 1 } as never
    await records('content').updateOne(one, { $set: { body: { ...first.body, rules: red.rules } } } as never)
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@1', count: 1 }])
    // It came with the release, and counts as it stands there.
    expect(await rulesOf(mei)).toEqual(['green', 1])
    await records('content').updateOne(one, { $set: { body: first.body } } as never)
    expect(kindsOf(await check())).toEqual([])
  })
  it('rule: one that two have published is in force as they signed it; changed afterwards it is not, taken back by nobody it stays, and two take it back', async () => {
    const first = (await records('content').findOne({ kind: 'healthRule', version: 1 } as never)) as unknown as { body: { rules: object[] } }
    const body = { ...first.body, version: 2, zh: '临江市健康码规则（二版）' }
    const request = { kind: 'healthRule', text: JSON.stringify(body), effectiveFrom: null, reason: '按新规则调整赋码' }
    await approve((await operators[0].post('/operations/content/publications', request).expect(201)).body as PublicationView)
    expect(await rulesOf(mei)).toEqual(['green', 2])
    expect(kindsOf(await check())).toEqual([])
    const change = async (set: object) => records('content').updateOne(VERSION_2, { $set: set } as never)
    const toldOfRules = () => records('health_recolourings').countDocuments({ to: 1, from: 2 } as never)
    /** As the loop does every two seconds; both at once change nothing. */
    const untilTold = (of: object) =>
      until(async () => {
        await city.api.health.recolourRound()
        return (await records('health_recolourings').countDocuments({ ...of, state: 'done' } as never)) > 0
      })
    await untilTold({ to: 2 })
    const before = alarms()
    await change({ body: { ...body, rules: first.body.rules.slice(-1).map((rule) => ({ ...rule, colour: 'red', when: null })) } })
    await until(() => alarms() > before)
    // Said while it is being read: what is in force by it is so a moment later.
    await until(async () => (await rulesOf(mei))[1] === 1)
    expect(await rulesOf(mei)).toEqual(['green', 1])
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    // Nobody is told of it: it is no change of the rules.
    expect([await city.api.health.recolourRound(), await toldOfRules()]).toEqual([0, 0])
    // Once for each way in which it stands there, however often it is read.
    expect(alarms()).toBe(before + 1)
    await change({ body })
    await until(async () => (await rulesOf(mei))[1] === 2)
    await change({ status: 'retired' })
    await until(() => alarms() > before + 1)
    expect(await rulesOf(mei)).toEqual(['green', 2])
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    await change({ status: 'published' })
    // Nor is it gone without a word: the one before holds, and the night misses it.
    const taken = (await records('content').findOneAndDelete(VERSION_2))!
    await until(async () => (await rulesOf(mei))[1] === 1)
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    await records('content').insertOne(taken)
    expect(kindsOf(await check())).toEqual([])
    await until(async () => (await rulesOf(mei))[1] === 2)
    // Whoever was told that the one before held is told that it does no more.
    while ((await city.api.health.recolourRound()) > 0);
    const toldBefore = await toldOfRules()
    await takeBack('新版写错了，先回退')
    expect(await rulesOf(mei)).toEqual(['green', 1])
    expect(kindsOf(await check())).toEqual([])
    await until(async () => {
      await city.api.health.recolourRound()
      return (await records('health_recolourings').countDocuments({ to: 1, from: 2, state: 'done' } as never)) > toldBefore
    })
    expect(await toldOfRules()).toBe(toldBefore + 1)
    // What two took back one write does not bring back, neither at once nor after the night.
    const beforeComing = alarms()
    await change({ status: 'published' })
    await until(() => alarms() > beforeComing)
    expect(await rulesOf(mei)).toEqual(['green', 1])
    expect((await check()).findings).toEqual([{ kind: 'ruleSet', reference: 'cityHealthCode@2', count: 1 }])
    await change({ status: 'retired' })
    expect(kindsOf(await check())).toEqual([])
    // A process that begins now knows the same, also where the version that two went back to was altered: none that was taken back comes again.
    await records('content').updateOne({ kind: 'healthRule', version: 1 } as never, { $set: { 'body.zh': '改过的' } } as never)
    const another = await city.openInstance()
    expect(another.api.content.healthRules('cityHealthCode')?.ruleSet).toMatchObject({ version: 1, zh: (first.body as { zh?: string }).zh })
    await another.stop()
    await records('content').updateOne({ kind: 'healthRule', version: 1 } as never, { $set: { body: first.body } } as never)
    await records('content').deleteOne(VERSION_2)
  })
  it('clock: a process whose clock was turned is found, also once it is right again', async () => {
    await city.api.healthChecks.watchClock()
    expect(kindsOf(await check())).toEqual([])
    city.advance(3_600_000)
    await city.api.healthChecks.watchClock()
    city.advance(-3_600_000)
    expect(kindsOf(await check())).toEqual(['clock'])
  })
  it('database: a change by hand without its second person counts for nothing and is found; so is one that both signed as one natural person', async () => {
    await changeByHand('red')
    expect((await colourOf(mei)).colour).toBe('red')
    // By hand alone: no test, no stay.
    expect(kindsOf(await check())).toEqual(['noGround'])
    const signed = (await records('health_overrides').findOne({})) as unknown as { _id: string; approver: object; asker: object }
    await records('health_overrides').updateOne({ _id: signed._id }, { $set: { approver: null } } as never)
    expect((await colourOf(mei)).colour).toBe('green')
    expect((await check()).findings).toEqual([{ kind: 'override', reference: signed._id, count: 1 }])
    await records('health_overrides').updateOne({ _id: signed._id }, { $set: { approver: signed.approver, personId: other.personId } } as never)
    expect((await colourOf(other)).colour).toBe('green')
    expect(kindsOf(await check())).toEqual(['override'])
    const asOne = { approver: { ...signed.approver, personId: (signed.asker as { personId: string }).personId }, personId: mei.personId }
    await records('health_overrides').updateOne({ _id: signed._id }, { $set: asOne } as never)
    expect((await colourOf(mei)).colour).toBe('green')
    const { lines, log } = listen()
    await operators[2].post('/staff/health-checks')
    await city.api.healthChecks.lookOver(log)
    expect([(await check()).findings, lines]).toEqual([
      [{ kind: 'override', reference: signed._id, count: 1 }],
      [expect.stringMatching(ALARM('health.check', '"count":1,'))],
    ])
  })
  it('database: a change that frees somebody and was taken away is missed, by the trail, and so is its end', async () => {
    await declare(mei, { temperature: '38.2', symptoms: ['fever'], symptomsSince: day(0) })
    await changeByHand('green')
    expect((await check()).findings).toEqual([])
    const signed = (await records('health_overrides').findOne({})) as unknown as { _id: string }
    for (const by of operators.slice(0, 2)) await by.post(`/staff/health-overrides/${signed._id}/revocation`, { reason: '核查后撤销' }).expect(201)
    await records('health_overrides').updateOne({ _id: signed._id }, { $set: { revoked: null } } as never)
    expect((await colourOf(mei)).colour).toBe('green')
    expect((await check()).findings).toEqual([{ kind: 'override', reference: signed._id, count: 1 }])
    await records('health_overrides').deleteOne({ _id: signed._id })
    expect((await check()).findings).toEqual([{ kind: 'override', reference: signed._id, count: 1 }])
  })
})

describe('two accounts of one natural person', () => {
  const holders = () => mongoose.connection.collection<Holder>('holders')
  /** Her second account proves the same document, as its record would have it that somebody wrote there by hand. */
  async function makeOne(one: SignedIn, other: SignedIn) {
    const seal = createHolderSeal(city.api.platform)
    const document = { documentType: 'residentId' as const, number: '990102198001010010' }
    const recordOf = (holderId: string) => ({
      type: document.documentType,
      sealed: seal.seal('documentNumber', document.number, holderId),
      index: seal.documentIndex(document),
      from: new Date(0),
      until: null,
    })
    const before = await Promise.all([one, other].map(({ personId }) => holders().findOne({ _id: personId })))
    for (const { personId } of [one, other]) await holders().updateOne({ _id: personId }, { $set: { documents: [recordOf(personId)] } })
    return async () => {
      for (const holder of before) await holders().updateOne({ _id: holder!._id }, { $set: { documents: holder!.documents } })
    }
  }
  const ruleSet = () => ({ ...(JSON.parse(readFileSync(join(__dirname, '../../../content/health-rules/city.json'), 'utf8')) as object), version: 2 })
  const placeOf = async () => {
    const placeId = city.api.platform.newId(city.now())
    const place = { id: placeId, ownerId: mei.personId, guardId: other.personId, name: '临江万象城', kind: 'mall' as const, region: '990102' }
    await city.api.health.seedDemoPlace({ ...place, address: '江北区清波街 88 号' })
    return placeId
  }
  const byHand = () => ({ basis: { kind: 'rule', rule: 'declaredFever', document: subjectOf('wangXiaomei') }, colour: 'red', reason: '核查属实，予以变更' })
  const BY_OPERATORS = { sign: 'signature', refuse: 'refusal' }
  it.each<[string, string, { sign: string; refuse: string }, () => object | Promise<object>]>([
    ['a change by hand', '/staff/health-overrides', BY_OPERATORS, () => ({ ...byHand(), endsOn: day(3) })],
    ['switching on', '/staff/health-activations', BY_OPERATORS, () => activationRequest(city.now())],
    [
      'a rule set',
      '/operations/content/publications',
      { sign: 'approvals', refuse: 'refusals' },
      () => ({ kind: 'healthRule', text: JSON.stringify(ruleSet()), effectiveFrom: null, reason: '按新规则调整赋码' }),
    ],
    ['switching off', '/staff/health-sunsets', BY_OPERATORS, () => ({ documentNumber: '临疫指〔2026〕41号', reason: '疫情结束，按文件停用' })],
    [
      'a contact query',
      '/staff/contact-queries',
      BY_OPERATORS,
      async () => ({
        documentNumber: '临疾控流〔2026〕9号',
        placeId: await placeOf(),
        fromDay: day(0),
        toDay: day(0),
        purpose: '查找确诊者同时在场的人',
        tellAfterDays: 0,
      }),
    ],
  ])('R17: sign nothing together: %s', async (_, path, { sign, refuse }, request) => {
    const [first, second, third] = operators
    const { id, shownHash } = (await first.post(path, await request()).expect(201)).body as { id: string; shownHash: string }
    const apart = await makeOne(first, second)
    const signed = await second.post(`${path}/${id}/${sign}`, { shownHash })
    await apart()
    expect([signed.status, (signed.body as { code: string }).code]).toEqual([403, 'SECOND_PERSON_NEEDED'])
    expect((await third.post(`${path}/${id}/${refuse}`, { reason: '没有第二个人签认' })).status).toBe(201)
  })
  it('and what they have signed all the same, before it was known that they are one, is found', async () => {
    await changeByHand('green')
    expect((await check()).findings).toEqual([])
    const { _id: reference } = (await records('health_overrides').findOne({ state: 'done' } as never))!
    const apart = await makeOne(operators[0], operators[1])
    const { findings } = await check()
    await apart()
    expect(findings).toEqual([{ kind: 'override', reference, count: 1 }])
  })
})
