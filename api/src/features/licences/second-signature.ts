import { canonicalJson, sha256Hex } from '../../platform/crypto'
import type { LicenceRecord } from './licences.store'
import type { StateChange } from './state-changes.store'

/** Everything that stands on the second person's screen, the licence's revision included: what changes there changes the hash. */
export function shownHashOf({ change, licence, reason }: { change: StateChange; licence: Pick<LicenceRecord, 'revision'>; reason: string }): string {
  const { _id: id, identifier, action, from, to, basis, caseNumber, expiresAt } = change
  return sha256Hex(canonicalJson({ id, identifier, action, from, to, basis, caseNumber, reason, expiresAt, revision: licence.revision }))
}
