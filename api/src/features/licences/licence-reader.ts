import { periodOf, valueOf, type LicenceType } from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import type { PresentableLicence, PresentableLicences } from '../presentations'
import type { ConsentGate } from './consent-gate'
import type { LicenceCache, Loaded } from './licence-cache'
import type { LicenceSeal } from './licence-seal'
import { standingOf, stateWords } from './licence-standing'
import type { LicenceRecord, LicenceRevision } from './licences.store'
import type { RefreshStatus, StatusBasis } from './refresh-status.service'

interface Parts {
  cache: LicenceCache
  seal: LicenceSeal
  refresh: RefreshStatus
  /** The type as it was when the licence was read. */
  typeFor: (record: LicenceRecord) => LicenceType | null
  /** Blind indexes of the documents a subject is known by. */
  indexesOf: (subjectId: string) => Promise<string[]>
  gate: Pick<ConsentGate, 'requireFor' | 'requireChild'>
  findRecord: (licenceId: string) => Promise<LicenceRecord | null>
  now: () => Date
}

/** A library asked during a verification must answer within this: the clerk waits. */
const ASK_TIMEOUT_MS = 800

export type LicenceReader = ReturnType<typeof createLicenceReader>

/** Licences for showing and verifying 亮证、核验: present state, values in clear, and how old the state is. */
export function createLicenceReader({ cache, seal, refresh, typeFor, indexesOf, gate, findRecord, now }: Parts) {
  /** Values in clear live as long as the revision lies in the cache: a code is verified in microseconds, not decrypted anew. */
  const opened = new WeakMap<LicenceRevision, Map<string, Record<string, string>>>()
  function valuesOf(revision: LicenceRevision, indexes: readonly string[]): Record<string, string> {
    const pages = opened.get(revision) ?? new Map<string, Record<string, string>>()
    opened.set(revision, pages)
    const page = revision.members.find(({ index }) => indexes.includes(index))?.index ?? ''
    const values = pages.get(page) ?? seal.open(revision, { indexes })
    pages.set(page, values)
    return values
  }

  function toPresentable(
    { record, revision }: Loaded,
    type: LicenceType,
    { indexes, status }: { indexes: readonly string[]; status: StatusBasis },
  ): PresentableLicence {
    const today = toCalendarDate(now())
    const standing = standingOf(record, type, now())
    const values = valuesOf(revision, indexes)
    return {
      licenceId: record._id,
      revision: record.revision,
      typeCode: type.code,
      name: { zh: type.zh, en: type.en },
      family: type.family,
      holderName: values[type.display.holderField] ?? '',
      issuer: record.issuer,
      sensitive: type.sensitive,
      presets: type.presets,
      meaning: standing.meaning,
      legalWord: standing.legalWord,
      ordinaryWord: stateWords(type, type.initialState),
      ...periodOf(type, record),
      statusAsOf: status.asOf,
      fields: type.fields.map((field) => ({ code: field.code, zh: field.zh, en: field.en, kind: field.kind, value: valueOf(field, values, today) })),
    }
  }

  /** Null for somebody else's licence as for none (R14). @throws AppError LICENCE_CONSENT_REQUIRED · SENSITIVE_CONSENT_REQUIRED for a child's */
  const findOwned: PresentableLicences['findOwned'] = async ({ licenceId, subjectId, capacity = 'self' }) => {
    await gate.requireChild({ capacity, subjectId })
    const [loaded, indexes] = await Promise.all([cache.get(licenceId), indexesOf(subjectId)])
    // Of one whose content is gone with its consent the record is left: it says why.
    const record = loaded?.record ?? (await findRecord(licenceId))
    if (!record?.walletOf.some((index) => indexes.includes(index))) return null
    await gate.requireFor({ subjectId, library: record.library })
    const type = loaded && typeFor(loaded.record)
    if (!loaded || !type) return null
    const heldUnder = record.walletOf.filter((index) => indexes.includes(index))
    return { ...toPresentable(loaded, type, { indexes, status: refresh.basisOf(loaded.record, 0) }), heldUnder }
  }

  /**
   * Asks the source library again when the state is older than `maxAgeSeconds`. A library that does not answer leaves the old
   * time in `statusAsOf`.
   * @param subjectId whose page it is, on a licence where every holder has his own (household register)
   * @param heldUnder indexes under which it lay in the wallet when it was shown; null when it has left since
   * @param revision the content as it was then; the state is the present one all the same
   */
  async function getForVerification({
    licenceId,
    maxAgeSeconds,
    subjectId,
    heldUnder,
    revision,
    timeoutMs = ASK_TIMEOUT_MS,
  }: {
    licenceId: string
    maxAgeSeconds: number
    subjectId?: string
    heldUnder?: readonly string[]
    revision?: number
    timeoutMs?: number
  }): Promise<{ licence: PresentableLicence; status: StatusBasis } | null> {
    const before = await cache.get(licenceId)
    if (!before) return null
    const { record, status } = await refresh.refreshStatus(before.record, { maxAgeSeconds, timeoutMs })
    if (record !== before.record) cache.drop(licenceId)
    if (heldUnder && !record.walletOf.some((index) => heldUnder.includes(index))) return null
    const present = record.revision === before.record.revision ? { record, revision: before.revision } : await cache.get(licenceId)
    const loaded = present && revision !== undefined && revision !== present.record.revision ? await cache.asItWas(present, revision) : present
    const type = loaded && typeFor(loaded.record)
    if (!loaded || !type) return null
    const indexes = subjectId && loaded.revision.members.length > 0 ? await indexesOf(subjectId) : []
    return { licence: toPresentable(loaded, type, { indexes, status }), status }
  }

  const findForVerification: PresentableLicences['findForVerification'] = async (query) => (await getForVerification(query))?.licence ?? null

  return { findOwned, findForVerification, getForVerification }
}
