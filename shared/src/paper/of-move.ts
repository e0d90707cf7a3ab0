import { paperOf, type ApplicationAction, type Outcome } from '../application'
import type { PaperCode } from './template'

/** The paper a move produces 文书, by its action and, for a decision, its outcome; null where none is made. */
export function paperCodeOf(action: ApplicationAction, outcome: Outcome | null): PaperCode | null {
  const kind = paperOf(action)
  if (kind !== 'decision') return kind
  return outcome === 'refused' ? 'refusalDecision' : 'grantDecision'
}
