import {
  ErrorReportForStaff,
  ErrorReportPage,
  LicenceLookupResult,
  LicenceTypeList,
  StateChangeView,
  type ErrorReportAnswer,
  type LicenceLookup,
  type StateChangeRequest,
} from '@zsb/shared/licence'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const BASE = '/api/v1/staff/licences'

export const reportsPath = `${BASE}/error-reports?limit=50`
export const reportsSchema = parserOf(ErrorReportPage)
/** Only what the office handles: another type would be looked for in vain. */
export const typesPath = `${BASE}/types`
export const typesSchema = parserOf(LicenceTypeList)

/** Masked, and audited: what is found is read (R20). */
export const findLicences = (wanted: LicenceLookup) => request(`${BASE}/lookups`, { method: 'POST', body: wanted, schema: parserOf(LicenceLookupResult) })
export const askForChange = ({ body, key }: { body: StateChangeRequest; key: string }) =>
  request(`${BASE}/state-changes`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(StateChangeView) })
export const answerReport = ({ id, answer }: { id: string; answer: ErrorReportAnswer }) =>
  request(`${BASE}/error-reports/${id}/answers`, { method: 'POST', body: answer, schema: parserOf(ErrorReportForStaff) })
