import { randomInt } from 'node:crypto'
import { parseLicenceIdentifier, remindDayOf, type LicenceType } from '@zsb/shared/licence'
import type { Log } from '../../platform/log/log'
import type { ContentService, LibraryMap } from '../content'
import type { CollectedLicence, LicenceLibrary } from './adapters/library'
import { areHoldersAllowed } from './holders-allowed'
import { libraryTrail } from './library-trail'
import type { LicenceSeal } from './licence-seal'
import { STATUS_LIST_SIZE, WALLET_ROLES, type LicenceChange, type LicenceRecord, type LicenceRevision, type LicenceStore } from './licences.store'
import { readContent, stateOf } from './read-collected'

interface Parts {
  store: LicenceStore
  content: Pick<ContentService, 'licenceTypeByTypeCode'>
  seal: LicenceSeal
  newId: (at: Date) => string
  log: Log
}

const TRIES = 8
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export type MergeService = ReturnType<typeof createMergeService>

/** One collected licence into the registry 合并: by its identifier, as a new record, a new revision, a new state or nothing. */
export function createMergeService({ store, content, seal, newId, log }: Parts) {
  /**
   * Adds it, or takes what is newer; of two processes at once both end with the same record. False when it came late: somebody
   * confirmed the record meanwhile, and what this answer says beyond the record must be asked for again. One of an unknown type,
   * or with holders its type does not allow, is left out.
   */
  async function merge(given: { licence: CollectedLicence; map: LibraryMap; library: LicenceLibrary['code']; at: Date }): Promise<boolean> {
    const type = content.licenceTypeByTypeCode(given.licence.typeCode)
    if (!type) {
      log.warn('licence.typeUnknown', { library: given.library })
      return true
    }
    if (!areHoldersAllowed(type, given.licence.holders)) {
      log.warn('licence.holdersRefused', { library: given.library })
      return true
    }
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const known = await store.findByIdentifier(given.licence.identifier)
      const outcome = known ? await update({ ...given, known, type }) : await add({ ...given, type })
      if (outcome) return outcome === 'taken'
      // What another process has just written becomes readable when the majority has it, a moment later.
      await pause(5 * 2 ** attempt)
    }
    throw new Error('a licence kept changing under the merge')
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
  }): Promise<'taken' | null> {
    const id = newId(at)
    const clear = readContent({ licence, type, map, seal })
    const identifier = parseLicenceIdentifier(licence.identifier)
    const holders = holdersOf(licence)
    const remindOn = remindDayOf(type, { validFromDay: licence.validFrom, validToDay: licence.validTo })
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
      firstState: stateOf(licence.state, map),
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
    return (await store.add({ licence: record, revision: revisionOf(record, clear, at), act })) ? 'taken' : null
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
  }): Promise<'taken' | 'overtaken' | null> {
    // What was asked for before the last confirmation came late and says nothing new.
    const isOlder = at < known.checkedAt
    const clear = readContent({ licence, type, map, seal })
    const contentDigest = seal.digest(clear)
    const differs = contentDigest !== known.contentDigest || type.version !== known.typeVersion
    const isNewContent = !isOlder && differs
    const state = stateOf(licence.state, map)
    // What our own staff changed later than the library did stays, until the library has caught up.
    const isNewState = !isOlder && state !== known.state && !(known.ownActAt && licence.changedAt <= known.ownActAt)
    const holders = mergeHolders(known.holders, holdersOf(licence))
    const isNewHolder = holderKeys(holders) !== holderKeys(known.holders)
    if (!isNewContent && !isNewState && !isNewHolder && (isOlder || licence.changedAt.getTime() === known.changedAt.getTime())) {
      await store.touch({ ids: [known._id], checkedAt: at })
      return isOlder && differs ? 'overtaken' : 'taken'
    }
    const revision = isNewContent ? known.revision + 1 : known.revision
    const days = { validFromDay: licence.validFrom, validToDay: licence.validTo }
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
          ...days,
          ...((licence.validTo !== known.validToDay || type.version !== known.typeVersion) && { remindOn: remindDayOf(type, days) }),
        }),
        ...(isNewState && { state, stateSince: licence.changedAt, basis: licence.changeReason }),
      },
      ...(isNewContent && { revision: revisionOf({ _id: known._id, revision }, clear, at) }),
      ...((isNewContent || isNewState) &&
        libraryTrail({ known, to: isNewState ? state : known.state, revision, at: licence.changedAt, basis: licence.changeReason })),
    }
    if (!(await store.change(change))) return null
    return isOlder && differs ? 'overtaken' : 'taken'
  }

  /**
   * The library no longer keeps it for this holder, e.g. a firm has another representative: it leaves the wallet, the record
   * stays. False when somebody was quicker.
   */
  async function leave({
    licence,
    holderIndex,
    at,
  }: {
    licence: Pick<LicenceRecord, '_id' | 'version' | 'holders' | 'walletOf'>
    holderIndex: string
    at: Date
  }): Promise<boolean> {
    const act = { action: 'licence.left', actor: null, subjectId: null, facts: { licenceId: licence._id } }
    const set = {
      holders: licence.holders.filter(({ index }) => index !== holderIndex),
      walletOf: licence.walletOf.filter((index) => index !== holderIndex),
      checkedAt: at,
    }
    return (await store.change({ id: licence._id, version: licence.version, set, act })) !== null
  }

  /**
   * The consent it was gathered under is gone: its content goes from every revision, the record stays as a reference to its library.
   * A later answer of the library brings a new revision. False when somebody was quicker.
   */
  async function forget(licence: Pick<LicenceRecord, '_id' | 'version'>): Promise<boolean> {
    const act = { action: 'licence.forgotten', actor: null, subjectId: null, facts: { licenceId: licence._id } }
    const set = { contentDigest: '', validToDay: null, remindOn: null }
    return (await store.change({ id: licence._id, version: licence.version, set, act, dropContent: true })) !== null
  }

  return { merge, leave, forget }
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
