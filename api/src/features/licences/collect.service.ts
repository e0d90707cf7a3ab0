import type { LibraryOutcome } from '@zsb/shared/licence'
import type { SensitivePurpose } from '@zsb/shared/privacy'
import type { Log } from '../../platform/log/log'
import type { ContentService } from '../content'
import type { CollectedLicence, DocumentKey, LicenceLibrary } from './adapters/library'
import type { ConsentGate } from './consent-gate'
import type { LicenceSeal } from './licence-seal'
import type { CollectionMark, CollectionStore, LicenceStore } from './licences.store'
import type { MergeService } from './merge.service'

interface Parts {
  store: LicenceStore
  collections: CollectionStore
  libraries: readonly LicenceLibrary[]
  content: Pick<ContentService, 'libraryMap' | 'licenceTypeByTypeCode'>
  seal: Pick<LicenceSeal, 'holderIndex'>
  merging: MergeService
  gate: Pick<ConsentGate, 'basisFor' | 'purposeOf'>
  /** What a withdrawn consent covered is no longer held. */
  forget: (withdrawn: { subjectId: string; purpose: SensitivePurpose | null }) => Promise<void>
  /** A library was read under a consent for the first time: the holder's ledger says so. */
  noteGathered: (read: { subjectId: string; library: string; licenceType: string; consentId: string }) => Promise<void>
  now: () => Date
  log: Log
}

/** After this the whole of a library is asked for again, so that what it no longer keeps for somebody leaves his wallet. */
const FULL_EVERY_MS = 24 * 3_600_000

interface CollectRequest {
  subjectId: string
  documents: readonly DocumentKey[]
  whole?: boolean
}
interface Single {
  library: LicenceLibrary
  document: DocumentKey
  subjectId: string
  whole: boolean
}

/** The latest change a library told: where the next question begins. */
const newestOf = (found: readonly CollectedLicence[]): CollectionMark | null =>
  found.reduce<CollectionMark | null>((a, { changedAt, identifier }) => (a && a.changedAt >= changedAt ? a : { changedAt, identifier }), null)

export type CollectService = ReturnType<typeof createCollectService>

/**
 * Gathers a holder's licences from every department library at once 归集, merged by 证照标识 and re-checked by change time. A
 * library that is down leaves the others, and what it told before. How far one was read for a holder is kept with what it told
 * him: a record may be newer by another holder's round or a question about its state, which say nothing about the rest. What a
 * library did not name is not confirmed by it.
 */
export function createCollectService({ store, collections, libraries, content, seal, merging, gate, forget, noteGathered, now, log }: Parts) {
  const running = new Map<string, Promise<LibraryOutcome[]>>()

  /**
   * Many at once for one holder and the same documents share one round. Never throws for a library's sake.
   * @param whole asks for everything anew instead of what changed: pull to refresh, which is to confirm every card
   */
  function collectFor({ subjectId, documents, whole = false }: CollectRequest): Promise<LibraryOutcome[]> {
    // A document proved while a round runs belongs to the next one: the answer after it has its licences.
    const key = [subjectId, whole, ...documents.map(seal.holderIndex).sort()].join()
    const known = running.get(key)
    // One that began before a consent was given did not ask that library: it is asked now.
    if (known) return known.then((told) => (told.some(({ state }) => state === 'never') ? collectFor({ subjectId, documents, whole }) : told))
    const round = collectAll({ subjectId, documents, whole }).finally(() => running.delete(key))
    running.set(key, round)
    return round
  }

  async function collectAll({ subjectId, documents, whole }: Required<CollectRequest>): Promise<LibraryOutcome[]> {
    await Promise.all(documents.flatMap((document) => libraries.map((library) => collectFrom({ library, document, subjectId, whole }))))
    return outcomes({ subjectId, documents })
  }

  async function collectFrom({ library, document, subjectId, whole }: Single): Promise<void> {
    const triedAt = now()
    const holderIndex = seal.holderIndex(document)
    const entry = { holderIndex, subjectId, library: library.code, triedAt }
    const basis = await gate.basisFor({ subjectId, library: library.code })
    if (!basis) return
    try {
      const map = content.libraryMap(library.code)
      if (!map) throw new Error(`no map of library ${library.code}`)
      const last = (await collections.read(holderIndex)).find((each) => each.library === library.code)
      const isDue = whole || !last?.fullAt || triedAt.getTime() - last.fullAt.getTime() >= FULL_EVERY_MS
      const mark = isDue ? null : (last?.mark ?? null)
      const changes = mark && (await library.listByHolder({ ...document, changedSince: mark.changedAt }))
      // The filter includes its instant: a library that does not name the newest again has gone back in time and is read anew.
      const isFull = !changes?.some(({ identifier }) => identifier === mark?.identifier)
      const found = isFull || !changes ? await library.listByHolder(document) : changes
      let isComplete = true
      for (const licence of found) if (!(await merging.merge({ licence, map, library: library.code, at: triedAt }))) isComplete = false
      if (isFull)
        for (const licence of await untold({ library, holderIndex, found }))
          if (!(await merging.leave({ licence, holderIndex, at: triedAt }))) isComplete = false
      // What could not be taken is asked for again: the mark stays where it was, and the whole stays due.
      const progress = isComplete ? { mark: newestOf(found) ?? mark, fullAt: isFull ? triedAt : null } : { mark: null, fullAt: null }
      const { consentId } = basis
      const [first] = found
      const isNew = consentId !== null && consentId !== last?.consentId
      if (isNew && first)
        await noteGathered({ subjectId, library: library.code, licenceType: content.licenceTypeByTypeCode(first.typeCode)?.code ?? '', consentId })
      await collections.write({ ...entry, state: 'ok', asOf: triedAt, consentId, ...progress })
      // Withdrawn while the library was answering: what came of it goes as well.
      if (consentId && !(await gate.basisFor({ subjectId, library: library.code }))) await forget({ subjectId, purpose: gate.purposeOf(library.code) })
    } catch (cause) {
      log.warn('library.unavailable', { library: library.code, cause })
      await collections.write({ ...entry, state: 'unavailable', asOf: null, consentId: null, fullAt: null, mark: null })
    }
  }

  async function untold({ library, holderIndex, found }: { library: LicenceLibrary; holderIndex: string; found: readonly CollectedLicence[] }) {
    const told = new Set(found.map(({ identifier }) => identifier))
    return (await store.listOfLibrary({ index: holderIndex, library: library.code })).filter(({ identifier }) => !told.has(identifier))
  }

  async function outcomes({ subjectId, documents }: Pick<CollectRequest, 'subjectId' | 'documents'>): Promise<LibraryOutcome[]> {
    const all = (await Promise.all(documents.map((document) => collections.read(seal.holderIndex(document))))).flat()
    const outcomeOf = async (code: LicenceLibrary['code']): Promise<LibraryOutcome> => {
      const map = content.libraryMap(code)
      const purpose = gate.purposeOf(code)
      const words = { code, zh: map?.zh ?? code, en: map?.en ?? code }
      if (purpose && !(await gate.basisFor({ subjectId, library: code }))) return { ...words, state: 'consentNeeded', asOf: null, purpose }
      const mine = all.filter(({ library }) => library === code)
      const state = mine.length === 0 ? 'never' : mine.some((each) => each.state === 'unavailable') ? 'unavailable' : 'ok'
      const oldest = mine.map(({ asOf }) => asOf).reduce<Date | null | undefined>((a, b) => (a === undefined ? b : a && b ? (a < b ? a : b) : null), undefined)
      return { ...words, state, asOf: oldest?.toISOString() ?? null }
    }
    return Promise.all(libraries.map(({ code }) => outcomeOf(code)))
  }

  return { collectFor, outcomes }
}
