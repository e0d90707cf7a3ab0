import { HealthCheckPage, HealthCheckView, RecolouringList } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1/staff/health-checks'
const PAGE = 20
export const checksPath = `${BASE}?limit=${PAGE}`
export const checksSchema = parserOf(HealthCheckPage)
export const recolouringsPath = '/api/v1/staff/health-recolourings'
export const recolouringsSchema = parserOf(RecolouringList)
export const fetchEarlier = (after: string) => request(BASE, { query: { limit: PAGE, after }, schema: checksSchema })
export const askCheck = (_: 'now', key: string) => request(BASE, { method: 'POST', body: {}, idempotencyKey: key, schema: parserOf(HealthCheckView) })
