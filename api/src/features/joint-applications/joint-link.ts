import type { JointRecord } from './joint.store'

/** What tapping a notice of it opens. */
export const linkTo = ({ _id: id, subjectId }: JointRecord) => ({ kind: 'jointApplication' as const, id, subjectId })
