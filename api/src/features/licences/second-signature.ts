import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { LicenceRecord } from './licences.store'
import type { Signatory, StateChange } from './state-changes.store'

/** Everything that stands on the second person's screen, the licence's revision included: what changes there changes the hash. */
export function shownHashOf({ change, licence, reason }: { change: StateChange; licence: Pick<LicenceRecord, 'revision'>; reason: string }): string {
  const { _id: id, identifier, action, from, to, basis, caseNumber, expiresAt } = change
  return sha256Hex(canonicalJson({ id, identifier, action, from, to, basis, caseNumber, reason, expiresAt, revision: licence.revision }))
}

/** What the second person's signature stands under: who, in which session, on which device, over what, when. */
export const signedText = ({ personId, staffId, sessionId, deviceId, shownHash, at }: Signatory & { shownHash: string; at: Date }): string =>
  canonicalJson({ personId, staffId, sessionId, deviceId, shownHash, at })

/** Two signatures of one person, one account, one session or one device. Two accounts of one natural person show by his documents only. */
export const shareSomething = (one: Signatory, other: Signatory): boolean =>
  one.personId === other.personId || one.staffId === other.staffId || one.sessionId === other.sessionId || one.deviceId === other.deviceId
