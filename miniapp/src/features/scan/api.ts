import { PlaceCodeRead, PlaceVisit } from '@zsb/shared/place'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1'
/** One's own visit, whomever one acts for. */
export const readPlaceCode = (code: string) =>
  request(`${BASE}/place-code-readings`, { method: 'POST', body: { code }, schema: parserOf(PlaceCodeRead), asSelf: true })
export const recordVisit = (code: string, key: string) =>
  request(`${BASE}/place-visits`, { method: 'POST', body: { code }, idempotencyKey: key, schema: parserOf(PlaceVisit), asSelf: true })
