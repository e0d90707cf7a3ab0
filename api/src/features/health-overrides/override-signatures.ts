import { takesTwoToRevoke } from '@zsb/shared/health-code'
import { endOfDay } from '@zsb/shared/time'
import { canonicalJson, constantTimeEqual, sha256Hex } from '../../platform/crypto'
import { isApproved, shareSomething } from '../../platform/second-person/second-person'
import type { OverrideRecord, Revoking } from './overrides.store'

interface Parts {
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** Everything that stands on the signers' screens, and who asked for it: what changes there changes the hash. */
export function shownHashOf({ _id: id, personId, colour, basis, endsOn, at, expiresAt, asker }: OverrideRecord, reason: string): string {
  return sha256Hex(canonicalJson({ id, personId, colour, basis: { ...basis }, endsOn, at, expiresAt, asker: { ...asker }, reason }))
}

type Revoker = Pick<Revoking, 'at' | 'personId' | 'staffId' | 'sessionId' | 'deviceId'>
const revokedText = (id: string, { at, personId, staffId, sessionId, deviceId }: Revoker) =>
  canonicalJson({ revokes: id, at, personId, staffId, sessionId, deviceId })

/** Whether what stands in the database is what natural persons signed with our key: a record that somebody wrote there by hand counts for nothing. */
export function createOverrideSignatures({ sign }: Parts) {
  /** What lacks a field that every record of ours has is none of ours. @param reason null where it was erased */
  function isSigned(record: OverrideRecord, reason: string | null): boolean {
    try {
      return hasSignatures(record, reason)
    } catch {
      return false
    }
  }

  function hasSignatures(record: OverrideRecord, reason: string | null): boolean {
    const { asker, cosigner, approver, decidedAt, until, endsOn } = record
    if (record.state !== 'done' || reason === null || !approver || !decidedAt || until.getTime() !== endOfDay(endsOn).getTime()) return false
    const shownHash = shownHashOf(record, reason)
    const signatures = [...(cosigner ? [cosigner] : []), { ...approver, at: decidedAt }]
    const signers = [asker, ...signatures]
    const isApart = signers.every((one, i) => signers.slice(i + 1).every((other) => !shareSomething(one, other)))
    return isApart && signatures.every((each) => isApproved(each, { shownHash, at: each.at, sign }))
  }

  const signRevocation = (id: string, by: Revoker): string => sign(revokedText(id, by))
  /** Whether it was revoked with our key by as many as it takes; true where it was not revoked at all. What lacks a field of ours was not signed by us. */
  function isRevocationSigned(record: OverrideRecord): boolean {
    try {
      return !record.revoked || isRevokedBySigners(record, record.revoked)
    } catch {
      return false
    }
  }

  function isRevokedBySigners(record: OverrideRecord, revoked: NonNullable<OverrideRecord['revoked']>): boolean {
    const { _id: id } = record
    const isSignedBy = (one: Revoking) => constantTimeEqual(one.signature, signRevocation(id, one))
    if (!takesTwoToRevoke(record)) return isSignedBy(revoked)
    return !!revoked.first && !shareSomething(revoked.first, revoked) && isSignedBy(revoked.first) && isSignedBy(revoked)
  }

  return { isSigned, signRevocation, isRevocationSigned }
}
