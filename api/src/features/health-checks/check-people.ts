import type { ColourView, HealthColour, HealthRuleSet } from '@zsb/shared/health-code'

interface Served {
  jti: string
  at: Date
  /** Empty where it was not ours; null where it was erased. */
  colourDigest: string | null
  ruleSetVersion: number
}
interface Rules {
  ruleSet: HealthRuleSet
  effectiveFrom: Date
}
interface Parts<Known> {
  /** Everything a colour of somebody is made from, with what ran out since an instant. */
  knownOf: (personId: string, since: Date) => Promise<Known>
  assess: (known: Known, at: Date, rules: Rules) => ColourView
  rulesOf: (version: number) => Rules | null
  inForce: () => Rules | null
  /** Codes that were shown of somebody. */
  servedTo: (query: { personId: string; since: Date }) => Promise<Served[]>
  /** Changes by hand about somebody that were taken away, or whose end was. */
  missingOf: (personId: string) => Promise<readonly string[]>
  colourDigest: (of: { jti: string; personId: string; colour: HealthColour }) => string
}

/** Own words, and what was done or measured: with one of these, a colour has a ground that an official alone does not make. */
const GROUNDS = ['declaration', 'travel', 'test']

/** What was on its way into the database when a code was made bears an earlier time than it was there: so many seconds of that are no finding. */
const INSTANTS = Array.from({ length: 31 }, (_, seconds) => seconds)

/** What is found about one person. */
export interface PersonFinding {
  kind: 'served' | 'unreadable' | 'noGround' | 'override'
  reference: string
}

/**
 * The colour of somebody recomputed from evidence: each one that was shown since an instant has to follow from what was known then, and a yellow or red
 * one of now has to rest on more than the word of an authority or a change by hand (2022: 1,317 people were turned red by officials).
 */
export function createCheckPeople<Known>({ knownOf, assess, rulesOf, inForce, servedTo, missingOf, colourDigest }: Parts<Known>) {
  return async function check({ personId, since, now }: { personId: string; since: Date; now: Date }): Promise<PersonFinding[]> {
    try {
      const [known, served, missing] = await Promise.all([knownOf(personId, since), servedTo({ personId, since }), missingOf(personId)])
      const found = missing.map((reference): PersonFinding => ({ kind: 'override', reference }))
      const isExplained = ({ jti, at, colourDigest: shown, ruleSetVersion }: Served): boolean => {
        const rules = rulesOf(ruleSetVersion)
        const isOf = (colour: HealthColour | null) => colour !== null && shown === colourDigest({ jti, personId, colour })
        if (shown === null) return true
        return rules !== null && INSTANTS.some((secondsBefore) => isOf(assess(known, new Date(at.getTime() - secondsBefore * 1000), rules).colour))
      }
      const unexplained = served.find((each) => !isExplained(each))
      if (unexplained) found.push({ kind: 'served', reference: unexplained.at.toISOString().slice(0, 10) })
      const rules = inForce()
      if (rules) found.push(...groundless(assess(known, now, rules)))
      return found
    } catch {
      // Records that do not open were changed or moved by hand: nobody else's are left unlooked at for it.
      return [{ kind: 'unreadable', reference: '' }]
    }
  }
}

function groundless({ colour, fired }: ColourView): PersonFinding[] {
  if (colour !== 'yellow' && colour !== 'red') return []
  const deciding = fired.filter((each) => each.colour === colour)
  if (deciding.some(({ input }) => GROUNDS.includes(input.kind))) return []
  return [{ kind: 'noGround', reference: deciding[0]?.input.documentNumber ?? '' }]
}
