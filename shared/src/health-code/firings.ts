import { holds, isRows, type Answers } from '../form'
import { addDays, compareDays, endOfDay, isCalendarDate, startOfDay, toCalendarDate, type CalendarDate } from '../time'
import type { FiredRule, HealthInputKind } from './colour'
import { liesIn, type EvidenceContent, type HealthEvidence } from './evidence'
import type { HealthRule, HealthRuleSet } from './rule-set'
import { fillWords, nearDay, type RuleFacts } from './rule-words'

/** A declaration, as it was answered. One that was corrected 更正 counts no more from then on, but for stays that a rule had fired on before. */
export interface Declared {
  id: string
  at: string
  answers: Answers
  correctedAt?: string | null | undefined
}

/** What is known about somebody, and the areas that are named, in the order in which it came in. */
export interface HealthInputs {
  declarations: readonly Declared[]
  evidence: readonly HealthEvidence[]
}

/** A rule over one input, and from when to when it holds; both instants belong to it, `until` null while it goes on. */
export interface Firing {
  rule: Pick<HealthRule, 'code' | 'colour' | 'priority'>
  from: number
  until: number | null
  /** When what it rests on was known here for the first time: saying the same again makes it no younger. */
  knownFrom: number
  /** 人工变更, not a rule. */
  byHand: boolean
  fired: FiredRule
}

type RuleOn<On extends HealthRule['on']> = Extract<HealthRule, { on: On }>
type Signed<Kind extends EvidenceContent['kind']> = Omit<HealthEvidence, 'content'> & { content: Extract<EvidenceContent, { kind: Kind }> }

const HOUR_MS = 3_600_000
const OWN_WORD = { zh: '您的健康申报', en: 'your declaration' }
const OWN_TRAVEL = { zh: '您的行程申报', en: 'the stays you declared' }
const LEVELS = {
  watched: { zh: '关注区域', en: 'a watched area' },
  medium: { zh: '中风险区', en: 'an area of medium risk' },
  high: { zh: '高风险区', en: 'an area of high risk' },
}

const ms = (instant: string) => Date.parse(instant)
const firstOf = (day: CalendarDate) => startOfDay(endOfDay(day)).getTime()
const lastOf = (day: CalendarDate) => endOfDay(day).getTime()
const earlier = (one: number | null, other: number | null) => (one === null ? other : other === null ? one : Math.min(one, other))
const signed = <Kind extends EvidenceContent['kind']>(evidence: readonly HealthEvidence[], kind: Kind) =>
  evidence.filter((each): each is HealthEvidence & Signed<Kind> => each.content.kind === kind)

interface Made {
  rule: HealthRule
  from: number
  until: number | null
  /** Where it is not `from`. */
  knownFrom?: number
  facts: RuleFacts
  input: FiredRule['input']
}
function toFiring({ rule, from, until, knownFrom = from, facts: given, input }: Made): Firing {
  const facts = until === null ? given : { ...given, until: nearDay(toCalendarDate(new Date(until))) }
  return {
    rule,
    from,
    until,
    knownFrom,
    byHand: false,
    fired: {
      rule: rule.code,
      colour: rule.colour,
      words: fillWords(rule.words, facts),
      input,
      until: until === null ? null : new Date(until).toISOString(),
      steps: rule.steps.map((step) => fillWords(step, facts)),
    },
  }
}
const inputOf = ({ id, authority, documentNumber }: Omit<HealthEvidence, 'content'>, kind: HealthInputKind) => ({
  kind,
  id,
  source: authority,
  documentNumber,
})
const factsOf = ({ authority, documentNumber }: Omit<HealthEvidence, 'content'>, day: CalendarDate): RuleFacts => ({
  day: nearDay(day),
  authority,
  number: { zh: documentNumber, en: documentNumber },
})

interface Cleared {
  day: CalendarDate
  /** When what the rule fired on was known here: whoever released somebody before that did not know of it. */
  knownFrom: number
  evidence: readonly HealthEvidence[]
}
/** The instant before the negative tests, or the release, that end a rule about `day` were known here; null while they are not. */
function clearedAt({ clearedBy }: RuleOn<'travel' | 'test' | 'contact'>, { day, knownFrom, evidence }: Cleared): number | null {
  const known: number[] = []
  if (clearedBy.release)
    for (const { at, content } of signed(evidence, 'isolation'))
      if (content.state === 'released' && content.from >= day && ms(at) >= knownFrom) known.push(Math.max(ms(at), firstOf(content.from)))
  if (clearedBy.tests) {
    const { count, notBeforeDays, hoursApart } = clearedBy.tests
    const first = firstOf(addDays(day, notBeforeDays))
    const negative = signed(evidence, 'test')
      .filter(({ content }) => content.result === 'negative' && ms(content.sampledAt) >= first)
      .sort((a, b) => ms(a.content.sampledAt) - ms(b.content.sampledAt))
    const counted: typeof negative = []
    for (const test of negative) {
      const before = counted.at(-1)
      if (!before || ms(test.content.sampledAt) - ms(before.content.sampledAt) >= hoursApart * HOUR_MS) counted.push(test)
    }
    if (counted.length >= count) known.push(Math.max(...counted.slice(0, count).map(({ at }) => ms(at))))
  }
  return known.length === 0 ? null : Math.min(...known) - 1
}
const testsFrom = ({ clearedBy }: RuleOn<'travel' | 'test' | 'contact'>, day: CalendarDate): RuleFacts =>
  clearedBy.tests ? { testsFrom: nearDay(addDays(day, clearedBy.tests.notBeforeDays)) } : {}

function ofDeclarations(rule: RuleOn<'declaration'>, { declarations }: HealthInputs, { declarationHours }: HealthRuleSet): Firing[] {
  return declarations.flatMap(({ id, at, answers }, i) => {
    if (rule.when !== null && !holds(rule.when, answers)) return []
    const next = declarations[i + 1]
    const input = { kind: 'declaration' as const, id, source: OWN_WORD, documentNumber: null }
    const until = earlier(ms(at) + declarationHours * HOUR_MS, next ? ms(next.at) - 1 : null)
    return [toFiring({ rule, from: ms(at), until, facts: { day: nearDay(toCalendarDate(new Date(at))) }, input })]
  })
}

/** A stay 旅居 as it was declared. */
interface Stay {
  division: string
  place: { zh: string; en: string } | null
  from: CalendarDate
  to: CalendarDate
}
const isSameStay = (one: Stay, other: Stay): boolean => one.division === other.division && one.from === other.from && one.to === other.to
function staysIn({ answers }: Declared, { travel, places }: HealthRuleSet): Stay[] {
  const rows = Object.hasOwn(answers, travel.rows) ? answers[travel.rows] : []
  if (!isRows(rows)) return []
  return rows.flatMap((row) => {
    const [said = '', from = '', to = from] = [row[travel.place], row[travel.from], row[travel.to]]
    if (!isCalendarDate(from) || !isCalendarDate(to)) return []
    const place = places.find(({ value }) => value === said)
    return [{ division: place?.division ?? said, place: place ?? null, from, to }]
  })
}

/**
 * Areas as their latest notices have them: a newer notice of an area takes the place of an older one from its first day on, whichever level it
 * names, so that an area is lowered, and with a last day closed.
 */
function inForce(notices: readonly Signed<'riskArea'>[]): Signed<'riskArea'>[] {
  const inOrder = [...notices].sort((a, b) => ms(a.at) - ms(b.at))
  return inOrder.map((notice, i) => {
    const next = inOrder.slice(i + 1).filter(({ content }) => content.area.code === notice.content.area.code)
    const until = next.reduce<CalendarDate | null>((end, { content }) => {
      const before = addDays(content.from, -1)
      return end === null || before < end ? before : end
    }, notice.content.until)
    return { ...notice, content: { ...notice.content, until } }
  })
}

function ofStays(rule: RuleOn<'travel'>, { declarations, evidence }: HealthInputs, ruleSet: HealthRuleSet): Firing[] {
  const areas = inForce(signed(evidence, 'riskArea')).filter(({ content }) => rule.levels.includes(content.level))
  const stays = declarations.flatMap((declaration) => staysIn(declaration, ruleSet).map((stay) => ({ stay, declaration })))
  return stays.flatMap(({ stay, declaration }) => {
    const said = stays.filter((other) => isSameStay(other.stay, stay)).map((other) => ms(other.declaration.at))
    const corrected = declaration.correctedAt ? ms(declaration.correctedAt) : Infinity
    return areas.flatMap((notice) => {
      const { area, from, until, level } = notice.content
      const [first, last] = [addDays(from, -rule.daysBefore), until ?? stay.to]
      if (!liesIn(stay.division, area.code) || stay.to < first || stay.from > last) return []
      const begins = (declared: number) => Math.max(declared, ms(notice.at), firstOf(from))
      // Whoever takes a stay back before anything rested on it has made a slip of the pen; afterwards there is the appeal 申诉.
      if (begins(ms(declaration.at)) > corrected) return []
      const day = stay.to < last ? stay.to : last
      const { place } = stay
      const facts = {
        ...factsOf(notice, day),
        ...testsFrom(rule, day),
        place: place ? { zh: place.zh, en: place.en } : { zh: area.zh, en: area.en },
        since: nearDay(from),
        level: LEVELS[level],
      }
      const input = { kind: 'travel' as const, id: declaration.id, source: OWN_TRAVEL, documentNumber: null }
      const ends = earlier(lastOf(addDays(day, rule.days)), clearedAt(rule, { day, knownFrom: ms(notice.at), evidence }))
      return [toFiring({ rule, from: begins(ms(declaration.at)), until: ends, knownFrom: begins(Math.min(...said)), facts, input })]
    })
  })
}

function ofNotices(rule: RuleOn<'test' | 'contact'>, evidence: readonly HealthEvidence[]): Firing[] {
  const about =
    rule.on === 'test'
      ? signed(evidence, 'test').flatMap((notice) =>
          notice.content.result === rule.result ? [{ notice, day: toCalendarDate(new Date(notice.content.sampledAt)) }] : [],
        )
      : signed(evidence, 'contact').flatMap((notice) => (notice.content.category === rule.category ? [{ notice, day: notice.content.lastContactOn }] : []))
  return about.map(({ notice, day }) =>
    toFiring({
      rule,
      from: ms(notice.at),
      until: earlier(lastOf(addDays(day, rule.days)), clearedAt(rule, { day, knownFrom: ms(notice.at), evidence })),
      facts: { ...factsOf(notice, day), ...testsFrom(rule, day) },
      input: inputOf(notice, rule.on),
    }),
  )
}

function ofIsolations(rule: RuleOn<'isolation'>, evidence: readonly HealthEvidence[]): Firing[] {
  const notices = signed(evidence, 'isolation').sort((a, b) => ms(a.at) - ms(b.at) || compareDays(a.content.from, b.content.from))
  return notices.flatMap((notice, i) => {
    const { state, from, until } = notice.content
    if (state === 'released') return []
    // A release may count before the notice that it ends: many at once wait for a second department, one does not.
    const next = notices.find(({ content }, j) => (j > i ? content.from >= from : content.state === 'released' && content.from > from))
    const ends = earlier(until === null ? null : lastOf(until), next ? Math.max(ms(next.at), firstOf(next.content.from)) - 1 : null)
    return [toFiring({ rule, from: Math.max(ms(notice.at), firstOf(from)), until: ends, facts: factsOf(notice, from), input: inputOf(notice, 'isolation') })]
  })
}

/** Every firing of every rule, whenever it holds, also those that never do because they end before they begin. */
export function firingsOf(ruleSet: HealthRuleSet, inputs: HealthInputs): Firing[] {
  return ruleSet.rules.flatMap((rule) => {
    if (rule.on === 'declaration') return ofDeclarations(rule, inputs, ruleSet)
    if (rule.on === 'travel') return ofStays(rule, inputs, ruleSet)
    return rule.on === 'isolation' ? ofIsolations(rule, inputs.evidence) : ofNotices(rule, inputs.evidence)
  })
}
