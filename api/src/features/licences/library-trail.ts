import type { LicenceChange, LicenceRecord } from './licences.store'

/** History, audit and message for a change the source library made. */
export function libraryTrail({
  known,
  to,
  revision,
  at,
  basis,
}: {
  known: LicenceRecord
  to: string
  revision: number
  at: Date
  basis: string
}): Pick<LicenceChange, 'entry' | 'act' | 'tell'> {
  const changed = to !== known.state
  return {
    entry: { at, action: 'library', from: known.state, to, by: 'library', basis, revision },
    act: {
      action: changed ? 'licence.stateChanged' : 'licence.revised',
      actor: null,
      subjectId: null,
      facts: { licenceId: known._id, from: known.state, to, revision },
    },
    ...(changed && { tell: { topic: 'licence.stateChanged', key: known._id, ids: { licenceId: known._id, action: 'library', from: known.state, to } } }),
  }
}
