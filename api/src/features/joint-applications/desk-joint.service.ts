import type { DeskJointView } from '@zsb/shared/joint-application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { JointCases } from '../applications'
import type { DescribeJoint } from './describe-joint'
import type { JointStore } from './joint.store'

interface Parts {
  store: Pick<JointStore, 'find'>
  cases: Pick<JointCases, 'findAtDesk'>
  describe: Pick<DescribeJoint, 'toDeskView'>
}
export type DeskJointService = ReturnType<typeof createDeskJoint>

/** 联办进度 for the windows that work on it: only from a case of one's own office (R14). */
export function createDeskJoint({ store, cases, describe }: Parts) {
  /** @throws AppError NOT_FOUND for another office's case as for none */
  async function get({ id, principal }: { id: string; principal: Principal }): Promise<DeskJointView> {
    const { id: jointId, part } = await cases.findAtDesk({ id, principal })
    const record = await store.find(jointId)
    if (!record) throw new AppError('NOT_FOUND')
    return describe.toDeskView(record, part)
  }
  return { get }
}
