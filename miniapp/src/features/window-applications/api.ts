import { ApplicationView, CaseView, PickUpFound, type WindowConfirmation } from '@zsb/shared/application'
import { PaperFile } from '@zsb/shared/paper'
import { JointView } from '@zsb/shared/joint-application'
import {
  CaseAtWindow,
  JointAtWindow,
  LicencesToChoose,
  ScannedAtDesk,
  WindowItems,
  type AskAtWindow,
  type AskJointAtWindow,
  type BeginAtWindow,
  type BeginJointAtWindow,
} from '@zsb/shared/window-application'
import type { FillingApi } from '@/features/applications'
import { jointFillingOf, type JointFilling } from '@/features/joint-applications'
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
/** 确认单 of what is in hand under that address. */
export const fetchSheet = (path: string) => request(`${path}/confirmation-sheet`, { schema: parserOf(PaperFile) })
interface HandingIn {
  id: string
  version: number
  /** Files of the signed sheet. */
  sheet: readonly string[]
  key: string
}
const signedBody = ({ version, sheet }: Pick<HandingIn, 'version' | 'sheet'>) => ({ version, signed: true, ...(sheet.length > 0 && { sheet }) })
export const handInSigned = ({ id, key, ...signed }: HandingIn) =>
  request(`${casePath(id)}/submissions`, { method: 'POST', body: signedBody(signed), idempotencyKey: key, schema: parserOf(ApplicationView) })

/** How a form is filled in at the window; handing it in is putting it before the applicant, the way that is chosen by then. */
export const windowFilling = (wayOf: () => WindowConfirmation): FillingApi<ApplicationView> => ({
  atCounter: true,
  fetch: async (id) => (await request(casePath(id), { schema: caseSchema })).application,
  save: async ({ id, version, seen, answers }) =>
    (await request(`${casePath(id)}/answers`, { method: 'PUT', body: { version, seen, answers }, schema: caseSchema })).application,
  submit: async ({ id, body, key }) => (await askAtWindow({ id, body: { ...body, confirm: wayOf() }, key: `${key.slice(0, 50)}-${wayOf()}` })).application,
})

/** Several things at once 一件事 in the clerk's hands; files and licences are reached as those of a case. */
export const jointSchema = parserOf(JointAtWindow)
export const jointPath = (id: string) => `${BASE}/joint-applications/${id}`
export const beginJointAtWindow = ({ body, key }: { body: BeginJointAtWindow; key: string }) =>
  request(`${BASE}/joint-applications`, { method: 'POST', body, idempotencyKey: key, schema: jointSchema })
const askJointAtWindow = ({ id, body, key }: { id: string; body: AskJointAtWindow; key: string }) =>
  request(`${jointPath(id)}/confirmation-requests`, { method: 'POST', body, idempotencyKey: key, schema: jointSchema })
export const handInJointSigned = ({ id, key, ...signed }: HandingIn) =>
  request(`${jointPath(id)}/submissions`, { method: 'POST', body: signedBody(signed), idempotencyKey: key, schema: parserOf(JointView) })
interface OfRole {
  id: string
  role: string
}
/** 授权书 of a second person who stands at the same window. */
export const fetchConsentSheet = ({ id, role }: OfRole) => request(`${jointPath(id)}/consents/${role}/sheet`, { schema: parserOf(PaperFile) })
export const signConsent = ({ id, role, sheet, key }: OfRole & { sheet: readonly string[]; key: string }) =>
  request(`${jointPath(id)}/consents/${role}/signatures`, { method: 'POST', body: { documentSeen: true, sheet }, idempotencyKey: key, schema: jointSchema })

/** How the one form of a bundle is filled in at the window. */
export const windowJointFilling = (of: Pick<Parameters<typeof jointFillingOf>[0], 'guide'>, wayOf: () => WindowConfirmation): FillingApi<JointFilling> =>
  jointFillingOf({
    ...of,
    atCounter: true,
    calls: {
      fetch: async (id) => (await request(jointPath(id), { schema: jointSchema })).joint,
      save: async ({ id, version, answers }) =>
        (await request(`${jointPath(id)}/answers`, { method: 'PUT', body: { version, answers }, schema: jointSchema })).joint,
      submit: async ({ id, body, key }) => (await askJointAtWindow({ id, body: { ...body, confirm: wayOf() }, key: `${key.slice(0, 50)}-${wayOf()}` })).joint,
    },
  })
