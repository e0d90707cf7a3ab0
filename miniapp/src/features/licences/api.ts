import { ErrorReportView, LicenceView, RevealedField, WalletView, type ErrorReportRequest } from '@zsb/shared/licence'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const walletPath = '/api/v1/licences'
export const walletSchema = parserOf(WalletView)
export const licencePath = (id: string) => `${walletPath}/${id}`
export const licenceSchema = parserOf(LicenceView)

/** Asks every library again; as long as the slowest of them takes. */
export const collectAgain = () => request(`${walletPath}/refreshes`, { method: 'POST', body: {}, schema: walletSchema, timeoutMs: 20_000 })
export const revealField = (id: string, field: string) =>
  request(`${licencePath(id)}/reveals`, { method: 'POST', body: { field }, schema: parserOf(RevealedField) })
export const reportError = (id: string, body: ErrorReportRequest) =>
  request(`${licencePath(id)}/error-reports`, { method: 'POST', body, schema: parserOf(ErrorReportView) })
