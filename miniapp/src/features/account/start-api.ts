import { Me } from '@zsb/shared/holder'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

/** What the tab pages ask of an account; the rest of it, in `api.ts`, stays out of the main package (P12). */
const BASE = '/api/v1'

export const mePath = `${BASE}/me`
export const meSchema = parserOf(Me)

export const sessionsPath = `${BASE}/sessions`
export const endSession = (id: string) => request(`${sessionsPath}/${id}`, { method: 'DELETE', asSelf: true })
export const endThisSession = () => endSession('current')
export const endStaffSession = () => request(`${BASE}/staff-sessions/end`, { method: 'POST', body: {} })
