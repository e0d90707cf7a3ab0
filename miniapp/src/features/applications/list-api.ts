import { ApplicationPage } from '@zsb/shared/application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const applicationsPath = '/api/v1/applications?limit=20'
export const applicationsSchema = parserOf(ApplicationPage)
export const fetchEarlier = (after: string) => request('/api/v1/applications', { query: { limit: 20, after }, schema: applicationsSchema })
