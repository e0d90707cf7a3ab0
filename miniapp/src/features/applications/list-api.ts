import { ApplicationPage } from '@zsb/shared/application'
import { JointPage } from '@zsb/shared/joint-application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const applicationsPath = '/api/v1/applications?limit=20'
export const applicationsSchema = parserOf(ApplicationPage)
export const fetchEarlier = (after: string) => request('/api/v1/applications', { query: { limit: 20, after }, schema: applicationsSchema })

/** What was handed in once and became several cases 联办; the newest, of which there are few. */
export const jointsPath = '/api/v1/joint-applications?limit=20'
export const jointsSchema = parserOf(JointPage)
