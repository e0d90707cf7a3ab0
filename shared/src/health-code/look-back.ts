import type { HealthRuleSet } from './rule-set'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * From when on what somebody declared decides about his colour at an instant, and after it, by any of these rule sets: a stay is over when it is declared, so
 * that no rule holds on it for longer than its days from there, and of own words the latest counts. Where all are older, the latest says that there was one.
 */
export function looksBackTo(ruleSets: readonly HealthRuleSet[], at: Date): Date {
  const spans = ruleSets.flatMap(({ declarationHours, rules }) => [
    declarationHours * HOUR_MS,
    // To the end of the last day, whenever on the first one it was declared.
    ...rules.map((rule) => (rule.on === 'travel' ? (rule.days + 1) * DAY_MS : 0)),
  ])
  return new Date(at.getTime() - Math.max(0, ...spans))
}
