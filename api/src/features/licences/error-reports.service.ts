import type { ErrorReportAnswer, ErrorReportForStaff, ErrorReportView, LicenceType } from '@zsb/shared/licence'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { LicenceSeal } from './licence-seal'
import type { ErrorReport, ErrorReportStore, LicenceRecord, LicenceStore } from './licences.store'

interface Parts {
  store: ErrorReportStore
  licences: Pick<LicenceStore, 'findById'>
  seal: LicenceSeal
  typeOf: (code: string) => LicenceType | null
  /** Types a staff member's office answers for. */
  typesOf: (principal: Principal) => readonly string[]
  newId: (at: Date) => string
  now: () => Date
}

export type ErrorReportService = ReturnType<typeof createErrorReportService>

/** 信息有误: what a holder says is wrong, answered by an office that handles this type. One open report for each field. */
export function createErrorReportService({ store, licences, seal, typeOf, typesOf, newId, now }: Parts) {
  /** @throws AppError LICENCE_FIELD_UNKNOWN · LICENCE_REPORT_OPEN */
  async function report({
    record,
    field,
    text,
    principal,
  }: {
    record: LicenceRecord
    field?: string
    text: string
    principal: Principal
  }): Promise<ErrorReportView> {
    const type = typeOf(record.type)
    if (field && !type?.fields.some(({ code }) => code === field)) throw new AppError('LICENCE_FIELD_UNKNOWN')
    const at = now()
    const id = newId(at)
    const made: ErrorReport = {
      _id: id,
      licenceId: record._id,
      licenceType: record.type,
      subjectId: principal.subjectId,
      reporterId: principal.personId,
      field: field ?? null,
      text: seal.closeText(text, 'report', id),
      at,
      state: 'open',
      answer: null,
      outcome: null,
      answeredAt: null,
      answeredBy: null,
    }
    const act = {
      action: 'licence.errorReported',
      actor: actorOf(principal),
      subjectId: principal.subjectId,
      facts: { licenceId: record._id, field: field ?? null },
    }
    if (!(await store.add(made, act))) throw new AppError('LICENCE_REPORT_OPEN')
    return toView(made)
  }

  const listOf = async ({ licenceId, subjectId }: { licenceId: string; subjectId: string }): Promise<ErrorReportView[]> =>
    (await store.listOfLicence({ licenceId, subjectId, limit: 20 })).map(toView)

  /** What an office has to answer. Holders' own words are in it, so reading a page is an act on record (R18). */
  async function listOpen({
    principal,
    after,
    limit,
  }: {
    principal: Principal
    after: string | null
    limit: number
  }): Promise<{ items: ErrorReportForStaff[]; next: string | null }> {
    const page = await store.listOpen({ licenceTypes: typesOf(principal), after, limit })
    if (page.items.length > 0)
      await store.recordRead({
        action: 'licence.errorReportsRead',
        actor: actorOf(principal),
        subjectId: null,
        facts: { reports: page.items.map(({ _id }) => _id).join(' ') },
      })
    return { items: await Promise.all(page.items.map(toStaffView)), next: page.next }
  }

  /** @throws AppError NOT_FOUND for a type of another office · CONFLICT when a colleague was quicker */
  async function answer({ id, answer: given, principal }: { id: string; answer: ErrorReportAnswer; principal: Principal }): Promise<ErrorReportForStaff> {
    const known = await store.find(id)
    const licenceTypes = typesOf(principal)
    if (!known || !licenceTypes.includes(known.licenceType)) throw new AppError('NOT_FOUND')
    const answered = await store.answer({
      id,
      licenceTypes,
      answer: seal.closeText(given.text, 'answer', id),
      outcome: given.outcome,
      by: principal.staffId ?? principal.personId,
      at: now(),
      act: {
        action: 'licence.errorAnswered',
        actor: actorOf(principal),
        subjectId: known.subjectId,
        facts: { licenceId: known.licenceId, outcome: given.outcome },
      },
      tell: {
        topic: 'licence.reportAnswered',
        key: known.subjectId,
        ids: { reportId: id, licenceId: known.licenceId, licenceType: known.licenceType, subjectId: known.subjectId },
      },
    })
    if (!answered) throw new AppError('CONFLICT')
    return toStaffView(answered)
  }

  const toView = ({ _id: id, at, state, field, answer: sealed, outcome, answeredAt }: ErrorReport): ErrorReportView => ({
    id,
    at: at.toISOString(),
    state,
    field,
    answer: sealed && seal.openText(sealed, 'answer', id),
    outcome,
    answeredAt: answeredAt?.toISOString() ?? null,
  })

  async function toStaffView(made: ErrorReport): Promise<ErrorReportForStaff> {
    const licence = await licences.findById(made.licenceId)
    const type = typeOf(made.licenceType)
    return {
      ...toView(made),
      licenceName: { zh: type?.zh ?? '', en: type?.en ?? '' },
      identifier: licence?.identifier ?? '',
      text: seal.openText(made.text, 'report', made._id),
    }
  }

  return { report, listOf, listOpen, answer }
}
