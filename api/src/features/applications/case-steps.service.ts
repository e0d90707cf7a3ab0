import { isTransferable, tellingOf, type AssignCase, type CaseView, type TransferCase } from '@zsb/shared/application'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { ApplicationSeal, Note } from './application-seal'
import type { ApplicationRecord, ApplicationStore, CaseStep, StoredEvent } from './applications.store'
import type { CaseDeskService } from './case-desk.service'
import type { CaseOfficers } from './case-officers'

interface Parts {
  store: Pick<ApplicationStore, 'change'>
  seal: Pick<ApplicationSeal, 'closeNote'>
  desk: Pick<CaseDeskService, 'findToHandle' | 'toCase'>
  officers: Pick<CaseOfficers, 'placesFor'>
  /** A clerk of this office; null for anybody else. */
  findColleague: (query: { staffId: string; office: string }) => Promise<{ _id: string } | null>
  now: () => Date
}
type Of<T> = T & { id: string; principal: Principal }
interface Step {
  record: ApplicationRecord
  deputyFor: string | null
  action: CaseStep
  set: Partial<ApplicationRecord>
  note: Note | null
  /** Ids that the message and the audit carry. */
  ids: Record<string, string>
  principal: Principal
}
export type CaseStepsService = ReturnType<typeof createCaseSteps>

const NOT_A_COLLEAGUE = { pointer: '/body/staffId', zh: '请选本单位的窗口人员', en: 'Choose a clerk of this office' }
const NOT_THERE = { pointer: '/body/office', zh: '这个事项不能转到那里办', en: 'This item is not handled there' }

/** What passes a case on without moving it 转办: to a colleague, or to another office that handles the item. */
export function createCaseSteps({ store, seal, desk, officers, findColleague, now }: Parts) {
  /** 转交承办人. @throws AppError as a move · REQUEST_INVALID for anybody but a clerk of this office */
  async function assign({ id, version, staffId, principal }: Of<AssignCase>): Promise<CaseView> {
    const { record, deputyFor } = await desk.findToHandle({ id, version, principal })
    if (record.state !== 'open' || record.progress.status === 'concluded') throw new AppError('APPLICATION_MOVED')
    const colleague = await findColleague({ staffId, office: record.office })
    if (!colleague) throw new AppError('REQUEST_INVALID', { fields: [NOT_A_COLLEAGUE] })
    return step({ record, deputyFor, action: 'assign', set: { assignedTo: staffId }, note: null, ids: { assignedTo: staffId }, principal })
  }

  /**
   * 转办 to another office that handles the item. The applicant is told where and why, and his ledger has that the licences he handed in are seen there.
   * @throws AppError as a move · REQUEST_INVALID for an office that does not handle it
   */
  async function transfer({ id, version, office, note: reason, principal }: Of<TransferCase>): Promise<CaseView> {
    const { record, deputyFor } = await desk.findToHandle({ id, version, principal })
    if (record.state !== 'open' || !isTransferable(record.progress.status)) throw new AppError('APPLICATION_MOVED')
    const place = officers.placesFor(record).find(({ code }) => code === office)
    if (!place) throw new AppError('REQUEST_INVALID', { fields: [NOT_THERE] })
    const note = tellingOf({ action: 'transfer', office: place, note: reason })
    return step({ record, deputyFor, action: 'transfer', set: { office, assignedTo: null }, note, ids: { office }, principal })
  }

  /** One transaction under the condition that the case is still as it was read. @throws AppError APPLICATION_MOVED */
  async function step({ record, deputyFor, action, set, note, ids, principal }: Step): Promise<CaseView> {
    const at = now()
    const { _id: id, subjectId, progress, version, history } = record
    const event: StoredEvent = {
      at,
      action,
      status: progress.status,
      by: principal.capacity === 'approver' ? 'approver' : 'officer',
      actorId: principal.staffId ?? principal.personId,
      note: note && seal.closeNote(note, id),
      paper: null,
      deputyFor,
    }
    const changed = await store.change({
      id,
      version,
      set: { ...set, lastAt: at },
      event,
      act: { action: `application.${action}`, actor: actorOf(principal), subjectId, facts: { applicationId: id, ...ids }, ...(note && { reason: note.zh }) },
      tell: {
        topic: 'application.moved',
        key: id,
        ids: {
          applicationId: id,
          action,
          office: set.office ?? record.office,
          status: progress.status,
          own: action === 'assign' ? 'yes' : 'no',
          eventNo: String(history.length),
        },
      },
    })
    if (!changed) throw new AppError('APPLICATION_MOVED')
    return desk.toCase(changed, principal)
  }

  return { assign, transfer }
}
