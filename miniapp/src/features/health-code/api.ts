import { ColourView, DeclarationForm, DeclarationPage, DeclarationView, HealthCodeView, type DeclareHealth } from '@zsb/shared/health-code'
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

/** Every list of declarations begins with it. */
export const declarationsBase = `${BASE}/declarations`
export const declarationsPath = (personId: string) => `${declarationsBase}?personId=${personId}&limit=${PAGE}`
export const declarationsSchema = parserOf(DeclarationPage)
export const fetchEarlierOf = (personId: string) => (after: string) =>
  request(declarationsBase, { query: { personId, limit: PAGE, after }, schema: declarationsSchema, asSelf: true })
export const declare = (body: DeclareHealth, key: string) =>
  request(declarationsBase, { method: 'POST', body, idempotencyKey: key, schema: parserOf(DeclarationView), asSelf: true })
