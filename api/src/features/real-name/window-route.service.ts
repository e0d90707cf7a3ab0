import { randomInt } from 'node:crypto'
import {
  WINDOW_CODE_LIFE_SECONDS,
  type WindowConfirmed,
  type WindowLookupView,
  type WindowRefusalReason,
  type WindowRefused,
  type WindowRequestView,
  type DocumentClaim,
} from '@zsb/shared/holder'
import { maskPersonName } from '@zsb/shared/identity'
import type { DocumentType, IdentityDocumentFormat } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type Actor, type HolderService } from '../holders'
import { OUTCOME_WORDS } from './outcome-words'
import { readClaim } from './read-claim'
import type { RealNameStore, WindowRequestRecord } from './real-name.store'

interface Parts {
  store: RealNameStore
  holders: Pick<HolderService, 'get' | 'establish' | 'keepClaim' | 'claimOf' | 'isOwn'>
  formatOf: (type: DocumentType) => IdentityDocumentFormat
  documentIndex: (document: { documentType: string; number: string }) => string
  codeIndex: (code: string) => string
  onDisplaced: (displaced: { personId: string; by: Actor }) => Promise<void>
  newId: (at: Date) => string
  toDay: (at: Date) => string
  now: () => Date
}
export type WindowRoute = ReturnType<typeof createWindowRoute>

/**
 * Real-naming without a face 窗口实名: the person takes a code to any window, the clerk compares the document with the person.
 * It gives the same level as a face check (人脸识别技术应用安全管理办法), and it is the way for passports and name changes.
 */
export function createWindowRoute(parts: Parts) {
  const { store, holders, now } = parts

  /** @throws AppError REAL_NAME_CLAIM_MISSING · REQUEST_INVALID with the reason for a number that cannot be one */
  async function request({ principal, document }: { principal: Principal; document?: DocumentClaim }): Promise<WindowRequestView> {
    if (document) await claim({ principal, document })
    const claimed = holders.claimOf(await holders.get(principal.personId))
    if (!claimed) throw new AppError('REAL_NAME_CLAIM_MISSING')
    const at = now()
    const expiresAt = new Date(at.getTime() + WINDOW_CODE_LIFE_SECONDS * 1000)
    const act = { action: 'realName.windowRequested', actor: actorOf(principal), subjectId: principal.personId }
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const code = String(randomInt(100_000_000)).padStart(8, '0')
      const record: WindowRequestRecord = {
        _id: parts.newId(at),
        codeIndex: parts.codeIndex(code),
        personId: principal.personId,
        claimIndex: parts.documentIndex(claimed),
        deviceId: principal.deviceId,
        state: 'open',
        requestedAt: at,
        expiresAt,
        confirmedBy: null,
        settledAt: null,
        spentAt: null,
      }
      if (await store.addWindowRequest(record, act)) return { code, expiresAt: expiresAt.toISOString() }
    }
    throw new AppError('CONFLICT')
  }

  async function claim({ principal, document }: { principal: Principal; document: DocumentClaim }): Promise<void> {
    const read = readClaim({ claim: document, format: parts.formatOf(document.documentType), today: parts.toDay(now()) })
    if (!read.ok) throw new AppError('REQUEST_INVALID', { fields: [{ pointer: '/body/document/number', ...OUTCOME_WORDS[read.error] }] })
    await holders.keepClaim({ personId: principal.personId, person: read.value, registerFits: false, actor: actorOf(principal) })
  }

  /** The request behind a code with the claim it was made for. @throws AppError REAL_NAME_CODE_UNKNOWN · REAL_NAME_OWN_CASE */
  async function find(code: string, principal: Principal) {
    const record = await store.findWindowRequest({ codeIndex: parts.codeIndex(code), at: now() })
    if (!record) throw new AppError('REAL_NAME_CODE_UNKNOWN')
    const holder = await holders.get(record.personId)
    if (await holders.isOwn({ personId: principal.personId, holder })) throw new AppError('REAL_NAME_OWN_CASE')
    const person = holders.claimOf(holder)
    if (!person || parts.documentIndex(person) !== record.claimIndex) throw new AppError('REAL_NAME_CODE_UNKNOWN')
    return { record, holder, person }
  }

  /** Shows the clerk what to compare with; the reading itself goes into the audit trail (R20). */
  async function lookUp({ principal, code }: { principal: Principal; code: string }): Promise<WindowLookupView> {
    const { record, holder, person } = await find(code, principal)
    await store.recordReveal({ action: 'realName.revealed', actor: actorOf(principal), subjectId: holder._id, facts: { requestId: record._id } })
    return { name: person.name, documentType: person.documentType, number: person.number, expiresAt: record.expiresAt.toISOString() }
  }

  /** The clerk has compared document, person and screen. Once per code, which is spent with the naming itself or not at all. */
  async function confirm({ principal, code }: { principal: Principal; code: string }): Promise<WindowConfirmed> {
    const { record, holder, person } = await find(code, principal)
    const actor = actorOf(principal)
    const act = { action: 'realName.windowConfirmed', actor, subjectId: holder._id, facts: { requestId: record._id } }
    const settlement = { id: record._id, state: 'confirmed' as const, by: principal.staffId ?? '', at: now(), act }
    const read = readClaim({ claim: person, format: parts.formatOf(person.documentType), today: parts.toDay(now()) })
    const done = await holders.establish({
      personId: holder._id,
      person: read.ok ? read.value : person,
      proof: 'window',
      deviceId: record.deviceId,
      actor,
      alongside: (tx) => store.settleWindowRequest(settlement, tx),
    })
    if (done.outcome === 'stopped') throw new AppError('REAL_NAME_CODE_UNKNOWN')
    if (done.outcome !== 'passed') throw new AppError('REAL_NAME_FIXED')
    if (done.displacedId) await parts.onDisplaced({ personId: done.displacedId, by: actorOf(principal) })
    return { nameMasked: maskPersonName(person.name), level: done.holder.level, merged: done.merged }
  }

  /** Document, claim and person do not fit: the code is spent, the reason on record, and the person is told what to do next. */
  async function refuse({ principal, code, reason }: { principal: Principal; code: string; reason: WindowRefusalReason }): Promise<WindowRefused> {
    const { record, holder } = await find(code, principal)
    const at = now()
    const act = { action: 'realName.windowRefused', actor: actorOf(principal), subjectId: holder._id, facts: { requestId: record._id, reason } }
    const tell = { topic: 'realName.windowRefused', key: holder._id, ids: { requestId: record._id, personId: holder._id, reason } }
    if (!(await store.settleWindowRequest({ id: record._id, state: 'refused', by: principal.staffId ?? '', at, act, tell })))
      throw new AppError('REAL_NAME_CODE_UNKNOWN')
    return { refusedAt: at.toISOString() }
  }

  return { request, lookUp, confirm, refuse }
}
