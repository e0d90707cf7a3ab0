import type { Log } from '../../platform/log/log'
import type { ContentService } from '../content'
import type { LicenceLibrary, LibraryState } from './adapters/library'
import { libraryTrail } from './library-trail'
import type { LicenceRecord, LicenceStore } from './licences.store'
import { stateOf } from './read-collected'

interface Parts {
  store: LicenceStore
  libraries: readonly LicenceLibrary[]
  content: Pick<ContentService, 'libraryMap'>
  /** The library has something newer than the state alone: the content is gathered again, later. */
  onNewer?: (record: LicenceRecord) => void
  now: () => Date
  log: Log
}

/** The library itself says that it keeps no such licence. */
const UNKNOWN_TO_LIBRARY = '?unknown'
/** After a question that failed the library is left alone for a moment: the answers meanwhile say how old the status is. */
const PAUSE_MS = 2_000

export type RefreshStatus = ReturnType<typeof createRefreshStatus>

/** How old the state of a licence is, and whether that is within what the occasion allows. */
export interface StatusBasis {
  asOf: Date
  ageSeconds: number
  fresh: boolean
}

/** Asks the source library 来源库 for the present state when what we know is older than an occasion allows. */
export function createRefreshStatus({ store, libraries, content, onNewer, now, log }: Parts) {
  const asking = new Map<string, Promise<LicenceRecord>>()
  const pausedUntil = new Map<string, number>()

  function basisOf(record: LicenceRecord, maxAgeSeconds: number): StatusBasis {
    const at = now()
    // What we issue ourselves has us as its source: our record is the status.
    const asOf = record.library === 'own' ? at : record.checkedAt
    const ageSeconds = Math.max(0, Math.round((at.getTime() - asOf.getTime()) / 1000))
    return { asOf, ageSeconds, fresh: ageSeconds <= maxAgeSeconds }
  }

  /** The record as it is known after asking, which is the old one where the library did not answer. Many at once share one question. */
  async function refreshStatus(
    record: LicenceRecord,
    { maxAgeSeconds, timeoutMs }: { maxAgeSeconds: number; timeoutMs: number },
  ): Promise<{ record: LicenceRecord; status: StatusBasis }> {
    if (basisOf(record, maxAgeSeconds).fresh) return { record, status: basisOf(record, maxAgeSeconds) }
    const question = asking.get(record._id) ?? ask(record, timeoutMs).finally(() => asking.delete(record._id))
    asking.set(record._id, question)
    const latest = await question
    return { record: latest, status: basisOf(latest, maxAgeSeconds) }
  }

  async function ask(record: LicenceRecord, timeoutMs: number): Promise<LicenceRecord> {
    const library = libraries.find(({ code }) => code === record.library)
    const at = now()
    if (!library || at.getTime() < (pausedUntil.get(library.code) ?? 0)) return record
    try {
      const answer = await library.askState({ identifier: record.identifier, timeoutMs })
      return await take({ record, answer, at })
    } catch (cause) {
      pausedUntil.set(library.code, at.getTime() + PAUSE_MS)
      log.warn('library.unavailable', { library: library.code, cause })
      return record
    }
  }

  async function take({
    record,
    answer,
    at,
    tries = 3,
  }: {
    record: LicenceRecord
    answer: LibraryState | null
    at: Date
    tries?: number
  }): Promise<LicenceRecord> {
    const map = content.libraryMap(record.library)
    const changedAt = answer?.changedAt ?? record.changedAt
    const to = answer && map ? stateOf(answer.state, map) : UNKNOWN_TO_LIBRARY
    // An answer asked for before the last confirmation came late; an act of our own staff stands until the library's is later.
    const isOvertaken = at < record.checkedAt || (answer !== null && record.ownActAt !== null && changedAt <= record.ownActAt)
    if (answer && changedAt.getTime() !== record.changedAt.getTime()) onNewer?.(record)
    if (to === record.state || isOvertaken) {
      await store.touch({ ids: [record._id], checkedAt: at })
      return { ...record, checkedAt: at > record.checkedAt ? at : record.checkedAt }
    }
    const basis = answer ? '' : 'licence unknown to its library'
    const trail = libraryTrail({ known: record, to, revision: record.revision, at: changedAt, basis })
    const changed = await store.change({
      id: record._id,
      version: record.version,
      set: { state: to, stateSince: changedAt, basis, changedAt, checkedAt: at },
      ...trail,
    })
    if (changed) return changed
    // Somebody changed it meanwhile: the answer is weighed against what he wrote.
    const latest = await store.findById(record._id)
    return latest && tries > 1 ? take({ record: latest, answer, at, tries: tries - 1 }) : (latest ?? record)
  }

  return { refreshStatus, basisOf }
}
