import { NoticePage } from '@zsb/shared/notice'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const noticesPath = '/api/v1/notices'
export const noticesSchema = parserOf(NoticePage)

export const fetchEarlier = (after: string) => request(noticesPath, { query: { after }, schema: noticesSchema, asSelf: true })
export const markRead = (id: string) => request(`${noticesPath}/${id}/reads`, { method: 'POST', body: {}, asSelf: true })
export const markAllRead = () => request(`${noticesPath}/reads`, { method: 'POST', body: {}, asSelf: true })
