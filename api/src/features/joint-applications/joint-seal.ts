import type { Answers } from '@zsb/shared/form'
import type { FieldCipher } from '../../platform/crypto'
import type { SubmitJoint } from '@zsb/shared/joint-application'
import type { ContestedField } from '@zsb/shared/application'

/** What a window puts before the applicant, and the version of the bundle it was filled in under. */
export type AskedJoint = Omit<SubmitJoint, 'version'>
export type JointSeal = ReturnType<typeof createJointSeal>

/** Field encryption (R20) of what a person answered, the guiding questions among it: whether parents are married is nobody's but theirs. */
export function createJointSeal(cipher: FieldCipher) {
  const at = (recordId: string, field: 'answers' | 'asking' | 'contested' = 'answers') => ({ collection: 'joint_applications', field, recordId })
  return {
    close: (answers: Readonly<Record<string, unknown>>, id: string): string => cipher.encrypt(JSON.stringify(answers), at(id)),
    open: (sealed: string, id: string): Answers => JSON.parse(cipher.decrypt(sealed, at(id))) as Answers,
    closeContests: (contests: readonly ContestedField[], id: string): string | null =>
      contests.length > 0 ? cipher.encrypt(JSON.stringify(contests), at(id, 'contested')) : null,
    openContests: (sealed: string | null | undefined, id: string): ContestedField[] =>
      sealed ? (JSON.parse(cipher.decrypt(sealed, at(id, 'contested'))) as ContestedField[]) : [],
    /** What a window puts before the applicant. */
    closeAsking: (asked: AskedJoint, id: string): string => cipher.encrypt(JSON.stringify(asked), at(id, 'asking')),
    openAsking: (sealed: string, id: string): AskedJoint => JSON.parse(cipher.decrypt(sealed, at(id, 'asking'))) as AskedJoint,
  }
}
