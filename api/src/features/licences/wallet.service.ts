import { maskValue, standingOn, valueOf, type LicenceCardView, type LicenceType, type LicenceView, type WalletView } from '@zsb/shared/licence'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { CollectService } from './collect.service'
import type { LicenceSeal } from './licence-seal'
import type { ErrorReportStore, LicenceContent, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: LicenceStore
  reports: ErrorReportStore
  seal: LicenceSeal
  collect: CollectService
  typeOf: (code: string) => LicenceType | null
  /** Document numbers a subject is known by; the first is the present one. Injected: holders know them. */
  numbersOf: (subjectId: string) => Promise<string[]>
  /** A reveal is an audited act, and stands in the holder's ledger. */
  onRevealed: (event: { licenceId: string; licenceType: string; field: string; principal: Principal; at: Date; id: string }) => Promise<void>
  encryptText: (text: string, recordId: string) => string
  newId: (at: Date) => string
  now: () => Date
}

const FRESH_MS = 10 * 60 * 1000

export type WalletService = ReturnType<typeof createWalletService>

/** The wallet 证照: cards, one licence in full, reveals, reports of errors. Somebody else's licence answers like none. */
export function createWalletService(parts: Parts) {
  const { store, seal, collect, typeOf, now, newId } = parts

  const indexesOf = async (subjectId: string) => (await parts.numbersOf(subjectId)).map(seal.holderIndex)

  /** What lies in the wallet; the first look gathers from the libraries, later ones do when it is older than ten minutes. */
  async function list(principal: Principal): Promise<WalletView> {
    const [number] = await parts.numbersOf(principal.subjectId)
    if (!number) return { items: [], libraries: [], asOf: now().toISOString() }
    const last = await collect.outcomes(seal.holderIndex(number))
    const isFresh = last.every(({ state, asOf }) => state === 'ok' && asOf !== null && now().getTime() - Date.parse(asOf) < FRESH_MS)
    return isFresh ? read(principal, last) : refresh(principal)
  }

  async function refresh(principal: Principal): Promise<WalletView> {
    const [number] = await parts.numbersOf(principal.subjectId)
    return number ? read(principal, await collect.collectFor(number)) : { items: [], libraries: [], asOf: now().toISOString() }
  }

  async function read(principal: Principal, libraries: WalletView['libraries']): Promise<WalletView> {
    const records = await store.listByHolder(await indexesOf(principal.subjectId))
    const items = records.flatMap((record) => {
      const type = typeOf(record.type)
      return type ? [toCard(record, seal.open(record.sealed, record._id), type)] : []
    })
    items.sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (a.id < b.id ? -1 : 1))
    return { items, libraries, asOf: now().toISOString() }
  }

  function toCard(record: LicenceRecord, content: LicenceContent, type: LicenceType): LicenceCardView {
    const standing = standingOn(type, record, toCalendarDate(now()))
    const numberField = type.fields.find((field) => field.code === type.display.numberField)
    return {
      id: record._id,
      type: type.code,
      family: type.family,
      name: { zh: type.zh, en: type.en },
      numberMasked: maskValue(content.number, numberField?.mask === 'none' ? 'none' : 'number'),
      holderName: content.holderName,
      issuer: content.issuer,
      meaning: standing.meaning,
      legalWord: standing.legalWord,
      daysLeft: standing.daysLeft,
      expiresSoon: standing.expiresSoon,
      validToDay: record.validToDay,
      statusAsOf: record.checkedAt.toISOString(),
    }
  }

  /** @throws AppError NOT_FOUND */
  async function findMine(id: string, principal: Principal): Promise<{ record: LicenceRecord; content: LicenceContent; type: LicenceType }> {
    const record = await store.findById(id)
    const mine = record && (await indexesOf(principal.subjectId)).some((index) => record.holders.some((holder) => holder.index === index))
    const type = record && typeOf(record.type)
    if (!record || !mine || !type) throw new AppError('NOT_FOUND')
    return { record, content: seal.open(record.sealed, record._id), type }
  }

  async function get({ id, principal }: { id: string; principal: Principal }): Promise<LicenceView> {
    const { record, content, type } = await findMine(id, principal)
    const today = toCalendarDate(now())
    return {
      ...toCard(record, content, type),
      identifier: record.identifier,
      identifierForm: record.identifierForm,
      issuedOn: content.issuedOn,
      validFromDay: record.validFromDay,
      fields: type.fields.flatMap((field) => {
        const value = valueOf(field, content.fields, today)
        const masked = field.sensitive && field.mask !== 'none'
        if (!value || field.kind === 'photo') return []
        return [{ code: field.code, zh: field.zh, en: field.en, kind: field.kind, value: masked ? maskValue(value, field.mask) : value, sensitive: field.sensitive, masked }]
      }),
      history: record.history.map(({ at, action, from, to }) => ({ at: at.toISOString(), action: wordsOfAction(type, action, from, to), state: wordsOfState(type, to) })),
    }
  }

  /** One masked value in full: an audited act (R20). @throws AppError NOT_FOUND */
  async function reveal({ id, field, principal }: { id: string; field: string; principal: Principal }) {
    const { record, content, type } = await findMine(id, principal)
    const known = type.fields.find((candidate) => candidate.code === field)
    if (!known) throw new AppError('NOT_FOUND')
    const at = now()
    await parts.onRevealed({ licenceId: record._id, licenceType: type.code, field, principal, at, id: newId(at) })
    return { code: field, value: valueOf(known, content.fields, toCalendarDate(at)) }
  }

  async function reportError({ id, field, text, principal }: { id: string; field?: string; text: string; principal: Principal }) {
    const { record } = await findMine(id, principal)
    const at = now()
    const reportId = newId(at)
    await parts.reports.add({ _id: reportId, licenceId: record._id, subjectId: principal.subjectId, reporterId: principal.personId, field: field ?? null, text: parts.encryptText(text, reportId), at, state: 'open' })
    return { id: reportId, at: at.toISOString(), state: 'open' as const }
  }

  return { list, refresh, get, reveal, reportError, indexesOf }
}

/** Order of the cards: what is shown most often lies on top. */
const ORDER = ['drivingLicence', 'residentIdCard', 'socialSecurityCard', 'birthCertificate', 'householdRegister', 'disabilityCertificate', 'businessLicence', 'foodBusinessLicence']

const UNKNOWN = { zh: '状态不明', en: 'State unknown' }
const LIBRARY = { zh: '发证库变更', en: 'Changed by the library' }
const wordsOfState = (type: LicenceType, code: string) => {
  const state = type.states.find((candidate) => candidate.code === code)
  return state ? { zh: state.zh, en: state.en } : UNKNOWN
}
function wordsOfAction(type: LicenceType, action: string, from: string, to: string) {
  const move = type.moves.find((candidate) => (action === 'library' ? candidate.to === to && candidate.from.includes(from) : candidate.action === action))
  return move ? { zh: move.zh, en: move.en } : LIBRARY
}
