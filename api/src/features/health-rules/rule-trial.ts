import { validateHealthRuleSet, type HealthColour, type HealthRuleSet, type RuleTrial } from '@zsb/shared/health-code'
import { AppError } from '../../platform/http/app-error'
import type { ColourService, RulesInForce } from './colour.service'

interface Parts {
  colours: Pick<ColourService, 'areas' | 'knownOf' | 'assess'>
  /** Null before any is published. */
  rules: () => RulesInForce | null
  /** All that were ever published, the newest first. */
  versions: () => readonly RulesInForce[]
  /** Everybody of whom a colour may be shown. */
  everybody: () => AsyncIterable<string>
  now: () => Date
}

/** More than this part of the people turned stricter is no rule set of two persons. */
const MOST_CHANGED = 0.5
/** With fewer people than this a part of them says nothing. */
const LEAST_PEOPLE = 10
/** What was in force within so many days is what people are turned from: a set that does it in steps does it all the same. */
const LOOKS_BACK_MS = 14 * 86_400_000
const MOST_BASES = 6

const nobody = () => ({ green: 0, yellow: 0, red: 0, none: 0 })
/** Without a colour nobody gets through a door, as with yellow. */
const strictnessOf = (colour: HealthColour | null): number => (colour === 'green' ? 0 : colour === 'red' ? 2 : 1)

/** 试算: a rule set over today's data, person by person, with flat memory. Nothing is stored and nobody named. */
export function createRuleTrial({ colours, rules, versions, everybody, now }: Parts) {
  /** What people are turned from: the set in force, and each that was within the last days. */
  function basesAt(at: Date): RulesInForce[] {
    const begun = versions().filter(({ effectiveFrom }) => effectiveFrom <= at)
    const since = begun.findIndex(({ effectiveFrom }) => effectiveFrom.getTime() < at.getTime() - LOOKS_BACK_MS)
    const present = rules()
    return [...(present ? [present] : []), ...begun.slice(0, since < 0 ? MOST_BASES : Math.min(since + 1, MOST_BASES))]
  }

  async function tryOut(ruleSet: HealthRuleSet): Promise<RuleTrial> {
    const [at, areas, present] = [now(), await colours.areas(), rules()]
    const trial: RuleTrial = { people: 0, now: nobody(), then: nobody(), changes: [], tooMany: false }
    const bases = basesAt(at).map((base) => ({ base, stricter: 0 }))
    for await (const personId of everybody()) {
      const known = await colours.knownOf(personId, areas)
      const from = present && colours.assess(known, at, present).colour
      const to = colours.assess(known, at, { ruleSet, effectiveFrom: at }).colour
      trial.people++
      trial.now[from ?? 'none']++
      trial.then[to ?? 'none']++
      for (const each of bases) if (strictnessOf(to) > strictnessOf(colours.assess(known, at, each.base).colour)) each.stricter++
      if (from === to) continue
      const change = trial.changes.find((each) => each.from === from && each.to === to)
      if (change) change.people++
      else trial.changes.push({ from, to, people: 1 })
    }
    const isMost = bases.some(({ stricter }) => stricter > trial.people * MOST_CHANGED)
    return { ...trial, tooMany: trial.people >= LEAST_PEOPLE && isMost }
  }

  /** @throws AppError CONTENT_NOT_VALID for a file that could not be published */
  async function tryText(text: string): Promise<RuleTrial> {
    const read = validateHealthRuleSet(parse(text))
    if (!read.ok)
      throw new AppError('CONTENT_NOT_VALID', {
        fields: read.error.slice(0, 20).map(({ pointer, message }) => {
          const [zh = message, en = zh] = message.split('|')
          return { pointer: `/body/text${pointer === '/' ? '' : pointer}`, zh, en }
        }),
      })
    return tryOut(read.value)
  }

  return { tryOut, tryText }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
