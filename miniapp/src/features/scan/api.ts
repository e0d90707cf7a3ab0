import { PlaceCodeRead, PlaceVisit, type VisitPlace } from '@zsb/shared/place'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1'
/** By oneself, whomever one acts for: one's own visit, and that of a child who is there too. */
export const readPlaceCode = (code: string) =>
  request(`${BASE}/place-code-readings`, { method: 'POST', body: { code }, schema: parserOf(PlaceCodeRead), asSelf: true })
/** @param personId the child for whom it is; null for oneself */
export const recordVisit = ({ code, personId, key }: { code: string; personId: string | null; key: string }) => {
  const body: VisitPlace = { code, ...(personId !== null && { personId }) }
  return request(`${BASE}/place-visits`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(PlaceVisit), asSelf: true })
}
