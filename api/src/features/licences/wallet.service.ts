import {
  maskValue,
  periodOf,
  valueOf,
  type LicenceCardView,
  type LicenceHistoryPage,
  type LicenceType,
  type LicenceView,
  type RevealedField,
  type WalletView,
} from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Log } from '../../platform/log/log'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { DocumentKey } from './adapters/library'
import type { CollectService } from './collect.service'
import type { ConsentGate } from './consent-gate'
import type { ErrorReportService } from './error-reports.service'
import type { LicenceSeal } from './licence-seal'
import { standingOf, stateWords } from './licence-standing'
import type { HistoryEntry, LicenceRecord, LicenceRevision, LicenceStore } from './licences.store'

interface Parts {
  store: LicenceStore
  seal: LicenceSeal
  collect: CollectService
  gate: Pick<ConsentGate, 'requireFor' | 'requireChild'>
  reports: Pick<ErrorReportService, 'listOf'>
  typeFor: (record: LicenceRecord) => LicenceType | null
  /** Current documents of a subject by exchange code. Injected: holders know them. */
  documentsOf: (subjectId: string) => Promise<DocumentKey[]>
  newId: (at: Date) => string
  now: () => Date
  log: Log
}

/** After this the libraries are asked again, behind the answer that is already given. */
const STALE_MS = 10 * 60 * 1000
const MOST_LICENCES = 100
const HISTORY_SHOWN = 20
const HIDE_AFTER_SECONDS = 60

export type WalletService = ReturnType<typeof createWalletService>

/** The wallet 证照: cards, one licence in full, reveals, history. Somebody else's licence answers like none. */
export function createWalletService({ store, seal, collect, gate, reports, typeFor, documentsOf, newId, now, log }: Parts) {
  /** The first look gathers from the libraries; later ones show what is known, and gather again when it is older than ten minutes. */
  async function list(principal: Principal): Promise<WalletView> {
    await gate.requireChild(principal)
    const { subjectId } = principal
    const documents = await documentsOf(subjectId)
    const last = await collect.outcomes({ subjectId, documents })
    if (last.some(({ state }) => state === 'never')) return read(documents, await collect.collectFor({ subjectId, documents }))
    const asked = last.filter(({ state }) => state !== 'consentNeeded')
    const isStale = asked.some(({ state, asOf }) => state !== 'ok' || asOf === null || now().getTime() - Date.parse(asOf) > STALE_MS)
    if (isStale) collectInBackground(principal.subjectId)
    return read(documents, last)
  }

  /**
   * The licence of a type that is in force and lies in the wallet of whoever acts, by its number; null for every other. Only of a type whose number is public
   * and masked nowhere, as a firm's 统一社会信用代码 is.
   */
  async function findInForce({ type, number, principal }: { type: string; number: string; principal: Principal }): Promise<LicenceCardView | null> {
    const { items } = await list(principal)
    return items.find((card) => card.type === type && card.meaning === 'valid' && card.numberMasked === number) ?? null
  }

  /** Pull to refresh: everything is asked for anew, so that every card is as fresh as its library. */
  async function refresh(principal: Principal): Promise<WalletView> {
    await gate.requireChild(principal)
    const documents = await documentsOf(principal.subjectId)
    return read(documents, await collect.collectFor({ subjectId: principal.subjectId, documents, whole: true }))
  }

  /** On sign-in and real-naming: nobody waits for it, and nothing fails with it. */
  function collectInBackground(subjectId: string): void {
    void documentsOf(subjectId)
      .then((documents) => collect.collectFor({ subjectId, documents }))
      .catch((cause: unknown) => log.warn('licences.collectFailed', { cause }))
  }

  async function read(documents: readonly DocumentKey[], libraries: WalletView['libraries']): Promise<WalletView> {
    const indexes = documents.map(seal.holderIndex)
    const records = await store.listWallet({ indexes, limit: MOST_LICENCES })
    const revisions = new Map((await store.findRevisions(records.map(revisionId))).map((revision) => [revision._id, revision]))
    const hidden = new Set(libraries.filter(({ state }) => state === 'consentNeeded').map(({ code }) => code))
    const items = records.flatMap((record) => {
      if (hidden.has(record.library)) return []
      const [type, revision] = [typeFor(record), revisions.get(revisionId(record))]
      return type && revision ? [toCard({ record, revision, type, indexes })] : []
    })
    items.sort((a, b) => place(a.type) - place(b.type) || (a.id < b.id ? -1 : 1))
    return { items, libraries, asOf: now().toISOString() }
  }

  function toCard({ record, revision, type, indexes }: Mine): LicenceCardView {
    const standing = standingOf(record, type, now())
    const { numberField, holderField } = type.display
    const values = seal.open(revision, { only: [numberField, holderField], indexes })
    return {
      id: record._id,
      type: type.code,
      family: type.family,
      name: { zh: type.zh, en: type.en },
      numberMasked: maskOf(type, numberField, values[numberField] ?? ''),
      holderName: maskOf(type, holderField, values[holderField] ?? ''),
      issuer: record.issuer,
      meaning: standing.meaning,
      legalWord: standing.legalWord,
      daysLeft: standing.daysLeft,
      expiresSoon: standing.expiresSoon,
      validToDay: periodOf(type, record).validToDay,
      statusAsOf: record.checkedAt.toISOString(),
      library: record.library,
      sensitive: type.sensitive,
    }
  }

  /** @throws AppError NOT_FOUND · LICENCE_CONSENT_REQUIRED · SENSITIVE_CONSENT_REQUIRED for a child's without the consent to use its data */
  async function findMine(id: string, principal: Principal): Promise<Mine> {
    await gate.requireChild(principal)
    const indexes = (await documentsOf(principal.subjectId)).map(seal.holderIndex)
    const record = await store.findInWallet({ id, indexes })
    if (record) await gate.requireFor({ subjectId: principal.subjectId, library: record.library })
    const type = record && typeFor(record)
    const [revision] = record ? await store.findRevisions([revisionId(record)]) : []
    if (!record || !type || !revision) throw new AppError('NOT_FOUND')
    return { record, revision, type, indexes }
  }

  async function get({ id, principal }: { id: string; principal: Principal }): Promise<LicenceView> {
    const mine = await findMine(id, principal)
    const { record, revision, type, indexes } = mine
    const today = toCalendarDate(now())
    const values = seal.open(revision, { only: type.fields.filter(({ kind }) => kind !== 'photo').map(({ code }) => code), indexes })
    const hasPhoto = revision.fields.some(({ code }) => type.fields.some((field) => field.kind === 'photo' && field.code === code))
    return {
      ...toCard(mine),
      identifier: record.identifier,
      identifierForm: record.identifierForm,
      revision: record.revision,
      issuedOn: record.issuedOn,
      validFromDay: periodOf(type, record).validFromDay,
      stateSince: record.stateSince.toISOString(),
      basis: record.basis,
      fields: inOrder(type).flatMap((field) => {
        const { code, zh, en, kind, unit, sensitive } = field
        const value = kind === 'photo' ? '' : valueOf(field, values, today)
        if (value === '' && !(kind === 'photo' && hasPhoto)) return []
        const masked = kind === 'photo' || field.mask !== 'none'
        return [{ code, zh, en, kind, ...(unit && { unit }), value: masked ? maskValue(value, field.mask) : value, sensitive, masked }]
      }),
      history: record.history
        .slice(-HISTORY_SHOWN)
        .reverse()
        .map((entry) => toEntry(entry, type)),
      reports: await reports.listOf({ licenceId: record._id, subjectId: principal.subjectId }),
    }
  }

  /** 变更履历, newest first; the cursor counts from the oldest entry kept. */
  async function history({
    id,
    after,
    limit,
    principal,
  }: {
    id: string
    after: number | null
    limit: number
    principal: Principal
  }): Promise<LicenceHistoryPage> {
    const { record, type } = await findMine(id, principal)
    const end = Math.min(after ?? record.history.length, record.history.length)
    const start = Math.max(0, end - limit)
    const items = record.history.slice(start, end).reverse()
    return { items: items.map((entry) => toEntry(entry, type)), next: start > 0 ? String(start) : null }
  }

  /** One value in full: an audited act, and a line in the holder's ledger (R20). @throws AppError NOT_FOUND */
  async function reveal({ id, field, principal }: { id: string; field: string; principal: Principal }): Promise<RevealedField> {
    const { record, revision, type, indexes } = await findMine(id, principal)
    const known = type.fields.find((candidate) => candidate.code === field)
    const value = known && valueOf(known, seal.open(revision, { only: [field, known.from ?? field], indexes }), toCalendarDate(now()))
    if (!value) throw new AppError('NOT_FOUND')
    const at = now()
    const ids = {
      revealId: newId(at),
      licenceId: record._id,
      licenceType: type.code,
      subjectId: principal.subjectId,
      personId: principal.personId,
      capacity: principal.capacity,
      field,
    }
    // A value is shown only when both are on record.
    await store.leaveTrail({
      act: {
        action: 'licence.revealed',
        actor: actorOf(principal),
        subjectId: principal.subjectId,
        facts: { licenceId: record._id, revision: record.revision, field },
      },
      tell: { topic: 'licence.revealed', key: principal.subjectId, ids },
    })
    return { code: field, value, at: at.toISOString(), hideAfterSeconds: HIDE_AFTER_SECONDS }
  }

  return { list, findInForce, refresh, get, history, reveal, collectInBackground, findMine }
}

interface Mine {
  record: LicenceRecord
  revision: LicenceRevision
  type: LicenceType
  indexes: readonly string[]
}
const revisionId = ({ _id, revision }: LicenceRecord) => `${_id}@${revision}`

/** The template of the type says what stands first on its card 展示模板; the rest follows as the type lists it. */
function inOrder({ fields, display }: LicenceType): LicenceType['fields'] {
  const lead = display.lines.flatMap((code) => fields.find((field) => field.code === code) ?? [])
  return [...lead, ...fields.filter((field) => !lead.includes(field))]
}

function maskOf(type: LicenceType, code: string, value: string): string {
  const field = type.fields.find((candidate) => candidate.code === code)
  return maskValue(value, field?.mask ?? 'all')
}

/** Order of the cards: what is shown most often lies on top; types the list does not know follow. */
const ORDER = [
  'drivingLicence',
  'residentIdCard',
  'socialSecurityCard',
  'birthCertificate',
  'householdRegister',
  'disabilityCertificate',
  'businessLicence',
  'foodBusinessLicence',
]
const place = (type: string) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length)

const BY_LIBRARY = { zh: '发证库变更', en: 'Changed by the library' }
const RENEWED = { zh: '准予延续', en: 'Renewed' }
const REVISED = { zh: '信息更新', en: 'Details updated' }
function toEntry({ at, action, from, to, by, basis, revision }: HistoryEntry, type: LicenceType): LicenceHistoryPage['items'][number] {
  const move = type.moves.find((candidate) => (action === 'library' ? candidate.to === to && candidate.from.includes(from) : candidate.action === action))
  const words = action === 'renew' ? RENEWED : from === to ? REVISED : move ? { zh: move.zh, en: move.en } : BY_LIBRARY
  return { at: at.toISOString(), action: words, state: stateWords(type, to), by, basis, revision }
}
