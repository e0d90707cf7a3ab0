import type { ColourView, HealthColour } from './colour'
import { firingsOf, type Firing, type HealthInputs } from './firings'
import type { HealthOverride } from './override'
import { ofOverrides } from './override-firings'
import type { HealthRuleSet } from './rule-set'

interface Assessment extends HealthInputs {
  ruleSet: HealthRuleSet
  /** 人工变更 about this person. */
  overrides?: readonly HealthOverride[]
  /** Since when this version of the rules holds. */
  effectiveFrom: string
  at: Date
}

const STRICTNESS: readonly HealthColour[] = ['green', 'yellow', 'red']
const HOUR_MS = 3_600_000
const holdsAt = ({ from, until }: Firing, at: number) => from <= at && (until === null || at <= until)

/** What had come in by an instant, in the order in which it did, whatever order it is handed over in. */
const knownBy = <Input extends { id: string; at: string }>(instant: number, inputs: readonly Input[]): Input[] =>
  inputs.filter(({ at }) => Date.parse(at) <= instant).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))

/** The rules that decide first: by priority, then the stricter colour, then the one that holds longer. */
function byWeight(a: Firing, b: Firing): number {
  const [longA, longB] = [a.until ?? Number.MAX_SAFE_INTEGER, b.until ?? Number.MAX_SAFE_INTEGER]
  return b.rule.priority - a.rule.priority || STRICTNESS.indexOf(b.rule.colour) - STRICTNESS.indexOf(a.rule.colour) || longB - longA
}

/**
 * A change by hand decides before every rule, but not before what came in after it was signed and is stricter: nobody who signed it knew of that. The
 * latest one first.
 */
function inOrder(holding: readonly Firing[]): Firing[] {
  const rules = holding.filter(({ byHand }) => !byHand).sort(byWeight)
  const byHand = holding.filter((each) => each.byHand).sort((a, b) => b.from - a.from || (a.fired.input.id < b.fired.input.id ? 1 : -1))
  const [hand] = byHand
  if (!hand) return rules
  const since = rules.filter(({ rule, knownFrom }) => knownFrom > hand.from && STRICTNESS.indexOf(rule.colour) > STRICTNESS.indexOf(hand.rule.colour))
  return [...since, ...byHand, ...rules.filter((each) => !since.includes(each))]
}

/**
 * The colour 三色 of somebody at an instant, by rules that are data: with every rule that fired and the input it fired on, until when it
 * stays if nothing new comes in, and what would change it. Pure, without anything of the server: the API runs it for every colour it tells, and her
 * phone runs it again, where she asks for it, over what the API says is known of her (`ColourInputs`). What came in after `at` is not known then.
 * Without a declaration that still counts nobody is green; what an authority signed counts all the same.
 */
export function assessColour({ ruleSet, effectiveFrom, declarations: all, evidence: allEvidence, overrides = [], at }: Assessment): ColourView {
  const now = at.getTime()
  const [declarations, evidence] = [knownBy(now, all), knownBy(now, allEvidence)]
  const firings = [...firingsOf(ruleSet, { declarations, evidence }), ...ofOverrides(knownBy(now, overrides))]
  const declaredUntil = Math.max(...declarations.map((each) => Date.parse(each.at))) + ruleSet.declarationHours * HOUR_MS

  const standingAt = (instant: number) => {
    const firing = inOrder(firings.filter((each) => holdsAt(each, instant)))
    const colour = firing[0]?.rule.colour ?? null
    return { firing, colour: colour === 'green' && instant > declaredUntil ? null : colour }
  }
  const { firing, colour } = standingAt(now)
  const turns = [...firings.flatMap(({ from, until }) => (until === null ? [from] : [from, until + 1])), declaredUntil + 1]
    .filter((instant) => instant > now && Number.isFinite(instant))
    .sort((a, b) => a - b)
  const turn = turns.find((instant) => standingAt(instant).colour !== colour)
  const once = firing.filter(({ fired }, i) => firing.findIndex(({ fired: other }) => other.rule === fired.rule && other.input.id === fired.input.id) === i)
  return {
    colour,
    missing: colour !== null ? null : declarations.length === 0 ? 'notDeclared' : 'declarationTooOld',
    fired: once.map(({ fired }) => fired),
    until: turn === undefined || colour === null ? null : new Date(turn - 1).toISOString(),
    ruleSet: { code: ruleSet.code, version: ruleSet.version, effectiveFrom, name: { zh: ruleSet.zh, en: ruleSet.en } },
    assessedAt: at.toISOString(),
  }
}
