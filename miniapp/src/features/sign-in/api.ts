import { FaceCheckResult, FaceCheckStarted, Me, RealNameResult, WindowRequestView, type DocumentClaim } from '@zsb/shared/holder'
import { PrivacyGuideView, type PrivacyDecision } from '@zsb/shared/privacy'
import { SignInCodeSent, SignedIn, type SignInRequest } from '@zsb/shared/session'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const BASE = '/api/v1'

export const guidePath = `${BASE}/privacy-guides/current`
export const guideSchema = parserOf(PrivacyGuideView)
export const mePath = `${BASE}/me`
export const meSchema = parserOf(Me)

export const sendCode = (phone: string) =>
  request(`${BASE}/sign-in/codes`, { method: 'POST', body: { phone }, schema: parserOf(SignInCodeSent), signedIn: false })
export const signIn = (body: SignInRequest) => request(`${BASE}/sessions`, { method: 'POST', body, schema: parserOf(SignedIn), signedIn: false })
export const fetchMe = () => request(mePath, { schema: meSchema, asSelf: true })
export const decideGuide = (body: PrivacyDecision) => request(`${BASE}/privacy-guides/decisions`, { method: 'POST', body, asSelf: true })

export const checkRealName = (body: DocumentClaim) =>
  request(`${BASE}/real-name/checks`, { method: 'POST', body, schema: parserOf(RealNameResult), asSelf: true, timeoutMs: 20_000 })
export const agreeToFaceCheck = () => request(`${BASE}/consents/sensitive`, { method: 'POST', body: { purpose: 'faceCheck', decision: 'agree' }, asSelf: true })
export const startFaceCheck = () => request(`${BASE}/real-name/face-checks`, { method: 'POST', body: {}, schema: parserOf(FaceCheckStarted), asSelf: true })
export const fetchFaceResult = (ticket: string) =>
  request(`${BASE}/real-name/face-checks/${encodeURIComponent(ticket)}/result`, { method: 'POST', body: {}, schema: parserOf(FaceCheckResult), asSelf: true })
export const askForWindowCode = (document?: DocumentClaim) =>
  request(`${BASE}/real-name/window-requests`, { method: 'POST', body: document ? { document } : {}, schema: parserOf(WindowRequestView), asSelf: true })
