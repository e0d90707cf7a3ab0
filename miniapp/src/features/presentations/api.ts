import { PresentationOptions, PresentationState, PresentationView, UnlockState, type PresentationRequest } from '@zsb/shared/presentation'
import * as z from 'zod/mini'
import { request } from '@/platform/request'

const parser = <S extends z.ZodMiniType>(schema: S) => ({ parse: (value: unknown): z.output<S> => z.parse(schema, value) })
const BASE = '/api/v1'

export const optionsPath = (licenceId: string) => `${BASE}/presentation-options/${licenceId}`
export const optionsSchema = parser(PresentationOptions)

export const createPresentation = (body: PresentationRequest) => request(`${BASE}/presentations`, { method: 'POST', body, schema: parser(PresentationView) })
export const fetchPresentation = (id: string) => request(`${BASE}/presentations/${id}`, { schema: parser(PresentationState) })
export const withdrawPresentation = (id: string) => request(`${BASE}/presentations/${id}`, { method: 'DELETE' })
export const unlock = (password: string) =>
  request(`${BASE}/presentation-password/unlocks`, { method: 'POST', body: { password }, schema: parser(UnlockState) })
export const contestUse = (useId: string) => request(`${BASE}/uses/${useId}/contests`, { method: 'POST', body: {} })
