import type { LibraryOutcome } from '@zsb/shared/licence'
import type { Log } from '../../platform/log/log'
import type { ContentService } from '../content'
import type { DocumentKey, LicenceLibrary } from './adapters/library'
import type { LicenceSeal } from './licence-seal'
import type { CollectionStore, LicenceStore } from './licences.store'
import type { MergeService } from './merge.service'

interface Parts {
  store: LicenceStore
  collections: CollectionStore
  libraries: readonly LicenceLibrary[]
  content: Pick<ContentService, 'libraryMap'>
  seal: Pick<LicenceSeal, 'holderIndex'>
  merging: MergeService
  now: () => Date
  log: Log
}

/** After this the whole of a library is asked for again, so that what it no longer keeps for somebody leaves his wallet. */
const FULL_EVERY_MS = 24 * 3_600_000

export type CollectService = ReturnType<typeof createCollectService>

/**
 * Gathers a holder's licences from every department library at once 归集, merged by 证照标识 and re-checked by change time. A
 * library that is down leaves the others, and what it told before.
 */
export function createCollectService({ store, collections, libraries, content, seal, merging, now, log }: Parts) {
  const running = new Map<string, Promise<LibraryOutcome[]>>()

  /** Many at once for one holder share one round. Never throws for a library's sake. */
  function collectFor({ subjectId, documents }: { subjectId: string; documents: readonly DocumentKey[] }): Promise<LibraryOutcome[]> {
    const known = running.get(subjectId)
    if (known) return known
    const round = collectAll(subjectId, documents).finally(() => running.delete(subjectId))
    running.set(subjectId, round)
    return round
  }

  async function collectAll(subjectId: string, documents: readonly DocumentKey[]): Promise<LibraryOutcome[]> {
    await Promise.all(documents.flatMap((document) => libraries.map((library) => collectFrom({ library, document, subjectId }))))
    return outcomes(documents)
  }

  async function collectFrom({ library, document, subjectId }: { library: LicenceLibrary; document: DocumentKey; subjectId: string }): Promise<void> {
    const triedAt = now()
    const holderIndex = seal.holderIndex(document)
    const entry = { holderIndex, subjectId, library: library.code, triedAt }
    try {
      const map = content.libraryMap(library.code)
      if (!map) throw new Error(`no map of library ${library.code}`)
      const last = (await collections.read(holderIndex)).find((each) => each.library === library.code)
      const held = await store.listOfLibrary({ index: holderIndex, library: library.code })
      const isDue = !last?.fullAt || triedAt.getTime() - last.fullAt.getTime() >= FULL_EVERY_MS || held.length === 0
      const newest = held.reduce<(typeof held)[number] | null>((a, b) => (a && a.changedAt >= b.changedAt ? a : b), null)
      const changes = isDue || !newest ? null : await library.listByHolder({ ...document, changedSince: newest.changedAt })
      // The filter includes its instant: a library that does not name the newest again has gone back in time and is read anew.
      const isFull = !changes?.some(({ identifier }) => identifier === newest?.identifier)
      const found = isFull || !changes ? await library.listByHolder(document) : changes
      for (const licence of found) await merging.merge({ licence, map, library: library.code, at: triedAt })
      const told = new Set(found.map(({ identifier }) => identifier))
      const untold = held.filter(({ identifier }) => !told.has(identifier))
      if (isFull) for (const licence of untold) await merging.leave({ licence, holderIndex, at: triedAt })
      else await store.touch({ ids: untold.map(({ _id }) => _id), checkedAt: triedAt })
      await collections.write({ ...entry, state: 'ok', asOf: triedAt, fullAt: isFull ? triedAt : null })
    } catch (cause) {
      log.warn('library.unavailable', { library: library.code, cause })
      await collections.write({ ...entry, state: 'unavailable', asOf: null, fullAt: null })
    }
  }

  async function outcomes(documents: readonly DocumentKey[]): Promise<LibraryOutcome[]> {
    const all = (await Promise.all(documents.map((document) => collections.read(seal.holderIndex(document))))).flat()
    return libraries.map(({ code }) => {
      const map = content.libraryMap(code)
      const mine = all.filter(({ library }) => library === code)
      const state = mine.length === 0 ? 'never' : mine.some((each) => each.state === 'unavailable') ? 'unavailable' : 'ok'
      const oldest = mine.map(({ asOf }) => asOf).reduce<Date | null | undefined>((a, b) => (a === undefined ? b : a && b ? (a < b ? a : b) : null), undefined)
      return { code, zh: map?.zh ?? code, en: map?.en ?? code, state, asOf: oldest?.toISOString() ?? null }
    })
  }

  return { collectFor, outcomes }
}
