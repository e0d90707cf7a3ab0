import { FreezeResult } from '@zsb/shared/holder'
import { SceneList } from '@zsb/shared/licence'
import { PasswordProofs, UnlockState, type SetPresentationPassword } from '@zsb/shared/presentation'
import { ConsentPage, ConsentView } from '@zsb/shared/privacy'
import { SessionPage, SignInCodeSent, SignedOut, type BindPhone } from '@zsb/shared/session'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { mePath, meSchema, sessionsPath } from './start-api'

const BASE = '/api/v1'
const POST = { method: 'POST', body: {} } as const

export const bindPhone = (body: BindPhone) => request(`${mePath}/phone`, { method: 'POST', body, schema: meSchema, asSelf: true })

export const sessionsSchema = parserOf(SessionPage)
export const fetchEarlierSessions = (after: string) => request(sessionsPath, { query: { after }, schema: sessionsSchema, asSelf: true })
export const endOtherSessions = () => request(`${sessionsPath}/sign-out-others`, { ...POST, schema: parserOf(SignedOut), asSelf: true })
export const freezeAccount = () => request(`${mePath}/freeze`, { method: 'POST', body: { confirm: true }, schema: parserOf(FreezeResult), asSelf: true })

export const consentsPath = `${BASE}/consents`
export const consentsSchema = parserOf(ConsentPage)
export const fetchEarlier = (after: string) => request(consentsPath, { query: { after }, schema: consentsSchema })
export const withdrawConsent = (id: string) => request(`${consentsPath}/${id}/withdrawals`, { ...POST, schema: parserOf(ConsentView) })
export const agreeForChild = (childId: string) =>
  request(`${consentsPath}/sensitive`, { method: 'POST', body: { purpose: 'childData', decision: 'agree' }, actingFor: childId })
export const scenesPath = `${BASE}/scenes`
export const scenesSchema = parserOf(SceneList)

export const passwordPath = `${BASE}/presentation-password`
export const passwordSchema = parserOf(UnlockState)
export const proofsPath = `${passwordPath}/proofs`
export const proofsSchema = parserOf(PasswordProofs)
export const sendPasswordCode = () => request(`${passwordPath}/codes`, { ...POST, schema: parserOf(SignInCodeSent), asSelf: true })
export const savePassword = (body: SetPresentationPassword) => request(passwordPath, { method: 'PUT', body, schema: passwordSchema, asSelf: true })
