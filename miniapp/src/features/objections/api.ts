import { CaseObjections, type RaiseObjection } from '@zsb/shared/objection'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const objectionsPath = (applicationId: string) => `/api/v1/applications/${applicationId}/objections`
export const objectionsSchema = parserOf(CaseObjections)
export const raiseObjection = ({ id, body, key }: { id: string; body: RaiseObjection; key: string }) =>
  request(objectionsPath(id), { method: 'POST', body, idempotencyKey: key, schema: objectionsSchema })

/** It is no longer as it was seen: what it is now has to be asked for. */
export const isDecidedMeanwhile = ({ code }: { code: string }): boolean => code === 'OBJECTION_EXISTS' || code === 'OBJECTION_NOT_OPEN'
