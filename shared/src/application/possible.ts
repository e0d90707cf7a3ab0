import type { ClockRules } from './clock-rules'
import { actionsFor, type ApplicationAction, type Mover } from './moves'
import { hasOpenGap, type Progress } from './progress'

interface Case {
  progress: Progress
  rules: Pick<ClockRules, 'gapDays' | 'extension' | 'specialProcedures'>
}

function isPossible(action: ApplicationAction, { progress, rules }: Case): boolean {
  const { status, supplement, extension } = progress
  const isSupplied = status === 'supplied' && supplement !== null
  switch (action) {
    case 'requestSupplement':
      return supplement === null
    case 'accept':
      return !isSupplied || supplement.complete
    case 'refuseAcceptance':
    case 'returnCase':
      return !isSupplied || !supplement.complete
    case 'acceptWithGaps':
      return rules.gapDays !== null && !supplement?.complete
    case 'fillGap':
      return hasOpenGap(progress)
    case 'deliver':
      return Boolean(progress.handOver)
    case 'suspend':
      return rules.specialProcedures.length > 0
    case 'extend':
      return rules.extension !== null && extension === null
    case 'propose':
    case 'decide':
      return !hasOpenGap(progress)
    default:
      return true
  }
}

/**
 * What somebody may do now 可办操作: by the table, without what the item does not know or the case has behind it. Nobody is shown a button that is
 * always refused; what depends on figures and days, `applyMove` says.
 */
export const possibleActions = ({ by, ...it }: Case & { by: Mover }): ApplicationAction[] =>
  actionsFor(it.progress.status, by).filter((action) => isPossible(action, it))
