import fc from 'fast-check'
import { fieldsOf, readForm } from '../form'
import {
  answersOfPart,
  applicableMaterials,
  applicableParts,
  applicableRoles,
  askedQuestions,
  consentStateOf,
  countedAnswers,
  ENDED_STATES,
  everyWay,
  jointProgress,
  jointState,
  mergedForm,
  needsOfParts,
  openDecisions,
  openQuestions,
  partStates,
  promisedDay,
  readyParts,
  troubleKey,
  validateBundle,
  waitsFor,
  withoutUnasked,
  type Bundle,
  type BundleMaterial,
  type BundlePart,
  type ConsentState,
  type JointFacts,
  type PartCase,
  type PartState,
  type TroubleRule,
} from '.'
import { birth, calendar, choice, formOf, handOver, knownWith, licenceWay, materialOf, named, part, pick, text } from './test-support/birth-bundle'

const MARRIED = { parents: 'married', whereFather: 'here', insured: 'yes' }
const ALONE = { parents: 'unmarried', insured: 'yes' }

describe('guiding questions 引导问题', () => {
  it('are asked as far as the answers lead, and what is no longer asked does not count', () => {
    expect(askedQuestions(birth, { parents: 'unmarried' }).map(({ code }) => code)).toEqual(['parents', 'insured'])
    expect(countedAnswers(birth, { parents: 'unmarried', whereFather: 'here', insured: 'maybe' })).toEqual({ parents: 'unmarried' })
    expect(openQuestions(birth, { parents: 'married', insured: 'maybe' }).map(({ code }) => code)).toEqual(['whereFather', 'insured'])
    expect(openQuestions(birth, ALONE)).toEqual([])
    expect(everyWay(birth)).toHaveLength(6)
  })
  it('decide which parts apply, who is asked and what is needed', () => {
    expect(applicableParts(birth, { parents: 'married', insured: 'no' }).map(({ code }) => code)).toEqual(['registration', 'insurance', 'card', 'vaccination'])
    expect(applicableRoles(birth, MARRIED).map(({ code }) => code)).toEqual(['father'])
    expect(applicableRoles(birth, { ...ALONE, whereFather: 'here' })).toEqual([])
    expect(applicableMaterials(birth, MARRIED).map(({ code }) => code)).toEqual(['card', 'fatherCard', 'registrationLicence', 'insuranceLicence'])
    expect(applicableMaterials(birth, ALONE).map(({ code }) => code)).not.toContain('fatherCard')
    expect(needsOfParts(birth, MARRIED).get('card')).toEqual({
      handOvers: [
        { material: 'registrationLicence', from: 'registration' },
        { material: 'insuranceLicence', from: 'insurance' },
      ],
      roles: [],
    })
  })
})

describe('the one form 一张表', () => {
  const codes = (answers: Record<string, string>) => fieldsOf(mergedForm(birth, answers)).map(({ code }) => code)

  it('asks what a part that applies needs, the questions before it, and nothing else', () => {
    expect(codes(MARRIED)).toEqual(['parents', 'whereFather', 'insured', 'childName', 'fatherName', 'fatherNumber', 'results'])
    expect(codes(ALONE)).toEqual(['parents', 'insured', 'childName', 'results'])
    const only = { ...birth, parts: birth.parts.map((each) => (each.code === 'allowance' ? { ...each, fields: { allowanceName: 'account' } } : each)) }
    const asking = { ...only, form: formOf([...fieldsOf(birth.form), text('account')]) }
    expect(fieldsOf(mergedForm(asking, ALONE)).map(({ code }) => code)).toContain('account')
    expect(fieldsOf(mergedForm(asking, { ...ALONE, insured: 'no' })).map(({ code }) => code)).not.toContain('account')
  })
  it('keeps what a field leans on, though no part takes it', () => {
    const leaning = formOf([
      pick('hasNickname', ['yes', 'no']),
      { ...text('childName'), when: { field: 'hasNickname', is: 'yes' } },
      pick('results', ['a1', 'b1']),
    ])
    expect(fieldsOf(mergedForm({ ...birth, roles: [], form: leaning }, ALONE)).map(({ code }) => code)).toContain('hasNickname')
  })
  it('leaves out what is asked no longer, and nothing that nobody knows', () => {
    const sent = { ...MARRIED, ...ALONE, childName: '安安', fatherName: '张三', hostile: 'x' }
    expect(Object.keys(withoutUnasked(birth, mergedForm(birth, ALONE), sent)).sort()).toEqual(['childName', 'hostile', 'insured', 'parents'])
  })
  it('is read by the rules of every form, and each part gets its data under its own names', () => {
    const answers = { ...ALONE, childName: '安安', results: 'post' }
    const read = readForm({ form: mergedForm(birth, ALONE), answers, today: '2026-11-02' })
    expect(read).toEqual({ ok: true, value: answers })
    const card = birth.parts.find(({ code }) => code === 'card')!
    expect(answersOfPart({ fields: { ...card.fields, kind: 'insured', gone: 'whereFather' } }, answers)).toEqual({ cardName: '安安', kind: 'yes' })
  })
})

const GRANTED: PartCase = { status: 'concluded', outcome: 'granted', licence: 'L@1' }
const REFUSED: PartCase = { status: 'concluded', outcome: 'refused', licence: null }
const RUNNING: PartCase = { status: 'inReview', outcome: null, licence: null }
const factsOf = (over: Partial<JointFacts> = {}): JointFacts => ({ bundle: birth, answers: ALONE, cases: {}, consents: {}, decisions: {}, ...over })
const statesOf = (facts: JointFacts) => Object.fromEntries(partStates(facts))

describe('a joint application 联办', () => {
  it('lets a part begin when the licences it is made of are there', () => {
    expect(statesOf(factsOf())).toEqual({ registration: 'ready', insurance: 'waiting', card: 'waiting', vaccination: 'ready', allowance: 'ready' })
    expect(readyParts(factsOf())).toEqual(['registration', 'vaccination', 'allowance'])
    expect(waitsFor(factsOf({ cases: { registration: GRANTED } }), 'card')).toEqual({ parts: ['insurance'], roles: [] })
    expect(statesOf(factsOf({ cases: { registration: { ...GRANTED, status: 'decided', licence: null } } })).insurance).toBe('waiting')
    expect(statesOf(factsOf({ cases: { registration: GRANTED } })).insurance).toBe('ready')
  })
  it('does without a part whose material will not come any more', () => {
    expect(statesOf(factsOf({ cases: { registration: { ...GRANTED, licence: null } } }))).toMatchObject({ insurance: 'impossible', card: 'impossible' })
  })
  it('stops, goes on, or asks when a part fails, as the bundle says', () => {
    expect(jointState(factsOf({ cases: { registration: REFUSED } }))).toBe('ended')
    const insuranceRefused = { registration: GRANTED, insurance: REFUSED }
    expect(openDecisions(factsOf({ cases: insuranceRefused }))).toEqual([{ kind: 'refused', of: 'insurance', rule: 'ask', said: null }])
    expect(jointState(factsOf({ cases: insuranceRefused }))).toBe('awaitingDecision')
    const said = (decision: 'stop' | 'goOn') => factsOf({ cases: insuranceRefused, decisions: { 'refused:insurance': decision } })
    expect(statesOf(said('goOn'))).toMatchObject({ card: 'impossible', vaccination: 'ready' })
    expect(jointState(said('stop'))).toBe('partlyCompleted')
    expect(jointState(factsOf({ cases: { registration: GRANTED, insurance: GRANTED, card: GRANTED, vaccination: REFUSED, allowance: GRANTED } }))).toBe(
      'partlyCompleted',
    )
  })
  it('tells 不予 from 退件: each has its own rule, and what was said of one is not said of the other', () => {
    const parts = birth.parts.map((each) =>
      each.code === 'insurance' ? { ...each, rules: { refused: 'goOn', returned: 'stop', late: 'goOn' } as const } : each,
    )
    const after = (insurance: PartCase) => statesOf(factsOf({ bundle: { ...birth, parts }, cases: { registration: GRANTED, insurance } })).vaccination
    expect(after(REFUSED)).toBe('ready')
    expect(after({ status: 'notAccepted', outcome: null, licence: null })).toBe('ready')
    for (const status of ['returned', 'lapsed', 'withdrawn'] as const) expect(after({ status, outcome: null, licence: null })).toBe('impossible')
    const decided = factsOf({ cases: { registration: GRANTED, insurance: REFUSED }, decisions: { [troubleKey('late', 'insurance')]: 'goOn' } })
    expect(openDecisions(decided)).toHaveLength(1)
  })
  it('asks when a part is late, and no longer once it is decided', () => {
    const late = { registration: GRANTED, insurance: { ...RUNNING, isLate: true } }
    expect(openDecisions(factsOf({ cases: late }))).toMatchObject([{ kind: 'late', of: 'insurance' }])
    expect(statesOf(factsOf({ cases: late }))).toMatchObject({ insurance: 'running', vaccination: 'waiting' })
    expect(statesOf(factsOf({ cases: late, decisions: { 'late:insurance': 'stop' } })).card).toBe('impossible')
    expect(statesOf(factsOf({ cases: late, decisions: { 'late:insurance': 'goOn' } }))).toMatchObject({ card: 'waiting', vaccination: 'ready' })
    expect(openDecisions(factsOf({ cases: { registration: GRANTED, insurance: { ...GRANTED, isLate: true } } }))).toEqual([])
  })
  it('asks nobody when nothing is left that could begin', () => {
    const cases = { registration: GRANTED, insurance: REFUSED, card: GRANTED, vaccination: GRANTED, allowance: GRANTED }
    expect(jointProgress(factsOf({ cases }))).toMatchObject({ state: 'partlyCompleted', open: [], troubles: [{ kind: 'refused', of: 'insurance' }] })
  })
  it('waits for a second person, and does without the part when he declines', () => {
    const others = { vaccination: GRANTED, allowance: GRANTED }
    expect(jointState(factsOf({ answers: MARRIED, cases: others }))).toBe('awaitingConsent')
    expect(waitsFor(factsOf({ answers: MARRIED }), 'registration')).toEqual({ parts: [], roles: ['father'] })
    expect(statesOf(factsOf({ answers: MARRIED, consents: { father: 'declined' } }))).toMatchObject({
      registration: 'impossible',
      card: 'impossible',
      vaccination: 'ready',
    })
    expect(statesOf(factsOf({ answers: MARRIED, consents: { father: 'given' } })).registration).toBe('ready')
    const bundle = { ...birth, roles: [{ ...birth.roles[0]!, whenDeclined: 'stop' as const }] }
    expect(jointState(factsOf({ bundle, answers: MARRIED, consents: { father: 'declined' } }))).toBe('ended')
  })
  it('what a second person has authorised and was used is not undone when he takes it back', () => {
    const facts = factsOf({ answers: MARRIED, cases: { registration: RUNNING }, consents: { father: 'declined' } })
    expect(statesOf(facts)).toMatchObject({ registration: 'running', insurance: 'waiting' })
  })
  it('takes no answer by the last day for no consent', () => {
    const asked = { askedOn: '2026-11-02', answer: null }
    const [role] = birth.roles
    expect(consentStateOf(asked, role!, '2026-11-12')).toBe('pending')
    expect(consentStateOf(asked, role!, '2026-11-13')).toBe('declined')
    expect(consentStateOf({ ...asked, answer: 'given' }, role!, '2027-01-01')).toBe('given')
  })
})

describe('the promised day 承诺办结日', () => {
  const days: Record<string, number> = { registration: 3, insurance: 2, card: 5, vaccination: 1, allowance: 8 }
  const ask = (over: Partial<Parameters<typeof promisedDay>[0]> = {}) =>
    promisedDay({ bundle: birth, answers: ALONE, from: '2026-11-02', calendar, promiseOf: (item) => days[item] ?? 1, ...over })

  it('is the end of the longest chain of parts, and names it', () => {
    expect(ask()).toEqual({
      on: '2026-11-16',
      provisional: false,
      chain: [
        { part: 'registration', from: '2026-11-02', on: '2026-11-05', days: 3, by: 'promise' },
        { part: 'insurance', from: '2026-11-05', on: '2026-11-09', days: 2, by: 'promise' },
        { part: 'card', from: '2026-11-09', on: '2026-11-16', days: 5, by: 'promise' },
      ],
      standing: [],
    })
  })
  it('moves when a part has ended earlier, and another chain may decide', () => {
    const clocks = { registration: { is: 'ended', on: '2026-11-03' }, insurance: { is: 'ended', on: '2026-11-03' } } as const
    expect(ask({ clocks })).toMatchObject({ on: '2026-11-12', chain: [{ part: 'allowance' }] })
  })
  it('is the day on which all has ended, by the longest way, also when that was the day it came', () => {
    const ended = { is: 'ended', on: '2026-11-02' } as const
    const clocks = { registration: ended, insurance: ended, card: ended, vaccination: ended, allowance: ended }
    expect(ask({ clocks })).toMatchObject({ on: '2026-11-02', chain: [{ part: 'registration', by: 'end' }, { part: 'insurance' }, { part: 'card' }] })
  })
  it('goes by the clock of a part that runs, and by today for one that has not begun', () => {
    const clocks = { registration: { is: 'running', dueOn: '2026-11-20', provisional: true } } as const
    expect(ask({ clocks })).toMatchObject({
      on: '2026-12-01',
      provisional: true,
      chain: [{ by: 'clock', on: '2026-11-20' }, { part: 'insurance' }, { part: 'card' }],
    })
    expect(ask({ today: '2026-11-09' }).chain[0]).toMatchObject({ part: 'registration', from: '2026-11-09', on: '2026-11-12' })
  })
  it('is nobody’s to say while a part stands still, and leaves out what never will be', () => {
    expect(ask({ clocks: { allowance: { is: 'standing' } } })).toEqual({ on: null, provisional: false, chain: [], standing: ['allowance'] })
    expect(ask({ clocks: { card: { is: 'never' }, allowance: { is: 'never' } } })).toMatchObject({
      on: '2026-11-09',
      chain: [{ part: 'registration' }, { part: 'insurance' }],
    })
  })
  it('is 暂定 when it runs into a year that is not announced', () => {
    expect(ask({ from: '2030-12-30' }).provisional).toBe(true)
  })
})

describe('200 random bundles, run to their end', () => {
  const chance = fc.integer({ min: 0, max: 99 })
  const rule = fc.constantFrom<TroubleRule>('stop', 'goOn', 'ask')
  const plan = fc.record({
    parts: fc.array(
      fc.record({
        givers: fc.array(fc.nat(9), { maxLength: 3 }),
        conditional: chance,
        consent: chance,
        own: chance,
        rules: fc.record({ refused: rule, returned: rule, late: rule }),
      }),
      { minLength: 2, maxLength: 10 },
    ),
    whenDeclined: fc.tuple(rule, rule),
    luck: fc.array(chance, { minLength: 200, maxLength: 200 }),
  })
  type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never
  const ROLES = ['father', 'grandmother'] as const

  /** Only earlier parts are given from, and a part that takes from a conditional one is as conditional: what a validator lets pass. */
  function bundleOf({ parts, whenDeclined }: Plan) {
    const made: BundlePart[] = []
    const materials: BundleMaterial[] = []
    const items: Record<string, ReturnType<typeof materialOf>[]> = {}
    const needs = (code: string, material: string, type: string) => (items[code] = [...(items[code] ?? []), materialOf(material, [licenceWay(type)])])
    const lends: { role: (typeof ROLES)[number]; to: string[] }[] = ROLES.map((role) => ({ role, to: [] }))
    parts.forEach(({ givers, conditional, consent, own, rules }, i) => {
      const code = `p${i}`
      const takes = [...new Set(givers.filter((giver) => giver < i))]
      const isConditional = i > 0 && (conditional < 30 || takes.some((giver) => made[giver]!.when !== undefined))
      made.push(
        part(code, { rules, fields: { [`${code}Name`]: own < 50 ? 'childName' : `own${i}` }, ...(isConditional && { when: { field: 'more', is: 'yes' } }) }),
      )
      items[code] = []
      for (const giver of takes) needs(code, `p${giver}Licence`, `p${giver}Licence`)
      if (consent < 25) lends[i % 2]!.to.push(code)
    })
    for (const giver of made) {
      const to = made.filter(({ code }) => items[code]!.some((material) => material.code === `${giver.code}Licence`)).map(({ code }) => code)
      if (to.length > 0) materials.push(handOver(giver.code, to))
    }
    for (const { role, to } of lends) {
      to.forEach((code) => needs(code, `${role}Card`, 'residentIdCard'))
      if (to.length > 0)
        materials.push({
          code: `${role}Card`,
          ...named(role),
          from: { kind: 'role', role },
          goesTo: to.map((each) => ({ part: each, material: `${role}Card` })),
        })
    }
    const asked = lends.filter(({ to }) => to.length > 0).map(({ role }) => role)
    const form = formOf([
      text('childName'),
      ...made.flatMap(({ fields }) => Object.values(fields).filter((target) => target !== 'childName')).map(text),
      ...asked.flatMap((role) => [
        { code: `${role}Name`, ...named('姓名'), required: true, kind: 'personName' as const },
        { code: `${role}Number`, ...named('号码'), required: true, kind: 'idNumber' as const },
      ]),
      pick('results', ['electronic', 'post']),
    ])
    const isNameUsed = made.some(({ fields }) => Object.values(fields).includes('childName'))
    const bundle: Bundle = {
      ...birth,
      code: 'random',
      questions: [{ code: 'more', ...named('还要'), choices: [choice('yes'), choice('no')] }],
      roles: asked.map((role, i) => ({
        ...birth.roles[0]!,
        code: role,
        when: undefined,
        foundBy: { name: `${role}Name`, number: `${role}Number` },
        whenDeclined: whenDeclined[i]!,
      })),
      form: isNameUsed ? form : formOf(fieldsOf(form).filter(({ code }) => code !== 'childName')),
      materials,
      parts: made,
    }
    const isAsked = made.some(({ when }) => when !== undefined)
    const known = knownWith(items, Object.fromEntries(made.map(({ code }) => [code, [text(`${code}Name`)]])))
    return { bundle: isAsked ? bundle : { ...bundle, questions: [] }, known }
  }

  interface Run {
    facts: JointFacts
    cases: Record<string, PartCase>
    consents: Record<string, ConsentState>
    decisions: Record<string, 'stop' | 'goOn'>
    toss: () => number
  }

  /** Every material of a part is there before it begins, whoever gives it. */
  function begin(code: string, { facts, cases, consents }: Run): void {
    expect(cases[code]).toBeUndefined()
    for (const { from } of applicableMaterials(facts.bundle, facts.answers).filter(({ goesTo }) => goesTo.some((target) => target.part === code))) {
      if (from.kind === 'part') expect(cases[from.part]?.licence).toBeTruthy()
      if (from.kind === 'role') expect(consents[from.role]).toBe('given')
    }
    cases[code] = { status: 'submitted', outcome: null, licence: null }
  }

  function handle(code: string, { cases, toss }: Run): void {
    const before = cases[code]!
    const roll = toss()
    if (before.status === 'decided') cases[code] = { ...before, status: 'concluded', licence: roll < 95 ? `${code}@1` : null }
    else if (roll < 15 && !before.isLate) cases[code] = { ...before, isLate: true }
    else if (roll < 75) cases[code] = { ...before, status: 'decided', outcome: 'granted' }
    else if (roll < 85) cases[code] = { ...before, status: 'concluded', outcome: 'refused' }
    else cases[code] = { ...before, status: (['returned', 'lapsed', 'withdrawn', 'notAccepted'] as const)[roll % 4]! }
  }

  /** One thing happens: the applicant is heard, somebody consents, an office works. False when nothing can. */
  function step(run: Run): boolean {
    const { facts, consents, decisions, toss } = run
    const [open] = openDecisions(facts)
    const states = [...partStates(facts)]
    const among = (state: PartState) => states.filter(([, each]) => each === state).map(([code]) => code)
    const [ready, running] = [among('ready'), among('running')]
    const silent = applicableRoles(facts.bundle, facts.answers).filter(({ code }) => consents[code] === undefined)
    if (open && toss() < 60) decisions[troubleKey(open.kind, open.of)] = toss() < 50 ? 'stop' : 'goOn'
    else if (ready.length > 0) begin(ready[toss() % ready.length]!, run)
    else if (silent.length > 0 && toss() < 50) consents[silent[0]!.code] = toss() < 75 ? 'given' : 'declined'
    else if (running.length > 0) handle(running[toss() % running.length]!, run)
    else if (silent.length > 0) consents[silent[0]!.code] = 'declined'
    else if (open) decisions[troubleKey(open.kind, open.of)] = 'goOn'
    else return false
    return true
  }

  /** The state is what its parts say, and nothing is kept beside them. */
  function checkFollows(facts: JointFacts): void {
    const { state, parts, open } = jointProgress(facts)
    const states = [...parts.values()]
    const isOver = states.every((each) => each === 'granted' || each === 'failed' || each === 'impossible')
    expect(ENDED_STATES.includes(state)).toBe(isOver)
    expect(state === 'completed').toBe(states.every((each) => each === 'granted'))
    expect(state === 'awaitingDecision').toBe(open.length > 0)
    expect(jointState({ ...facts, cases: { ...facts.cases } })).toBe(state)
    for (const code of Object.keys(facts.cases)) expect(['running', 'granted', 'failed']).toContain(parts.get(code))
  }

  it('no part begins before its materials exist, every case ends, no datum is asked twice, and the state follows from the parts', () => {
    const ends = new Map<string, number>()
    fc.assert(
      fc.property(plan, (drawn) => {
        const { bundle, known } = bundleOf(drawn)
        expect(validateBundle(bundle, known)).toMatchObject({ ok: true })
        let n = 0
        const toss = () => drawn.luck[n++ % drawn.luck.length]!
        const answers: Record<string, string> = bundle.questions.length > 0 ? { more: toss() < 70 ? 'yes' : 'no' } : {}
        const asked = fieldsOf(mergedForm(bundle, answers)).map(({ code }) => code)
        expect(new Set(asked).size).toBe(asked.length)
        const [cases, consents, decisions]: [Run['cases'], Run['consents'], Run['decisions']] = [{}, {}, {}]
        const run: Run = { facts: { bundle, answers, cases, consents, decisions }, cases, consents, decisions, toss }
        let steps = 0
        while (step(run)) {
          checkFollows(run.facts)
          expect(++steps).toBeLessThan(150)
        }
        const state = jointState(run.facts)
        expect(ENDED_STATES).toContain(state)
        for (const { status, outcome } of Object.values(cases)) expect(outcome ?? status).toMatch(/granted|refused|returned|lapsed|withdrawn|notAccepted/)
        ends.set(state, (ends.get(state) ?? 0) + 1)
        const promised = promisedDay({ bundle, answers, from: '2026-11-02', calendar, promiseOf: () => 2 })
        for (const [i, { from }] of promised.chain.entries()) if (i > 0) expect(from).toBe(promised.chain[i - 1]!.on)
        expect(promised.on! > '2026-11-02').toBe(true)
      }),
      { numRuns: 200, seed: 20261127 },
    )
    expect([...ends.keys()].sort()).toEqual(['completed', 'ended', 'partlyCompleted'])
  })
})
