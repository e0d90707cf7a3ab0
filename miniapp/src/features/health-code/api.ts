import {
  ColourInputs,
  ColourView,
  DeclarationForm,
  DeclarationPage,
  DeclarationView,
  HealthCodeView,
  PrintedCode,
  PrintedCodeList,
  PrintedRevoked,
  DeclaredAtWindow,
  TakenDownList,
  WindowDeclarationForm,
  type DeclareAtWindow,
  type DeclareHealth,
  type FindTakenDown,
  type PrintAtWindow,
  type RevokeAtWindow,
} from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

/** Everything of the health code lies below it: asked for again once the network is back. */
export const HEALTH_BASE = '/api/v1/health'
const BASE = HEALTH_BASE
const PAGE = 20

/** The form of the day, and for whom it may be filled in. */
export const formPath = `${BASE}/declaration-form`
export const formSchema = parserOf(DeclarationForm)

// The person stands in what is sent, so nothing here is asked in the name of a child.
export const createCode = (personId: string) => request(`${BASE}/codes`, { method: 'POST', body: { personId }, schema: parserOf(HealthCodeView), asSelf: true })
export const fetchColour = (personId: string) => request(`${BASE}/colours/${personId}`, { schema: parserOf(ColourView), asSelf: true })

/** What that is worked out from: never kept, only worked with. */
export const fetchInputs = (personId: string) => request(`${BASE}/colours/${personId}/inputs`, { schema: parserOf(ColourInputs), asSelf: true })

/** Every list of declarations begins with it. */
export const declarationsBase = `${BASE}/declarations`
export const declarationsPath = (personId: string) => `${declarationsBase}?personId=${personId}&limit=${PAGE}`
export const declarationsSchema = parserOf(DeclarationPage)
export const fetchEarlierOf = (personId: string) => (after: string) =>
  request(declarationsBase, { query: { personId, limit: PAGE, after }, schema: declarationsSchema, asSelf: true })
export const declare = (body: DeclareHealth, key: string) =>
  request(declarationsBase, { method: 'POST', body, idempotencyKey: key, schema: parserOf(DeclarationView), asSelf: true })

/** 离线码: the one of a person that is good now. */
export const printedPath = (personId: string) => `${BASE}/printed-codes?personId=${personId}`
export const printedSchema = parserOf(PrintedCodeList)
export const askForPrinted = (personId: string, key: string) =>
  request(`${BASE}/printed-codes`, { method: 'POST', body: { personId }, idempotencyKey: key, schema: parserOf(PrintedCode), asSelf: true })
export const printAgain = ({ id, personId }: { id: string; personId: string }) =>
  request(`${BASE}/printed-codes/${id}/prints`, { method: 'POST', body: { personId }, schema: parserOf(PrintedCode), asSelf: true })
export const revokePrinted = ({ id, personId }: { id: string; personId: string }) =>
  request(`${BASE}/printed-codes/${id}/revocation`, { method: 'POST', body: { personId }, asSelf: true })
const WINDOW = '/api/v1/window'
export const printAtWindow = (body: PrintAtWindow, key: string) =>
  request(`${WINDOW}/printed-codes`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(PrintedCode) })
export const windowFormPath = `${WINDOW}/health-declaration-form`
export const windowFormSchema = parserOf(WindowDeclarationForm)
export const declareAtWindow = (body: DeclareAtWindow, key: string) =>
  request(`${WINDOW}/health-declarations`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(DeclaredAtWindow) })
export const findTakenDown = (body: FindTakenDown) => request(`${WINDOW}/health-declaration-lookups`, { method: 'POST', body, schema: parserOf(TakenDownList) })
export const revokeAtWindow = (body: RevokeAtWindow, key: string) =>
  request(`${WINDOW}/printed-code-revocations`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(PrintedRevoked) })
