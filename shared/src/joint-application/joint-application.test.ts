import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { fieldsOf, type Form, type FormField } from '../form'
import { addDays } from '../time'
import { WorkCalendar } from '../work-calendar'
import {
  applicableParts,
  applicableRoles,
  askedQuestions,
  countedAnswers,
  everyWay,
  jointState,
  openDecisions,
  partStates,
  promisedDay,
  validateBundle,
  waitsFor,
  type Bundle,
  type BundlePart,
  type ConsentState,
  type JointFacts,
  type KnownItems,
  type PartCase,
} from '.'

const calendar = z.parse(WorkCalendar, JSON.parse(readFileSync(join(__dirname, '../../../api/content/work-calendars/china.json'), 'utf8')))
const named = (zh: string) => ({ zh, en: zh })
const choice = (value: string) => ({ value, ...named(value) })
const text = (code: string): FormField => ({ code, ...named(code), required: true, kind: 'text', least: 1, most: 20 })
const formOf = (fields: FormField[]): Form => ({ code: 'form', version: 1, sections: [{ code: 'all', ...named('全部'), fields }] })
const part = (code: string, over: Partial<BundlePart> = {}): BundlePart => ({
  code,
  ...named(code),
  item: code,
  handOvers: [],
  consents: [],
  fields: { [`${code}Name`]: 'childName' },
  onFailure: 'goOn',
  ...over,
})
const from = (giver: string) => ({ material: `${giver}Licence`, from: giver })

/** Registration first; vaccination, insurance and card need it; the card needs the insurance too. */
const birth: Bundle = {
  code: 'newborn',
  version: 1,
  ...named('新生儿出生'),
  questions: [
    { code: 'parents', ...named('父母婚姻'), choices: [choice('married'), choice('unmarried')] },
    { code: 'father', ...named('父亲是否在国内'), when: { field: 'parents', is: 'married' }, choices: [choice('here'), choice('abroad')] },
    { code: 'insured', ...named('母亲参保'), choices: [choice('yes'), choice('no')] },
  ],
  roles: [{ code: 'father', ...named('父亲'), when: { field: 'father', is: 'here' }, licenceTypes: ['residentIdCard'] }],
  form: formOf([text('childName')]),
  parts: [
    part('registration', { onFailure: 'stop' }),
    part('insurance', { handOvers: [from('registration')], onFailure: 'ask' }),
    part('card', { handOvers: [from('registration'), from('insurance')] }),
    part('vaccination', { onFailure: 'goOn' }),
    part('allowance', { when: { field: 'insured', is: 'yes' } }),
  ],
}
const itemOf = (bundle: Bundle): KnownItems => ({
  item: (code) =>
    code !== 'gone'
      ? {
          result: { kind: 'licence', licenceType: `${code}Licence` },
          materials: bundle.parts.map(({ code: giver }) => ({
            code: `${giver}Licence`,
            ...named(giver),
            standard: named('有效'),
            need: 'always',
            secondary: false,
            sources: [{ kind: 'licence', licenceType: `${giver}Licence` }],
            basis: 'x',
          })),
        }
      : null,
  form: (code) => formOf([text(`${code}Name`)]),
})
const problems = (over: Partial<Bundle>) => {
  const bundle = { ...birth, ...over }
  const result = validateBundle(bundle, itemOf(bundle))
  return result.ok ? [] : result.error.map(({ pointer }) => pointer)
}
const withPart = (code: string, over: Partial<BundlePart>) => ({ parts: birth.parts.map((each) => (each.code === code ? { ...each, ...over } : each)) })

describe('a bundle 一件事 as data', () => {
  it('is read when everything fits', () => {
    expect(problems({})).toEqual([])
  })
  it.each<[string, Partial<Bundle>, string]>([
    ['a circle of hand-overs', withPart('registration', { handOvers: [from('card')] }), '/parts/0/handOvers'],
    ['a part that waits for itself', withPart('card', { handOvers: [from('card')] }), '/parts/2/handOvers'],
    ['a material nobody makes', withPart('card', { handOvers: [{ material: 'registrationLicence', from: 'insurance' }] }), '/parts/2/handOvers/0/from'],
    ['a material the item does not ask for', withPart('card', { handOvers: [{ material: 'gone', from: 'insurance' }] }), '/parts/2/handOvers/0/material'],
    ['a part nobody knows', withPart('card', { handOvers: [{ material: 'registrationLicence', from: 'gone' }] }), '/parts/2/handOvers/0/from'],
    ['an item nobody has published', withPart('card', { item: 'gone' }), '/parts/2/item'],
    ['a material whose part does not apply with some answers', withPart('insurance', { when: { field: 'insured', is: 'yes' } }), '/parts/2/handOvers/1/from'],
    ['a field mapped to nothing', withPart('card', { fields: {} }), '/parts/2/fields'],
    ['a field mapped to one the form does not have', withPart('card', { fields: { cardName: 'gone' } }), '/parts/2/fields/cardName'],
    ['a field the item does not have', withPart('card', { fields: { cardName: 'childName', other: 'childName' } }), '/parts/2/fields/other'],
    ['a datum that goes to no part', { form: formOf([text('childName'), text('colour')]) }, '/form'],
    ['a datum asked twice under one name', { form: formOf([text('childName'), text('childName')]) }, '/form/sections/0/fields/1/code'],
    [
      'a question nothing leads to',
      {
        questions: [...birth.questions, { code: 'never', ...named('问'), when: { field: 'insured', is: 'perhaps' }, choices: [choice('one'), choice('two')] }],
      },
      '/questions/3',
    ],
    ['a question about one after it', { questions: [{ ...birth.questions[1]!, code: 'early' }, ...birth.questions] }, '/questions/0/when'],
    ['a part no answers lead to', withPart('allowance', { when: { field: 'insured', is: 'perhaps' } }), '/parts/4'],
    ['a second person who is not asked', withPart('registration', { consents: ['father'] }), '/parts/0/consents/0'],
    ['a second person nobody has named', withPart('registration', { consents: ['grandmother'] }), '/parts/0/consents/0'],
    ['a part twice', { parts: [...birth.parts, birth.parts[0]!] }, '/parts/5/code'],
    ['a second person twice', { roles: [birth.roles[0]!, birth.roles[0]!] }, '/roles/1/code'],
    ['a question twice', { questions: [...birth.questions, birth.questions[0]!] }, '/questions/3/code'],
    ['answers with which nothing applies', { parts: [part('allowance', { when: { field: 'insured', is: 'yes' } })] }, '/parts'],
  ])('refuses %s and says where', (_, over, pointer) => {
    expect(problems(over)).toContain(pointer)
  })
})

describe('guiding questions 引导问题', () => {
  it('are asked as far as the answers lead, and what is no longer asked does not count', () => {
    expect(askedQuestions(birth, { parents: 'unmarried' }).map(({ code }) => code)).toEqual(['parents', 'insured'])
    expect(countedAnswers(birth, { parents: 'unmarried', father: 'here', insured: 'maybe' })).toEqual({ parents: 'unmarried' })
    expect(everyWay(birth)).toHaveLength(6)
  })
  it('decide which parts apply and who is asked', () => {
    expect(applicableParts(birth, { parents: 'married', insured: 'no' }).map(({ code }) => code)).toEqual(['registration', 'insurance', 'card', 'vaccination'])
    const asked = { ...birth, ...withPart('allowance', { consents: ['father'] }) }
    expect(applicableRoles(asked, { parents: 'married', father: 'here', insured: 'yes' }).map(({ code }) => code)).toEqual(['father'])
    expect(applicableRoles(asked, { parents: 'married', father: 'here', insured: 'no' })).toEqual([])
    expect(applicableRoles(asked, { parents: 'unmarried', father: 'here', insured: 'yes' })).toEqual([])
  })
})

const GRANTED: PartCase = { status: 'concluded', outcome: 'granted', licence: 'L@1' }
const REFUSED: PartCase = { status: 'concluded', outcome: 'refused', licence: null }
const factsOf = (over: Partial<JointFacts> = {}): JointFacts => ({
  bundle: birth,
  answers: { parents: 'unmarried', insured: 'yes' },
  cases: {},
  consents: {},
  decisions: {},
  ...over,
})
const statesOf = (facts: JointFacts) => Object.fromEntries(partStates(facts))

describe('a joint application 联办', () => {
  it('lets a part begin when the licences it is made of are there', () => {
    expect(statesOf(factsOf())).toEqual({ registration: 'ready', insurance: 'waiting', card: 'waiting', vaccination: 'ready', allowance: 'ready' })
    expect(waitsFor(factsOf({ cases: { registration: GRANTED } }), 'card')).toEqual({ parts: ['insurance'], roles: [] })
    expect(statesOf(factsOf({ cases: { registration: { ...GRANTED, status: 'decided', licence: null } } })).insurance).toBe('waiting')
    expect(statesOf(factsOf({ cases: { registration: GRANTED } })).insurance).toBe('ready')
  })
  it('stops, goes on, or asks when a part fails, as the bundle says', () => {
    expect(jointState(factsOf({ cases: { registration: REFUSED } }))).toBe('ended')
    const insuranceRefused = { registration: GRANTED, insurance: REFUSED }
    expect(openDecisions(factsOf({ cases: insuranceRefused }))).toEqual(['insurance'])
    expect(jointState(factsOf({ cases: insuranceRefused }))).toBe('awaitingDecision')
    expect(statesOf(factsOf({ cases: insuranceRefused, decisions: { insurance: 'goOn' } }))).toMatchObject({ card: 'impossible', vaccination: 'ready' })
    expect(jointState(factsOf({ cases: insuranceRefused, decisions: { insurance: 'stop' } }))).toBe('partlyCompleted')
    expect(jointState(factsOf({ cases: { registration: GRANTED, insurance: GRANTED, card: GRANTED, vaccination: REFUSED, allowance: GRANTED } }))).toBe(
      'partlyCompleted',
    )
  })
  it('waits for a second person, and does without the part when he declines', () => {
    const bundle = { ...birth, ...withPart('registration', { consents: ['father'] }), roles: [{ ...birth.roles[0]!, when: undefined }] }
    expect(jointState(factsOf({ bundle, cases: { vaccination: GRANTED, allowance: GRANTED } }))).toBe('awaitingConsent')
    expect(statesOf(factsOf({ bundle, consents: { father: 'declined' } }))).toMatchObject({
      registration: 'impossible',
      card: 'impossible',
      vaccination: 'ready',
    })
    expect(statesOf(factsOf({ bundle, consents: { father: 'given' } })).registration).toBe('ready')
  })
})

describe('the promised day 承诺办结日', () => {
  const days: Record<string, number> = { registration: 3, insurance: 2, card: 5, vaccination: 1, allowance: 8 }
  const ask = (over: Partial<Parameters<typeof promisedDay>[0]> = {}) =>
    promisedDay({
      bundle: birth,
      answers: { parents: 'unmarried', insured: 'yes' },
      from: '2026-11-02',
      calendar,
      promiseOf: (item) => days[item] ?? 1,
      ...over,
    })

  it('is the end of the longest chain of parts, and names it', () => {
    expect(ask()).toEqual({
      on: '2026-11-16',
      provisional: false,
      chain: [
        { part: 'registration', from: '2026-11-02', on: '2026-11-05', days: 3 },
        { part: 'insurance', from: '2026-11-05', on: '2026-11-09', days: 2 },
        { part: 'card', from: '2026-11-09', on: '2026-11-16', days: 5 },
      ],
    })
  })
  it('moves when a part has ended earlier, and another chain may decide', () => {
    expect(ask({ ended: { registration: '2026-11-03', insurance: '2026-11-03' } })).toMatchObject({ on: '2026-11-12', chain: [{ part: 'allowance' }] })
  })
})

describe('200 random bundles, run to their end', () => {
  const chance = fc.integer({ min: 0, max: 99 })
  const plan = fc.record({
    parts: fc.array(
      fc.record({
        givers: fc.array(fc.nat(9), { maxLength: 3 }),
        conditional: chance,
        consent: chance,
        rule: fc.constantFrom('stop' as const, 'goOn' as const, 'ask' as const),
      }),
      { minLength: 2, maxLength: 10 },
    ),
    luck: fc.array(chance, { minLength: 200, maxLength: 200 }),
  })
  /** Only earlier parts are given from, and a part that takes from a conditional one is as conditional: what a validator lets pass. */
  function bundleOf(parts: { givers: number[]; conditional: number; consent: number; rule: BundlePart['onFailure'] }[]): Bundle {
    const made: BundlePart[] = []
    parts.forEach(({ givers, conditional, consent, rule }, i) => {
      const takes = [...new Set(givers.filter((giver) => giver < i))]
      const isConditional = conditional < 30 || takes.some((giver) => made[giver]!.when !== undefined)
      made.push(
        part(`p${i}`, {
          handOvers: takes.map((giver) => from(`p${giver}`)),
          consents: consent < 25 ? ['other'] : [],
          onFailure: rule,
          fields: { [`p${i}Name`]: 'childName' },
          ...(isConditional && i > 0 && { when: { field: 'more', is: 'yes' } }),
        }),
      )
    })
    return {
      code: 'random',
      version: 1,
      ...named('随机'),
      questions: [{ code: 'more', ...named('还要'), choices: [choice('yes'), choice('no')] }],
      roles: [{ code: 'other', ...named('另一方'), licenceTypes: ['residentIdCard'] }],
      form: formOf([text('childName')]),
      parts: made,
    }
  }

  it('no part begins before its materials exist, every case ends, no datum is asked twice', () => {
    const ends = new Map<string, number>()
    fc.assert(
      fc.property(plan, ({ parts, luck }) => {
        const bundle = bundleOf(parts)
        expect(validateBundle(bundle, itemOf(bundle))).toMatchObject({ ok: true })
        const codes = fieldsOf(bundle.form).map(({ code }) => code)
        expect(new Set(codes).size).toBe(codes.length)
        let n = 0
        const toss = () => luck[n++ % luck.length]!
        const answers = { more: toss() < 70 ? 'yes' : 'no' }
        const cases: Record<string, PartCase> = {}
        const consents: Record<string, ConsentState> = {}
        const decisions: Record<string, 'stop' | 'goOn'> = {}
        const facts: JointFacts = { bundle, answers, cases, consents, decisions }
        for (let round = 0; round < 100; round++) {
          const states = partStates(facts)
          const open = openDecisions(facts)
          const ready = [...states].filter(([, state]) => state === 'ready').map(([code]) => code)
          const running = [...states].filter(([, state]) => state === 'running').map(([code]) => code)
          if (open[0]) decisions[open[0]] = toss() < 50 ? 'stop' : 'goOn'
          else if (ready[0]) {
            const { handOvers, consents: asked } = bundle.parts.find(({ code }) => code === ready[0])!
            for (const handOver of handOvers) expect(cases[handOver.from]?.licence).toBeTruthy()
            for (const role of asked) expect(consents[role]).toBe('given')
            cases[ready[0]] = { status: 'submitted', outcome: null, licence: null }
          } else if (running[0]) {
            const roll = toss()
            cases[running[0]] =
              roll < 70
                ? { status: 'concluded', outcome: 'granted', licence: `${running[0]}@1` }
                : roll < 85
                  ? { status: 'concluded', outcome: 'refused', licence: null }
                  : { status: roll < 95 ? 'returned' : 'lapsed', outcome: null, licence: null }
          } else if (jointState(facts) === 'awaitingConsent') consents.other = toss() < 80 ? 'given' : 'declined'
          else break
        }
        const state = jointState(facts)
        expect(['completed', 'partlyCompleted', 'ended']).toContain(state)
        expect([...partStates(facts).values()].filter((each) => each === 'waiting' || each === 'ready' || each === 'running')).toEqual([])
        ends.set(state, (ends.get(state) ?? 0) + 1)
        const promised = promisedDay({ bundle, answers, from: '2026-11-02', calendar, promiseOf: () => 2 })
        for (const [i, step] of promised.chain.entries()) if (i > 0) expect(step.from).toBe(promised.chain[i - 1]!.on)
        expect(promised.on > addDays('2026-11-02', 0)).toBe(true)
      }),
      { numRuns: 200 },
    )
    expect([...ends.keys()].sort()).toEqual(['completed', 'ended', 'partlyCompleted'])
  })
})
