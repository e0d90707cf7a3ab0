import { ErrorReportView, LicenceView, RevealedField, WalletView, type ErrorReportRequest } from '@zsb/shared/licence'
import type { SensitivePurpose } from '@zsb/shared/privacy'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const walletPath = '/api/v1/licences'
const walletSchema = parserOf(WalletView)
/** The first look gathers from every library 归集, and pulling down asks them again: both take as long as the slowest of them. */
const GATHER_MS = 20_000
/** How every screen asks for the wallet. */
export const walletOptions = { schema: walletSchema, keepAs: 'wallet', timeoutMs: GATHER_MS }
export const licencePath = (id: string) => `${walletPath}/${id}`
export const licenceSchema = parserOf(LicenceView)

/** Asks every library again. */
export const collectAgain = () => request(`${walletPath}/refreshes`, { method: 'POST', body: {}, schema: walletSchema, timeoutMs: GATHER_MS })
/** 单独同意 for a sensitive purpose, by whoever acts, for whom he acts. */
export const agreeTo = (purpose: SensitivePurpose) => request('/api/v1/consents/sensitive', { method: 'POST', body: { purpose, decision: 'agree' } })
export const revealField = (id: string, field: string) =>
  request(`${licencePath(id)}/reveals`, { method: 'POST', body: { field }, schema: parserOf(RevealedField) })
export const reportError = (id: string, body: ErrorReportRequest) =>
  request(`${licencePath(id)}/error-reports`, { method: 'POST', body, schema: parserOf(ErrorReportView) })
