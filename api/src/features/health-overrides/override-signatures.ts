import { endOfDay } from '@zsb/shared/time'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import { shareSomething, signedText, type Approval } from '../../platform/second-person/second-person'
import type { OverrideRecord } from './overrides.store'

interface Parts {
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** Everything that stands on the signers' screens, and who asked for it: what changes there changes the hash. */
export function shownHashOf({ _id: id, personId, colour, basis, endsOn, at, expiresAt, asker }: OverrideRecord, reason: string): string {
  return sha256Hex(canonicalJson({ id, personId, colour, basis: { ...basis }, endsOn, at, expiresAt, asker: { ...asker }, reason }))
}

const revokedText = ({ id, at, personId, staffId }: { id: string; at: Date; personId: string; staffId: string }) =>
  canonicalJson({ revokes: id, at, personId, staffId })

/** Whether what stands in the database is what natural persons signed with our key: a record that somebody wrote there by hand counts for nothing. */
export function createOverrideSignatures({ sign }: Parts) {
  const isSignedBy = ({ personId, staffId, sessionId, deviceId, shownHash, signature }: Approval, at: Date, shown: string): boolean =>
    shownHash === shown && signature === sign(signedText({ personId, staffId, sessionId, deviceId, shownHash, at }))

  /** @param reason null where it was erased */
  function isSigned(record: OverrideRecord, reason: string | null): boolean {
    const { asker, cosigner, approver, decidedAt, until, endsOn } = record
    if (record.state !== 'done' || reason === null || !approver || !decidedAt || until.getTime() !== endOfDay(endsOn).getTime()) return false
    const shown = shownHashOf(record, reason)
    const signers = [asker, ...(cosigner ? [cosigner] : []), approver]
    const isApart = signers.every((one, i) => signers.slice(i + 1).every((other) => !shareSomething(one, other)))
    return isApart && isSignedBy(approver, decidedAt, shown) && (!cosigner || isSignedBy(cosigner, cosigner.at, shown))
  }

  const signRevocation = (of: { id: string; at: Date; personId: string; staffId: string }): string => sign(revokedText(of))
  /** Whether it was revoked by somebody with our key; true where it was not revoked at all. */
  const isRevocationSigned = ({ _id: id, revoked }: OverrideRecord): boolean => revoked === null || revoked.signature === sign(revokedText({ id, ...revoked }))

  return { isSigned, signRevocation, isRevocationSigned }
}
