import type { Answers } from '@zsb/shared/form'
import type { FieldCipher } from '../../platform/crypto'

export type JointSeal = ReturnType<typeof createJointSeal>

/** Field encryption (R20) of what a person answered, the guiding questions among it: whether parents are married is nobody's but theirs. */
export function createJointSeal(cipher: FieldCipher) {
  const at = (recordId: string) => ({ collection: 'joint_applications', field: 'answers', recordId })
  return {
    close: (answers: Readonly<Record<string, unknown>>, id: string): string => cipher.encrypt(JSON.stringify(answers), at(id)),
    open: (sealed: string, id: string): Answers => JSON.parse(cipher.decrypt(sealed, at(id))) as Answers,
  }
}
