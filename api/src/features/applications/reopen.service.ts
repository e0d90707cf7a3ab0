import { tellingOf, type ApplicationAction } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { MoveCase } from './move-case'

interface Parts {
  store: Pick<ApplicationStore, 'find'>
  moveCase: MoveCase
}
/** An objection 异议 that was found right. */
export interface Reopening {
  applicationId: string
  objectionId: string
  /** The move it was about, by its place in the history. */
  no: number
  /** What was found, in the words the applicant reads. */
  reason: string
}
export type ReopenCase = (reopening: Reopening) => Promise<void>

const ANEW: readonly ApplicationAction[] = ['handleAnew', 'reviewAnew']
const TRIES = 5

/**
 * 撤销原决定, 重新办理: the case of an objection that was right begins anew where the wrong decision was made, with the number, the form and the materials
 * it has; whoever handled it before no longer does. Asked twice it happens once.
 */
export function createReopenCase({ store, moveCase }: Parts): ReopenCase {
  const wasReopened = ({ history }: ApplicationRecord, no: number) => history.slice(no + 1).some(({ action }) => ANEW.some((each) => each === action))

  return async function reopen({ applicationId, objectionId, no, reason }) {
    for (let tries = 1; ; tries += 1) {
      const record = await store.find(applicationId)
      if (!record || wasReopened(record, no)) return
      const action = record.progress.outcome === null ? 'handleAnew' : 'reviewAnew'
      const note = tellingOf({ action, note: reason })
      try {
        await moveCase({
          record,
          command: { action },
          by: 'reviewer',
          actor: null,
          ...(note && { note }),
          told: { reason },
          set: { assignedTo: null, asked: null, urgedOn: null, licenceId: null },
          facts: { objectionId },
        })
        return
      } catch (cause) {
        // It was concluded meanwhile: it is looked at again.
        if (!(cause instanceof AppError) || cause.code !== 'APPLICATION_MOVED' || tries === TRIES) throw cause
      }
    }
  }
}
