import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import type { Form } from '../form'
import { toCalendarDate } from '../time'
import {
  assessColour,
  liesIn,
  looksBackTo,
  neededUntil,
  unknownFields,
  validateHealthRuleSet,
  type Declared,
  type HealthEvidence,
  type HealthOverride,
  type HealthRule,
  type HealthRuleSet,
  type RuleCase,
} from '.'

const raw = JSON.parse(readFileSync(join(__dirname, '../../../api/content/health-rules/city.json'), 'utf8')) as HealthRuleSet
const form = JSON.parse(readFileSync(join(__dirname, '../../../api/content/forms/healthDeclaration.json'), 'utf8')) as Form
const read = validateHealthRuleSet(raw)
const assess = ({ declarations, evidence, at }: Pick<RuleCase, 'declarations' | 'evidence' | 'at'>, ruleSet = raw) =>
  assessColour({ ruleSet, effectiveFrom: '2026-11-20T00:00:00.000Z', declarations, evidence, at: new Date(at) })
const caseOf = (name: string) => raw.cases.find(({ name: { zh } }) => zh.startsWith(name))!
const changed = (change: (ruleSet: HealthRuleSet) => void) => {
  const copy = structuredClone(raw)
  change(copy)
  const found = validateHealthRuleSet(copy)
  return found.ok ? [] : found.error.map(({ pointer }) => pointer)
}

describe('the rule set 规则集 of the city', () => {
  it('is valid, and its table of cases comes out as written', () => {
    expect(read.ok ? [] : read.error).toEqual([])
  })
  it.each(raw.cases.map((each) => [each.name.zh, each] as const))('%s', (_, { expected, ...inputs }) => {
    const { colour, fired, until } = assess(inputs)
    expect({ colour, rules: fired.map(({ rule }) => rule), until }).toEqual(expected)
  })
  it('is refused where a case does not come out', () => {
    expect(changed(({ cases }) => void (cases[0]!.expected.colour = 'yellow'))).toEqual(['/cases/0/expected/colour'])
    expect(changed(({ cases }) => void (cases[0]!.expected.rules = []))).toEqual(['/cases/0/expected/rules'])
    expect(changed(({ cases }) => void (cases[0]!.expected.until = null))).toEqual(['/cases/0/expected/until'])
  })
  it('is refused where a declaration alone would turn somebody red, or everybody yellow', () => {
    const own = raw.rules.findIndex(({ code }) => code === 'declaredFever')
    expect(changed(({ rules }) => void (rules[own]!.colour = 'red'))).toContain(`/rules/${own}/colour`)
    expect(changed(({ rules }) => void Object.assign(rules[own]!, { when: null }))).toEqual(expect.arrayContaining([`/rules/${own}/when`, '/rules']))
    expect(changed(({ rules }) => void Object.assign(rules[own]!, { when: { field: 'temperature', filled: false } }))).toContain('/rules')
  })
  it('names nothing that its form does not have, and is refused where it does', () => {
    const unknown = (change: (ruleSet: HealthRuleSet) => void) => {
      const copy = structuredClone(raw)
      change(copy)
      return unknownFields(copy, (code) => (code === form.code ? form : null)).map(({ pointer }) => pointer)
    }
    const own = raw.rules.findIndex(({ code }) => code === 'declaredContact')
    expect(unknown(() => undefined)).toEqual([])
    expect(unknown((ruleSet) => void (ruleSet.form = 'other'))).toEqual(['/form'])
    expect(unknown(({ rules }) => void Object.assign(rules[own]!, { when: { field: 'pulse', is: 'yes' } }))).toEqual([`/rules/${own}/when`])
    expect(unknown(({ travel }) => void (travel.to = 'until'))).toEqual(['/travel/to'])
    expect(unknown(({ places }) => void (places[0]!.value = 'atlantis'))).toEqual(['/places/0/value'])
  })
  it('is refused with a code twice, and with words that nothing fills', () => {
    expect(changed(({ rules }) => void (rules[1]!.code = rules[0]!.code))).toContain('/rules/1/code')
    expect(changed(({ rules }) => void (rules[0]!.words.zh = '{somebody}'))).toEqual(['/rules/0/words'])
  })
})

describe('a colour 三色', () => {
  it('says why in words, with the day, the place, the notice and whose input it is, until when, and what would change it', () => {
    const [why] = assess(caseOf('11月22日到过江口镇')).fired
    expect(why).toEqual({
      rule: 'riskAreaStay',
      colour: 'yellow',
      words: {
        zh: '11月22日您到过江口镇，该地11月21日起为关注区域。来源：您的行程申报；临江市疾病预防控制中心，临疾控发〔2026〕21号',
        en: 'You were in Jiangkou Town on 22 Nov, which is a watched area since 21 Nov. Source: the stays you declared; Linjiang Centre for Disease Control, 临疾控发〔2026〕21号',
      },
      input: { kind: 'travel', id: 'd1', source: { zh: '您的行程申报', en: 'the stays you declared' }, documentNumber: null },
      until: '2026-11-25T15:59:59.999Z',
      steps: [
        { zh: '11月24日起做 1 次检测', en: 'Take 1 test from 24 Nov on' },
        { zh: '结果阴性，自动转绿；不做检测到 11月25日', en: 'With a negative result it turns green by itself; without a test after 25 Nov' },
      ],
    })
  })
  it('names the authority and its document where that is what it rests on', () => {
    expect(assess(caseOf('密切接触者')).fired[0]!.input).toEqual({
      kind: 'contact',
      id: 'e1',
      source: { zh: '临江市疾病预防控制中心', en: 'Linjiang Centre for Disease Control' },
      documentNumber: '临疾控密〔2026〕118号',
    })
  })
  it('tells why there is none', () => {
    expect(assess(caseOf('没有申报')).missing).toBe('notDeclared')
    expect(assess(caseOf('申报已超过')).missing).toBe('declarationTooOld')
  })
  it('is never green without a declaration that counts, whatever else speaks for it', () => {
    const negative = raw.cases.flatMap(({ evidence }) => evidence).filter(({ content }) => content.kind === 'test' && content.result === 'negative')
    const green: HealthRule = {
      code: 'negativeTest',
      colour: 'green',
      priority: 5,
      words: { zh: '阴性', en: 'negative' },
      steps: [],
      on: 'test',
      result: 'negative',
      days: 3,
      clearedBy: { tests: null, release: false },
    }
    const ruleSet: HealthRuleSet = { ...raw, rules: [...raw.rules, green] }
    const { colour, missing } = assess({ declarations: [], evidence: negative.slice(0, 1), at: negative[0]!.at }, ruleSet)
    expect([colour, missing]).toEqual([null, 'notDeclared'])
  })
  it('changes exactly after the instant it is said to stay until', () => {
    for (const given of raw.cases) {
      const each = { ...given, evidence: given.evidence.filter(({ at }) => at <= given.at) }
      const before = assess(each)
      if (before.until === null) continue
      expect(assess({ ...each, at: before.until }).colour).toBe(before.colour)
      expect(assess({ ...each, at: new Date(Date.parse(before.until) + 1).toISOString() }).colour).not.toBe(before.colour)
    }
  })
  describe('and an area that is named anew', () => {
    const at = '2026-11-22T04:00:00.000Z'
    const place = { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' }
    const area = (id: string, arrived: string, over: object): HealthEvidence => ({
      id,
      documentNumber: `临疾控〔2026〕${id.slice(1)}号`,
      authority: { zh: '市疾控', en: 'CDC' },
      at: arrived,
      content: { kind: 'riskArea', area: place, level: 'high', from: '2026-11-16', until: null, ...over } as HealthEvidence['content'],
    })
    const open = area('e1', '2026-11-17T00:00:00.000Z', {})
    const stayedOn = (day: string, ...evidence: HealthEvidence[]) => {
      const travel = [{ place: 'jiangkou', from: day, to: day }]
      const answers = { temperature: '36.5', symptoms: ['none'], contact: 'no', away: 'yes', travel }
      return assess({ declarations: [{ id: 'd1', at: '2026-11-22T01:00:00.000Z', answers }], evidence, at }).colour
    }
    it('is lowered from the first day of the newer notice on', () => {
      const lowered = area('e2', '2026-11-20T00:00:00.000Z', { level: 'watched', from: '2026-11-20' })
      expect(stayedOn('2026-11-21', open)).toBe('red')
      expect(stayedOn('2026-11-21', open, lowered)).toBe('yellow')
      expect(stayedOn('2026-11-18', open, lowered)).toBe('red')
    })
    it('is closed by a last day', () => {
      const closed = area('e2', '2026-11-20T00:00:00.000Z', { until: '2026-11-19' })
      expect(stayedOn('2026-11-21', open, closed)).toBe('green')
      expect(stayedOn('2026-11-18', open, closed)).toBe('red')
    })
    it('is not, by the notice of another', () => {
      const elsewhere = area('e2', '2026-11-20T00:00:00.000Z', { area: { ...place, code: '990104102' }, until: '2026-11-19' })
      expect(stayedOn('2026-11-21', open, elsewhere)).toBe('red')
    })
  })
  describe('and a release 解除医学观察', () => {
    const notice = (id: string, at: string, content: HealthEvidence['content']): HealthEvidence => ({
      id,
      documentNumber: `临疾控〔2026〕${id.slice(1)}号`,
      authority: { zh: '市疾控', en: 'CDC' },
      at,
      content,
    })
    const observed = (state: 'begun' | 'released', from: string) => ({ kind: 'isolation' as const, state, from, until: null })
    const at = '2026-11-22T04:00:00.000Z'
    const declarations = [{ id: 'd1', at: '2026-11-22T01:00:00.000Z', answers: { temperature: '36.5', symptoms: ['none'], contact: 'no' } }]
    const colourWith = (...evidence: HealthEvidence[]) => assess({ declarations, evidence, at }).colour
    const released = notice('e1', '2026-11-20T02:00:00.000Z', observed('released', '2026-11-20'))

    it.each(['2026-11-18T02:00:00.000Z', '2026-11-20T08:00:00.000Z'])('clears no positive test that came in after it, sampled %s', (sampledAt) => {
      const positive = notice('e2', '2026-11-21T02:00:00.000Z', { kind: 'test', result: 'positive', sampledAt })
      expect(colourWith(released, positive)).toBe('red')
      expect(colourWith(released, positive, notice('e3', '2026-11-22T02:00:00.000Z', observed('released', '2026-11-22')))).toBe('green')
    })
    it('clears no contact that was found after it', () => {
      expect(colourWith(released, notice('e2', '2026-11-21T02:00:00.000Z', { kind: 'contact', category: 'close', lastContactOn: '2026-11-19' }))).toBe('red')
    })
    it('ends an observation also where that counts later, because it waited for a second department', () => {
      const begun = notice('e0', '2026-11-21T02:00:00.000Z', observed('begun', '2026-11-19'))
      expect(colourWith(released, begun)).toBe('green')
      expect(colourWith(notice('e1', '2026-11-19T02:00:00.000Z', observed('released', '2026-11-19')), begun)).toBe('red')
    })
  })
  describe('and a change by hand 人工变更', () => {
    const { evidence, declarations, at } = caseOf('11月22日到过江口镇')
    // After the stay was declared: what came in later would count all the same.
    const signedAt = new Date(Date.parse(at) - 60_000).toISOString()
    const byHand = (over: object = {}) => ({
      id: 'o1',
      at: signedAt,
      colour: 'green' as const,
      basis: { kind: 'appeal' as const, reference: 'SS-20261123-4KD7QW-8' },
      until: new Date(Date.parse(at) + 43_200_000).toISOString(),
      revokedAt: null,
      ...over,
    })
    const with_ = (overrides: ReturnType<typeof byHand>[], { instant = at, declared = declarations } = {}) =>
      assessColour({ ruleSet: raw, effectiveFrom: '2026-11-20T00:00:00.000Z', declarations: declared, evidence, overrides, at: new Date(instant) })
    it('decides before every rule that was known when it was signed, says so among the reasons, and ends on its day', () => {
      const { colour, fired, until } = with_([byHand()])
      expect([colour, until]).toEqual(['green', byHand().until])
      expect(fired.map(({ rule }) => rule).slice(0, 1)).toEqual(['changedByHand'])
      expect(fired[0]!.words.zh).toMatch(/^人工变更为绿码，依据申诉 SS-20261123-4KD7QW-8，到期 /)
      expect(with_([byHand()], { instant: new Date(Date.parse(byHand().until) + 1).toISOString() }).colour).not.toBe('green')
      expect(with_([byHand({ revokedAt: at })]).colour).toBe('yellow')
      expect(with_([byHand({ at: new Date(Date.parse(at) + 1).toISOString() })]).colour).toBe('yellow')
    })
    it('is not undone by saying the same stay again, but by one that nobody had said before', () => {
      const again = (travel: object[]) =>
        [...declarations, { ...declarations[0]!, id: 'd9', at, answers: { ...declarations[0]!.answers, travel } }] as typeof declarations
      const [stay] = declarations[0]!.answers.travel as Record<string, string>[]
      expect(with_([byHand()], { declared: again([stay!]) }).colour).toBe('green')
      expect(with_([byHand()], { declared: again([{ ...stay!, to: '2026-11-23', from: '2026-11-23' }]) }).colour).toBe('yellow')
    })
    it('makes nobody green who has not declared', () => {
      expect(with_([byHand()], { declared: [] })).toMatchObject({ colour: null, missing: 'notDeclared' })
    })
  })
  it('depends on no order of what came in', () => {
    const named: Pick<HealthEvidence, 'id' | 'documentNumber' | 'authority' | 'at'> = {
      id: 'e',
      documentNumber: '临疾控发〔2026〕1号',
      authority: { zh: '市疾控', en: 'CDC' },
      at: '2026-11-22T00:00:00.000Z',
    }
    const pool: HealthEvidence[] = raw.cases.flatMap(({ evidence }) => evidence).map((each, i) => ({ ...each, ...named, id: `e${i}` }))
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 2 }), (evidence) => {
        const inputs = { at: '2026-11-24T00:00:00.000Z', declarations: caseOf('申报正常').declarations }
        expect(assess({ ...inputs, evidence })).toEqual(assess({ ...inputs, evidence: [...evidence].sort((a, b) => (a.id < b.id ? -1 : 1)) }))
      }),
    )
  })
})

describe('a division 行政区划 lies in another', () => {
  it.each([
    ['990104101', '990104', true],
    ['990104101', '990100', true],
    ['990104100', '990104100', true],
    ['990104101', '990104100', false],
    ['990103', '990104', false],
    ['990104', '990104101', false],
    ['jiangkou', '990104101', false],
  ])('%s in %s: %s', (code, area, expected) => {
    expect(liesIn(code, area)).toBe(expected)
  })
})

describe('what a declaration is needed for', () => {
  it('is over with the longest rule that may look at it: erasing one after that changes no colour', () => {
    const DAY = 86_400_000
    const at = new Date('2026-11-01T02:00:00.000Z')
    const needed = neededUntil(raw, at)
    expect(needed.getTime()).toBeGreaterThan(at.getTime() + raw.declarationHours * 3_600_000 - 1)
    const stayed =
      caseOf('到过').declarations[0] ?? raw.cases.find(({ declarations }) => declarations.some(({ answers }) => 'travel' in answers))!.declarations[0]!
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * DAY }), fc.constantFrom(...raw.cases), (later, { evidence }) => {
        const then = new Date(neededUntil(raw, new Date(stayed.at)).getTime() + later)
        const young = { ...stayed, id: 'young', at: new Date(then.getTime() - 3_600_000).toISOString(), answers: { ...stayed.answers, away: 'no', travel: [] } }
        const colourOf = (declarations: (typeof stayed)[]) => assess({ declarations, evidence, at: then.toISOString() }).colour
        expect(colourOf([young])).toBe(colourOf([stayed, young]))
      }),
    )
  })
})

describe('how far back the rules look at declarations', () => {
  const DAY = 86_400_000
  const at = new Date('2026-11-27T06:00:00.000Z')
  const ago = (ms: number) => new Date(at.getTime() - ms).toISOString()
  const longer: HealthRuleSet = { ...raw, rules: raw.rules.map((rule) => (rule.on === 'travel' ? { ...rule, days: rule.days + 13, daysBefore: 20 } : rule)) }
  /** Now, about the days on which the one and the other set end, and ever. */
  const days = fc.oneof(
    ...[
      [0, 1],
      [5, 9],
      [18, 22],
      [0, 40],
    ].map(([least = 0, most = 0]) => fc.integer({ min: least * DAY, max: most * DAY })),
  )
  /** Said so long ago, of a stay that had ended so many days before. */
  const declaration = fc
    .record({ saidAgo: days, overFor: fc.constantFrom(0, 0, 0, 1, 14), stayed: fc.boolean(), warm: fc.boolean(), corrected: fc.boolean() })
    .map(({ saidAgo, overFor, stayed, warm, corrected }): Omit<Declared, 'id'> => {
      const day = toCalendarDate(new Date(Date.parse(ago(saidAgo + overFor * DAY))))
      const travel = { travel: [{ place: 'jiangkou', from: day, to: day }] }
      const answers = { temperature: warm ? '38.1' : '36.5', symptoms: ['none'], contact: 'no', away: stayed ? 'yes' : 'no', ...(stayed && travel) }
      return { at: ago(saidAgo), correctedAt: corrected ? ago(Math.floor(saidAgo / 2)) : null, answers }
    })
  const area = fc
    .record({ level: fc.constantFrom('watched' as const, 'high' as const), namedAgo: fc.integer({ min: 0, max: 40 }), open: fc.boolean() })
    .map(({ level, namedAgo, open }): Omit<HealthEvidence, 'id'> => {
      const [from, until] = [toCalendarDate(new Date(ago(namedAgo * DAY))), open ? null : toCalendarDate(new Date(ago(Math.floor(namedAgo / 2) * DAY)))]
      const place = { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' }
      const notice = { documentNumber: '临疾控〔2026〕1号', authority: { zh: '市疾控', en: 'CDC' }, at: ago(namedAgo * DAY) }
      return { ...notice, content: { kind: 'riskArea', area: place, level, from, until } }
    })
  const override = fc.integer({ min: 0, max: 20 * DAY }).map((signedAgo): HealthOverride => ({
    id: 'o1',
    at: ago(signedAgo),
    colour: 'green',
    basis: { kind: 'appeal', reference: 'SS-20261123-4KD7QW-8' },
    until: ago(-DAY),
    revokedAt: null,
  }))
  const named = <T extends object>(prefix: string, all: readonly T[]) => all.map((each, i) => ({ ...each, id: `${prefix}${i}` }))

  it('older ones change nothing of a colour, nor of why, nor until when, but that the latest says there was one', () => {
    const old = { seen: 0, fired: 0 }
    fc.assert(
      fc.property(
        fc.constantFrom(raw, longer),
        fc.array(declaration, { minLength: 1, maxLength: 12 }),
        fc.array(area, { maxLength: 3 }),
        fc.option(override, { nil: null }),
        (ruleSet, said, areas, byHand) => {
          const all = named('d', said).sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
          const from = looksBackTo([ruleSet], at)
          const since = all.filter((each) => Date.parse(each.at) >= from.getTime())
          const viewOf = (declarations: readonly Declared[]) =>
            assessColour({
              ruleSet,
              effectiveFrom: '2026-11-20T00:00:00.000Z',
              declarations,
              evidence: named('e', areas),
              overrides: byHand ? [byHand] : [],
              at,
            })
          old.seen += all.length - since.length
          old.fired += viewOf(since).fired.filter(({ input }) => input.kind === 'travel').length
          expect(viewOf(since.length > 0 ? since : all.slice(0, 1))).toEqual(viewOf(all))
        },
      ),
      { numRuns: 400 },
    )
    expect([old.seen > 500, old.fired > 50]).toEqual([true, true])
  })
  it('is by the rule set that looks furthest, and not a day less', () => {
    expect(looksBackTo([raw, longer], at)).toEqual(looksBackTo([longer], at))
    const stayed = (daysAgo: number): Declared => {
      const day = toCalendarDate(new Date(ago(daysAgo * DAY)))
      return { id: 'd1', at: `${day}T15:59:00.000Z`, answers: { travel: [{ place: 'jiangkou', from: day, to: day }] } }
    }
    const areaOf = named('e', [
      {
        documentNumber: '临疾控〔2026〕1号',
        authority: { zh: '市疾控', en: 'CDC' },
        at: ago(20 * DAY),
        content: { kind: 'riskArea', area: { code: '990104101', zh: '江口镇', en: 'Jiangkou Town' }, level: 'high', from: '2026-11-10', until: null },
      } satisfies Omit<HealthEvidence, 'id'>,
    ])
    const [inTime, tooOld] = [stayed(7), stayed(8)]
    const colourOf = (declaration: Declared) =>
      assess({ declarations: [declaration as RuleCase['declarations'][number]], evidence: areaOf, at: at.toISOString() }).colour
    expect([colourOf(inTime), colourOf(tooOld)]).toEqual(['red', null])
    expect(looksBackTo([raw], at).getTime()).toBeLessThan(Date.parse(inTime.at))
  })
})
