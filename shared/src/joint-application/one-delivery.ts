import { FINAL_STATUSES } from '../application'
import { readFacts, type JointFacts } from './facts'
import { partStates } from './progress'

/**
 * Parts that may still end with something on paper: those that run, and those that may yet begin. What was refused, returned or will never begin holds
 * up nothing.
 * @param hasPaper whether an item's result is handed over at all
 */
export function mayStillBring(facts: JointFacts, hasPaper: (item: string) => boolean): string[] {
  const states = partStates(facts)
  return readFacts(facts).parts.flatMap(({ code, item }) => {
    const begun = facts.cases[code]
    const isToCome = begun
      ? begun.outcome !== 'refused' && begun.status !== 'concluded' && !FINAL_STATUSES.includes(begun.status)
      : states.get(code) === 'waiting' || states.get(code) === 'ready'
    return isToCome && hasPaper(item) ? [code] : []
  })
}
