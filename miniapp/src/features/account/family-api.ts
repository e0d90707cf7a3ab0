import { Family, FamilyMember, type AddChild } from '@zsb/shared/family'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

export const familyPath = '/api/v1/family'
export const familySchema = parserOf(Family)

export const removeChild = (childId: string) => request(`${familyPath}/children/${childId}`, { method: 'DELETE', asSelf: true })
export const addChild = (body: AddChild) =>
  request(`${familyPath}/children`, { method: 'POST', body, schema: parserOf(FamilyMember), asSelf: true, timeoutMs: 20_000 })
