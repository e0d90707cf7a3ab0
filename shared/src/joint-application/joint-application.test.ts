import fc from 'fast-check'
import { fieldsOf, readForm } from '../form'
import {
  answersOfPart,
  applicableMaterials,
  applicableParts,
  applicableRoles,
  askedQuestions,
  carryBundleOver,
  consentStateOf,
  countedAnswers,
  ENDED_STATES,
  everyWay,
  jointProgress,
  jointState,
  mayStillBring,
  mergedForm,
  needsOfParts,
  openDecisions,
  openQuestions,
  partStates,
  promisedDay,
  readyParts,
  rolesWaitedFor,
  troubleKey,
  validateBundle,
  waitsFor,
  withoutUnasked,
  type ConsentState,
  type JointFacts,
  type PartCase,
  type PartState,
} from '.'
import { birth, calendar, formOf, part, pick, text } from './test-support/birth-bundle'
import { plan, randomBundle } from './test-support/random-bundles'

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

describe('a draft under another version of its bundle', () => {
  it('says which answers no longer fit, what is asked newly, and which parts and materials come and go for this person', () => {
    const questions = birth.questions.map((each) =>
      each.code === 'insured' ? { ...each, choices: each.choices.map(({ value, ...rest }) => ({ ...rest, value: `${value}2` })) } : each,
    )
    const parts = [
      ...birth.parts.filter(({ code }) => code !== 'card').map((each) => ({ ...each, when: undefined })),
      part('booklet', { fields: { bookletName: 'nickname' } }),
    ]
    const to = { ...birth, version: 2, questions, parts, form: formOf([...fieldsOf(birth.form), text('nickname')]) }
    const answers = { ...ALONE, whereFather: 'here', childName: '安安', childNumber: 7, results: 'gone' }
    const carried = carryBundleOver({ from: birth, to, answers, today: '2026-11-02' })
    expect(carried.answers).toEqual({ parents: 'unmarried', childName: '安安' })
    const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code)
    expect([codes(carried.dropped), codes(carried.added)]).toEqual([['insured', 'results'], ['nickname']])
    expect([codes(carried.parts.dropped), codes(carried.parts.added)]).toEqual([['card'], ['booklet']])
    expect([codes(carried.materials.dropped), codes(carried.materials.added)]).toEqual([['insuranceLicence'], []])
    expect(carryBundleOver({ from: birth, to: { ...birth, version: 2 }, answers: ALONE, today: '2026-11-02' })).toEqual({
      answers: ALONE,
      ...{ dropped: [], added: [] },
      parts: { dropped: [], added: [] },
      materials: { dropped: [], added: [] },
    })
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
  it('what was stopped for a part that was late stays stopped, also once it is decided after all', () => {
    const decidedLate = { registration: GRANTED, insurance: { ...GRANTED, isLate: true } }
    expect(statesOf(factsOf({ cases: decidedLate, decisions: { 'late:insurance': 'stop' } })).card).toBe('impossible')
    expect(statesOf(factsOf({ cases: decidedLate })).card).toBe('ready')
    const parts = birth.parts.map((each) =>
      each.code === 'insurance' ? { ...each, rules: { refused: 'goOn', returned: 'goOn', late: 'stop' } as const } : each,
    )
    const stopping = (insurance: PartCase) => jointProgress(factsOf({ bundle: { ...birth, parts }, cases: { registration: GRANTED, insurance } }))
    for (const insurance of [{ ...RUNNING, isLate: true }, decidedLate.insurance, { ...REFUSED, isLate: true }]) {
      const { parts: states, troubles, open } = stopping(insurance)
      expect([states.get('card'), open]).toEqual(['impossible', []])
      expect(troubles).toContainEqual({ kind: 'late', of: 'insurance', rule: 'stop', said: null })
    }
    expect(stopping(GRANTED).parts.get('card')).toBe('ready')
  })
  it('waits for a second person only as long as something hangs on him', () => {
    expect(rolesWaitedFor(factsOf({ answers: MARRIED }))).toEqual(['father'])
    const parts = birth.parts.map((each) =>
      each.code === 'vaccination' ? { ...each, rules: { refused: 'stop', returned: 'stop', late: 'stop' } as const } : each,
    )
    expect(rolesWaitedFor(factsOf({ bundle: { ...birth, parts }, answers: MARRIED, cases: { vaccination: REFUSED } }))).toEqual([])
    expect(rolesWaitedFor(factsOf({ answers: MARRIED, cases: { registration: RUNNING } }))).toEqual([])
  })
  it('统一出件: waits for what may still come on paper, and for nothing that failed or has none', () => {
    const onPaper = (item: string) => item !== 'vaccination'
    const toCome = (cases: JointFacts['cases']) => mayStillBring(factsOf({ cases }), onPaper)
    expect(toCome({})).toEqual(['registration', 'insurance', 'card', 'allowance'])
    const DECIDED: PartCase = { status: 'decided', outcome: 'granted', licence: null }
    expect(toCome({ registration: GRANTED, insurance: DECIDED, allowance: RUNNING })).toEqual(['insurance', 'card', 'allowance'])
    // Refused registration stops what has not begun.
    expect(toCome({ registration: REFUSED, allowance: { status: 'returned', outcome: null, licence: null } })).toEqual([])
    expect(toCome({ registration: { ...DECIDED, outcome: 'refused' }, allowance: RUNNING })).toEqual(['allowance'])
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
        const { bundle, known } = randomBundle(drawn)
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
