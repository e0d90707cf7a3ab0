import type { HealthRuleSet } from './rule-set'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** For how long what somebody declared may decide about a colour, from when it was declared: a stay is over by then, so that no rule holds on it for longer. */
export const decidesForMs = ({ declarationHours, rules }: HealthRuleSet): number =>
  Math.max(
    declarationHours * HOUR_MS,
    // To the end of the last day, whenever on the first one it was declared.
    ...rules.map((rule) => (rule.on === 'travel' ? (rule.days + 1) * DAY_MS : 0)),
  )

/**
 * From when on what somebody declared decides about his colour at an instant, and after it, by any of these rule sets: of own words the latest counts. Where
 * all are older, the latest says that there was one.
 */
export const looksBackTo = (ruleSets: readonly HealthRuleSet[], at: Date): Date => new Date(at.getTime() - Math.max(0, ...ruleSets.map(decidesForMs)))
