import { parseLicenceIdentifier, type LibraryOutcome, type LicenceType } from '@zsb/shared/licence'
import type { Log } from '../../platform/log/log'
import type { CollectedLicence, LicenceLibrary } from './adapters/library'
import type { LicenceSeal } from './licence-seal'
import type { CollectionStore, LicenceContent, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: LicenceStore
  collections: CollectionStore
  libraries: readonly LicenceLibrary[]
  seal: LicenceSeal
  typeByCode: (typeCode: string) => LicenceType | null
  newId: (at: Date) => string
  now: () => Date
  log: Log
}

export type CollectService = ReturnType<typeof createCollectService>

/**
 * Gathers a holder's licences from every department library at once 归集, merged by 证照标识. A library that is down leaves the
 * others and what it told before.
 */
export function createCollectService({ store, collections, libraries, seal, typeByCode, newId, now, log }: Parts) {
  async function collectFor(number: string): Promise<LibraryOutcome[]> {
    const holderIndex = seal.holderIndex(number)
    await Promise.all(libraries.map((library) => collectFrom({ library, number, holderIndex })))
    return outcomes(holderIndex)
  }

  async function collectFrom({ library, number, holderIndex }: { library: LicenceLibrary; number: string; holderIndex: string }): Promise<void> {
    const triedAt = now()
    try {
      const found = await library.listByHolder({ number })
      for (const licence of found) await merge({ licence, library: library.code, at: triedAt })
      await collections.write({ holderIndex, library: library.code, state: 'ok', asOf: triedAt, triedAt })
    } catch (cause) {
      log.warn('library.unavailable', { library: library.code, cause })
      await collections.write({ holderIndex, library: library.code, state: 'unavailable', asOf: null, triedAt })
    }
  }

  /** Adds it, or takes what is newer; of two processes at once both end with the same record. */
  async function merge({ licence, library, at }: { licence: CollectedLicence; library: LicenceLibrary['code']; at: Date }): Promise<void> {
    const type = typeByCode(licence.typeCode)
    if (!type) return log.warn('licence.typeUnknown', { library })
    const content = contentOf(licence, type)
    const known = await store.findByIdentifier(licence.identifier)
    if (known) return update({ known, licence, content, at })
    const id = newId(at)
    const identifier = parseLicenceIdentifier(licence.identifier)
    const added = await store.add({
      _id: id,
      identifier: licence.identifier,
      identifierForm: identifier.ok ? identifier.value.form : 'wrong',
      type: type.code,
      typeVersion: type.version,
      revision: 1,
      holders: holdersOf(licence),
      sealed: seal.close(content, id),
      contentDigest: seal.digest(content),
      state: licence.state,
      stateSince: licence.changedAt,
      validFromDay: licence.validFrom,
      validToDay: licence.validTo,
      library,
      changedAt: licence.changedAt,
      checkedAt: at,
      history: [],
    })
    if (added) return
    const other = await store.findByIdentifier(licence.identifier)
    if (other) await update({ known: other, licence, content, at })
  }

  async function update({ known, licence, content, at }: { known: LicenceRecord; licence: CollectedLicence; content: LicenceContent; at: Date }): Promise<void> {
    // What staff changed here later than the library's last change stays until the library has caught up.
    if (licence.changedAt < known.changedAt) return store.touch({ id: known._id, checkedAt: at })
    const digest = seal.digest(content)
    const sameContent = digest === known.contentDigest
    const sameState = licence.state === known.state
    if (sameContent && sameState) return store.touch({ id: known._id, checkedAt: at })
    const set: Partial<LicenceRecord> = { state: licence.state, changedAt: licence.changedAt, checkedAt: at, validFromDay: licence.validFrom, validToDay: licence.validTo, holders: holdersOf(licence) }
    if (!sameContent) Object.assign(set, { sealed: seal.close(content, known._id), contentDigest: digest, revision: known.revision + 1 })
    if (!sameState) set.stateSince = licence.changedAt
    const entry = sameState ? undefined : { at: licence.changedAt, action: 'library', from: known.state, to: licence.state, by: 'library' as const }
    await store.replace({ id: known._id, revision: known.revision, state: known.state, set, entry })
  }

  const holdersOf = (licence: CollectedLicence) => licence.holders.map(({ number, role }) => ({ index: seal.holderIndex(number), role }))

  async function outcomes(holderIndex: string): Promise<LibraryOutcome[]> {
    const known = await collections.read(holderIndex)
    return libraries.map(({ code, zh, en }) => {
      const last = known[code]
      return { code, zh, en, state: last?.state ?? 'never', asOf: last?.asOf?.toISOString() ?? null }
    })
  }

  return { collectFor, outcomes }
}

/** Only fields the type knows are kept: a new column of a library cannot come in by accident. */
function contentOf(licence: CollectedLicence, type: LicenceType): LicenceContent {
  const fields: Record<string, string> = {}
  for (const { code, kind } of type.fields) {
    const value = licence.fields[code]
    if (kind !== 'derived' && value !== undefined) fields[code] = value
  }
  const subject = licence.holders.find(({ role }) => role === 'holder' || role === 'child')
  return { number: licence.number, issuer: licence.issuer, issuedOn: licence.issuedOn, holderName: subject?.name ?? '', fields }
}
