import { ApplicationView, CaseView, PickUpFound, type WindowConfirmation } from '@zsb/shared/application'
import { PaperFile } from '@zsb/shared/paper'
import { CaseAtWindow, LicencesToChoose, ScannedAtDesk, WindowItems, type AskAtWindow, type BeginAtWindow } from '@zsb/shared/window-application'
import type { FillingApi } from '@/features/applications'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1/window'
export const caseSchema = parserOf(CaseAtWindow)
export const casePath = (id: string) => `${BASE}/applications/${id}`
export const uploadsPath = (id: string) => `${casePath(id)}/uploads`

const toChoose = { schema: parserOf(LicencesToChoose) }
/** Whose licences the form chooses from: the applicant's. */
export const walletAt = (id: string) => ({ path: `${casePath(id)}/licences`, options: toChoose, isOwn: false })

/** A case of the queue, where it has become one. */
export const handedInPath = (id: string) => `/api/v1/staff/applications/${id}`
export const handedInSchema = parserOf(CaseView)

export const itemsPath = `${BASE}/application-items`
export const itemsSchema = parserOf(WindowItems)

export const scanAtDesk = ({ text, key }: { text: string; key: string }) =>
  request(`${BASE}/application-scans`, { method: 'POST', body: { text }, idempotencyKey: key, schema: parserOf(ScannedAtDesk) })
/** The case of this office that waits to be fetched under a 取件码. */
export const findPickUp = (code: string) =>
  request('/api/v1/staff/applications/pick-up-scans', { method: 'POST', body: { code }, schema: parserOf(PickUpFound) })
export const beginAtWindow = ({ body, key }: { body: BeginAtWindow; key: string }) =>
  request(`${BASE}/applications`, { method: 'POST', body, idempotencyKey: key, schema: caseSchema })

interface Asking {
  id: string
  body: AskAtWindow
  key: string
}
/** What is to be handed in is put before the applicant. */
export const askAtWindow = ({ id, body, key }: Asking) =>
  request(`${casePath(id)}/confirmation-requests`, { method: 'POST', body, idempotencyKey: key, schema: caseSchema })
export const fetchSheet = (id: string) => request(`${casePath(id)}/confirmation-sheet`, { schema: parserOf(PaperFile) })
interface HandingIn {
  id: string
  version: number
  /** Files of the signed sheet. */
  sheet: readonly string[]
  key: string
}
export const handInSigned = ({ id, version, sheet, key }: HandingIn) => {
  const body = { version, signed: true, ...(sheet.length > 0 && { sheet }) }
  return request(`${casePath(id)}/submissions`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(ApplicationView) })
}

/** How a form is filled in at the window; handing it in is putting it before the applicant, the way that is chosen by then. */
export const windowFilling = (wayOf: () => WindowConfirmation): FillingApi<ApplicationView> => ({
  atCounter: true,
  fetch: async (id) => (await request(casePath(id), { schema: caseSchema })).application,
  save: async ({ id, version, answers }) =>
    (await request(`${casePath(id)}/answers`, { method: 'PUT', body: { version, answers }, schema: caseSchema })).application,
  submit: async ({ id, body, key }) => (await askAtWindow({ id, body: { ...body, confirm: wayOf() }, key: `${key.slice(0, 50)}-${wayOf()}` })).application,
})
