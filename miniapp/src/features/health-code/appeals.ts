import { AppealFinding, AppealPage, AppealView, OwnAppeal, OwnAppeals, type AppealSummary, type RaiseAppeal } from '@zsb/shared/health-code'
import type { AnswerableKind } from '@/features/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { forgetResources } from '@/platform/resource'
import { onHealthOff } from './status'

const BASE = '/api/v1/health/appeals'
onHealthOff(() => forgetResources(BASE))

// The person stands in what is asked, so nothing here is asked in the name of a child.
export const appealsPath = (personId: string) => `${BASE}?personId=${personId}`
export const appealsSchema = parserOf(OwnAppeals)
const one = parserOf(OwnAppeal)
export const raiseAppeal = (body: RaiseAppeal, key: string) => request(BASE, { method: 'POST', body, idempotencyKey: key, schema: one, asSelf: true })
export const withdrawAppeal = (id: string, key: string) =>
  request(`${BASE}/${id}/withdrawal`, { method: 'POST', body: {}, idempotencyKey: key, schema: one, asSelf: true })

export const APPEALS: AnswerableKind<AppealSummary, AppealView> = {
  name: 'appeal',
  sendId: 'send-answer',
  icon: 'flag',
  base: '/api/v1/staff/health-appeals',
  page: parserOf(AppealPage),
  view: parserOf(AppealView),
  findings: AppealFinding.options,
  shortest: 10,
  settled: ['HEALTH_APPEAL_ANSWERED', 'HEALTH_APPEAL_OWN'],
}
