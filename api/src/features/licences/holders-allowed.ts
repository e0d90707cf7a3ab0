import type { LicenceType } from '@zsb/shared/licence'
import type { DocumentKey } from './adapters/library'

/** Holder codes of organisations in GB/T 36903: 统一社会信用代码, and other ones. */
const ORGANISATIONS: readonly string[] = ['001', '099']

/**
 * Whether a licence of this type may name these as its holders 持证主体: persons or organisations, one or several. Who stands on it
 * in another part, such as a firm's representative or a child's parents, is no holder of it.
 */
export function areHoldersAllowed(type: Pick<LicenceType, 'holderKinds' | 'severalHolders'>, holders: readonly (DocumentKey & { role: string })[]): boolean {
  const own = holders.filter(({ role }) => role === 'holder')
  if (own.length > 1 && !type.severalHolders) return false
  return own.every(({ documentCode }) => type.holderKinds.includes(ORGANISATIONS.includes(documentCode) ? 'organisation' : 'person'))
}
