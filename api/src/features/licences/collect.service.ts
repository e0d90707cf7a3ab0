import { randomInt } from 'node:crypto'
import { parseLicenceIdentifier, type LibraryOutcome, type LicenceType } from '@zsb/shared/licence'
import type { Log } from '../../platform/log/log'
import type { ContentService, LibraryMap } from '../content'
import type { CollectedLicence, DocumentKey, LicenceLibrary } from './adapters/library'
import type { LicenceSeal } from './licence-seal'
import { remindOnFor } from './licence-standing'
import type { CollectionStore, LicenceChange, LicenceRecord, LicenceRevision, LicenceStore } from './licences.store'
import { WALLET_ROLES } from './licences.store'
import { readContent, stateOf } from './read-collected'

interface Parts {
  store: LicenceStore
  collections: CollectionStore
  libraries: readonly LicenceLibrary[]
  content: Pick<ContentService, 'libraryMap' | 'licenceTypeByTypeCode'>
  seal: LicenceSeal
  newId: (at: Date) => string
  now: () => Date
  log: Log
}

/** After this the whole of a library is asked for again, so that what it no longer keeps for somebody leaves his wallet. */
const FULL_EVERY_MS = 24 * 3_600_000
const TRIES = 8
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** 2 bits for each of a million places (R9). */
export const STATUS_LIST_SIZE = 1_000_000

export type CollectService = ReturnType<typeof createCollectService>

/**
 * Gathers a holder's licences from every department library at once 归集, merged by 证照标识 and re-checked by change time. A
 * library that is down leaves the others, and what it told before.
 */
export function createCollectService({ store, collections, libraries, content, seal, newId, now, log }: Parts) {
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
      for (const licence of found) await merge({ licence, map, library: library.code, at: triedAt })
      const told = new Set(found.map(({ identifier }) => identifier))
      const untold = held.filter(({ identifier }) => !told.has(identifier))
      if (isFull) for (const licence of untold) await leave({ licence, holderIndex, at: triedAt })
      else await store.touch({ ids: untold.map(({ _id }) => _id), checkedAt: triedAt })
      await collections.write({ ...entry, state: 'ok', asOf: triedAt, fullAt: isFull ? triedAt : null })
    } catch (cause) {
      log.warn('library.unavailable', { library: library.code, cause })
      await collections.write({ ...entry, state: 'unavailable', asOf: null, fullAt: null })
    }
  }

  /** Adds it, or takes what is newer; of two processes at once both end with the same record. */
  async function merge(given: { licence: CollectedLicence; map: LibraryMap; library: LicenceLibrary['code']; at: Date }): Promise<void> {
    const type = content.licenceTypeByTypeCode(given.licence.typeCode)
    if (!type) return log.warn('licence.typeUnknown', { library: given.library })
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const known = await store.findByIdentifier(given.licence.identifier)
      if (known ? await update({ ...given, known, type }) : await add({ ...given, type })) return
      // What another process has just written becomes readable when the majority has it, a moment later.
      await pause(5 * 2 ** attempt)
    }
    log.warn('licence.mergeGaveUp', { library: given.library })
  }

  const holdersOf = (licence: CollectedLicence) => licence.holders.map((holder) => ({ index: seal.holderIndex(holder), role: holder.role }))
  const walletOf = (holders: LicenceRecord['holders']) => [...new Set(holders.filter(({ role }) => WALLET_ROLES.has(role)).map(({ index }) => index))]

  async function add({
    licence,
    map,
    library,
    at,
    type,
  }: {
    licence: CollectedLicence
    map: LibraryMap
    library: LicenceLibrary['code']
    at: Date
    type: LicenceType
  }): Promise<boolean> {
    const id = newId(at)
    const clear = readContent({ licence, type, map, seal })
    const identifier = parseLicenceIdentifier(licence.identifier)
    const holders = holdersOf(licence)
    const remindOn = remindOnFor(licence.validTo)
    const record: LicenceRecord = {
      _id: id,
      identifier: licence.identifier,
      identifierForm: identifier.ok ? identifier.value.form : 'wrong',
      type: type.code,
      typeVersion: type.version,
      revision: 1,
      version: 1,
      holders,
      walletOf: walletOf(holders),
      numberIndex: seal.numberIndex(licence.number),
      contentDigest: seal.digest(clear),
      issuer: licence.issuer,
      issuedOn: licence.issuedOn,
      validFromDay: licence.validFrom,
      validToDay: licence.validTo,
      state: stateOf(licence.state, map),
      stateSince: licence.changedAt,
      basis: licence.changeReason,
      ownActAt: null,
      library,
      changedAt: licence.changedAt,
      checkedAt: at,
      statusListIndex: randomInt(0, STATUS_LIST_SIZE),
      ...(remindOn && { remindOn }),
      history: [],
    }
    const act = { action: 'licence.collected', actor: null, subjectId: null, facts: { licenceId: id, type: type.code, library } }
    return store.add({ licence: record, revision: revisionOf(record, clear, at), act })
  }

  function revisionOf(
    { _id: licenceId, revision }: Pick<LicenceRecord, '_id' | 'revision'>,
    clear: Parameters<LicenceSeal['close']>[0],
    at: Date,
  ): LicenceRevision {
    const id = `${licenceId}@${revision}`
    return { _id: id, licenceId, revision, at, ...seal.close(clear, id) }
  }

  async function update({
    known,
    licence,
    map,
    at,
    type,
  }: {
    known: LicenceRecord
    licence: CollectedLicence
    map: LibraryMap
    at: Date
    type: LicenceType
  }): Promise<boolean> {
    // What was asked for before the last confirmation came late and says nothing new.
    const isOlder = at < known.checkedAt
    const clear = readContent({ licence, type, map, seal })
    const contentDigest = seal.digest(clear)
    const isNewContent = !isOlder && (contentDigest !== known.contentDigest || type.version !== known.typeVersion)
    const state = stateOf(licence.state, map)
    // What our own staff changed later than the library did stays, until the library has caught up.
    const isNewState = !isOlder && state !== known.state && !(known.ownActAt && licence.changedAt <= known.ownActAt)
    const holders = mergeHolders(known.holders, holdersOf(licence))
    const isNewHolder = holderKeys(holders) !== holderKeys(known.holders)
    if (!isNewContent && !isNewState && !isNewHolder && (isOlder || licence.changedAt.getTime() === known.changedAt.getTime())) {
      await store.touch({ ids: [known._id], checkedAt: at })
      return true
    }
    const revision = isNewContent ? known.revision + 1 : known.revision
    const change: LicenceChange = {
      id: known._id,
      version: known.version,
      set: {
        checkedAt: isOlder ? known.checkedAt : at,
        holders,
        walletOf: walletOf(holders),
        ...(!isOlder && { changedAt: licence.changedAt }),
        ...(isNewContent && {
          revision,
          typeVersion: type.version,
          contentDigest,
          numberIndex: seal.numberIndex(licence.number),
          issuer: licence.issuer,
          issuedOn: licence.issuedOn,
          validFromDay: licence.validFrom,
          validToDay: licence.validTo,
          ...(licence.validTo !== known.validToDay && { remindOn: remindOnFor(licence.validTo) }),
        }),
        ...(isNewState && { state, stateSince: licence.changedAt, basis: licence.changeReason }),
      },
      ...(isNewContent && { revision: revisionOf({ _id: known._id, revision }, clear, at) }),
      ...((isNewContent || isNewState) &&
        libraryTrail({ known, to: isNewState ? state : known.state, revision, at: licence.changedAt, basis: licence.changeReason })),
    }
    return (await store.change(change)) !== null
  }

  /** The library no longer keeps it for this holder, e.g. a firm has another representative: it leaves the wallet, the record stays. */
  async function leave({
    licence,
    holderIndex,
    at,
  }: {
    licence: Pick<LicenceRecord, '_id' | 'version' | 'holders' | 'walletOf'>
    holderIndex: string
    at: Date
  }): Promise<void> {
    const act = { action: 'licence.left', actor: null, subjectId: null, facts: { licenceId: licence._id } }
    const set = {
      holders: licence.holders.filter(({ index }) => index !== holderIndex),
      walletOf: licence.walletOf.filter((index) => index !== holderIndex),
      checkedAt: at,
    }
    await store.change({ id: licence._id, version: licence.version, set, act })
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

const holderKeys = (holders: LicenceRecord['holders']) =>
  holders
    .map(({ index, role }) => `${role}:${index}`)
    .sort()
    .join()

/** Holders as the library names them now, and those it proved by another question (a firm's representative). */
function mergeHolders(known: LicenceRecord['holders'], told: LicenceRecord['holders']): LicenceRecord['holders'] {
  const named = new Set(told.map(({ index }) => index))
  return [...told, ...known.filter(({ index, role }) => role === 'legalRepresentative' && !named.has(index))]
}

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
