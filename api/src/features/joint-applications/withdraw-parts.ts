import type { JointCases } from '../applications'
import type { JointRecord } from './joint.store'
import { applicantOf, asHimself } from './owners'

export type WithdrawParts = (record: JointRecord) => Promise<void>

/**
 * Withdraws every case of a joint application 联办 that was withdrawn, as far as the window has not been quicker: at once, and again by the message that
 * tells of it, should this process be gone in between.
 */
export const createWithdrawParts =
  (cases: Pick<JointCases, 'listOf' | 'withdraw'>): WithdrawParts =>
  async (record) => {
    const by = applicantOf(record)
    for (const { id, subjectId, mayWithdraw } of await cases.listOf(record._id))
      if (mayWithdraw) await cases.withdraw({ id, principal: subjectId === by.personId ? asHimself(by) : by })
  }
