import { validateHealthRuleSet, type HealthColour, type HealthRuleSet, type RuleTrial } from '@zsb/shared/health-code'
import { AppError } from '../../platform/http/app-error'
import type { ColourService } from './colour.service'

interface Parts {
  colours: Pick<ColourService, 'areas' | 'knownOf' | 'assess' | 'inForce'>
  /** Everybody whose declaration counts now. */
  listDeclared: () => AsyncIterable<string>
  now: () => Date
}

/** More than this part of the people yellow or red who are not is no rule set of two persons. */
const MOST_CHANGED = 0.5
/** With fewer people than this a part of them says nothing. */
const LEAST_PEOPLE = 10

const nobody = () => ({ green: 0, yellow: 0, red: 0, none: 0 })
const isHeld = (colour: HealthColour | null) => colour === 'yellow' || colour === 'red'

/** 试算: a rule set over today's data, person by person, with flat memory. Nothing is stored and nobody named. */
export function createRuleTrial({ colours, listDeclared, now }: Parts) {
  async function tryOut(ruleSet: HealthRuleSet): Promise<RuleTrial> {
    const [at, areas, present] = [now(), await colours.areas(), colours.inForce()]
    const trial: RuleTrial = { people: 0, now: nobody(), then: nobody(), changes: [], tooMany: false }
    let held = 0
    for await (const personId of listDeclared()) {
      const known = await colours.knownOf(personId, areas)
      const from = colours.assess(known, at, present).colour
      const to = colours.assess(known, at, { ruleSet, effectiveFrom: at }).colour
      trial.people++
      trial.now[from ?? 'none']++
      trial.then[to ?? 'none']++
      if (isHeld(to) && !isHeld(from)) held++
      if (from === to) continue
      const change = trial.changes.find((each) => each.from === from && each.to === to)
      if (change) change.people++
      else trial.changes.push({ from, to, people: 1 })
    }
    return { ...trial, tooMany: trial.people >= LEAST_PEOPLE && held > trial.people * MOST_CHANGED }
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
