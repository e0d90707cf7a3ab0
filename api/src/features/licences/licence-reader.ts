import { standingOn, valueOf, type LicenceType } from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import type { PresentableLicence } from '../presentations'
import type { LicenceLibrary } from './adapters/library'
import type { LicenceSeal } from './licence-seal'
import type { LicenceContent, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: LicenceStore
  seal: LicenceSeal
  libraries: readonly LicenceLibrary[]
  typeOf: (code: string) => LicenceType | null
  now: () => Date
}

interface Cached {
  record: LicenceRecord
  content: LicenceContent
}

/** A library asked during a verification must answer within this: the clerk waits. */
const ASK_TIMEOUT_MS = 800
const CACHE_SIZE = 50_000

export type LicenceReader = ReturnType<typeof createLicenceReader>

/** Licences for showing and verifying: in memory, dropped by the change stream; the age of the status is the library's own. */
export function createLicenceReader({ store, seal, libraries, typeOf, now }: Parts) {
  const cache = new Map<string, Cached>()
  const asking = new Map<string, Promise<void>>()

  async function load(id: string): Promise<Cached | null> {
    const known = cache.get(id)
    if (known) return known
    const record = await store.findById(id)
    if (!record) return null
    const loaded = { record, content: seal.open(record.sealed, id) }
    if (cache.size >= CACHE_SIZE) cache.clear()
    cache.set(id, loaded)
    return loaded
  }

  /** Asks the source library again; many at once share one question. A library that does not answer changes nothing. */
  function recheck(record: LicenceRecord): Promise<void> {
    const running = asking.get(record._id)
    if (running) return running
    const question = askLibrary(record)
      .catch(() => undefined)
      .finally(() => asking.delete(record._id))
    asking.set(record._id, question)
    return question
  }

  async function askLibrary(record: LicenceRecord): Promise<void> {
    const library = libraries.find(({ code }) => code === record.library)
    const at = now()
    const answer = await library?.askState({ identifier: record.identifier, timeoutMs: ASK_TIMEOUT_MS })
    if (!answer) return
    cache.delete(record._id)
    if (answer.state === record.state || answer.changedAt < record.changedAt) return store.touch({ id: record._id, checkedAt: at })
    await store.replace({
      id: record._id,
      revision: record.revision,
      state: record.state,
      set: { state: answer.state, stateSince: answer.changedAt, changedAt: answer.changedAt, checkedAt: at },
      entry: { at: answer.changedAt, action: 'library', from: record.state, to: answer.state, by: 'library' },
    })
    cache.delete(record._id)
  }

  function toPresentable({ record, content }: Cached): PresentableLicence | null {
    const type = typeOf(record.type)
    if (!type) return null
    const today = toCalendarDate(now())
    const standing = standingOn(type, record, today)
    return {
      licenceId: record._id,
      revision: record.revision,
      typeCode: type.code,
      name: { zh: type.zh, en: type.en },
      family: type.family,
      holderName: content.holderName,
      issuer: content.issuer,
      sensitive: type.sensitive,
      presets: type.presets,
      meaning: standing.meaning,
      legalWord: standing.legalWord,
      validToDay: record.validToDay,
      statusAsOf: record.checkedAt,
      fields: type.fields.map((field) => ({ code: field.code, zh: field.zh, en: field.en, kind: field.kind, value: valueOf(field, content.fields, today) })),
    }
  }

  async function findOwned({ licenceId, holderIndexes }: { licenceId: string; holderIndexes: readonly string[] }): Promise<PresentableLicence | null> {
    const loaded = await load(licenceId)
    const mine = loaded?.record.holders.some(({ index }) => holderIndexes.includes(index))
    return loaded && mine ? toPresentable(loaded) : null
  }

  async function findForVerification({ licenceId, maxAgeSeconds }: { licenceId: string; maxAgeSeconds: number }): Promise<PresentableLicence | null> {
    let loaded = await load(licenceId)
    if (!loaded) return null
    const isOld = now().getTime() - loaded.record.checkedAt.getTime() > maxAgeSeconds * 1000
    if (isOld) {
      await recheck(loaded.record)
      loaded = await load(licenceId)
    }
    return loaded && toPresentable(loaded)
  }

  const drop = (id: string) => (id === '*' ? cache.clear() : void cache.delete(id))

  return { findOwned, findForVerification, load, drop }
}
