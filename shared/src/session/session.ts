import * as z from 'zod/mini'

/** Access tokens live ten minutes (security.md R6). */
export const ACCESS_LIFE_SECONDS = 600
/** The previous refresh token gives the same successor again for this long, for weak networks (R29). */
export const REFRESH_GRACE_SECONDS = 30
/** A citizen's session ends when it was not used for this long, and at the latest after `SESSION_LIFE_DAYS`. */
export const SESSION_IDLE_DAYS = 30
export const SESSION_LIFE_DAYS = 180

/** How a session began. */
export const SignInMethod = z.enum(['phone', 'wechat', 'alipay', 'staff'])
export type SignInMethod = z.infer<typeof SignInMethod>

/** Why a session is over. `reused` means a refresh token came a second time: somebody else may have had it. */
export const SessionEnd = z.enum(['signedOut', 'signedOutElsewhere', 'frozen', 'reused', 'otherDevice', 'expired', 'deviceRemoved', 'documentMoved'])
export type SessionEnd = z.infer<typeof SessionEnd>

/** One of my sessions 登录设备. */
export const SessionView = z.object({
  id: z.string(),
  device: z.object({ name: z.string(), platform: z.string() }),
  method: SignInMethod,
  startedAt: z.string(),
  lastUsedAt: z.string(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>
export const SessionPage = z.object({ items: z.array(SessionView), next: z.nullable(z.string()) })
export type SessionPage = z.infer<typeof SessionPage>

export const SignedOut = z.object({ ended: z.number() })
export type SignedOut = z.infer<typeof SignedOut>

/** A refresh token as the rule sees it, its authenticity already proved. */
export interface PresentedRefresh {
  sequence: number
  deviceId: string
}
export interface RefreshState {
  /** Sequence of the token that is good now. */
  sequence: number
  rotatedAt: Date
  deviceId: string
}

/**
 * What becomes of a genuine refresh token (security.md R29): the current one is rotated; the previous one, from the same device
 * and within 30 s, gets the same successor again, because the answer may have been lost; anything else means that two parties
 * hold tokens of one family, and the family is revoked.
 */
export function judgeRefresh(presented: PresentedRefresh, state: RefreshState, now: Date): 'rotate' | 'repeat' | 'reused' | 'otherDevice' {
  if (presented.deviceId !== state.deviceId) return 'otherDevice'
  if (presented.sequence === state.sequence) return 'rotate'
  const ageMs = now.getTime() - state.rotatedAt.getTime()
  if (presented.sequence === state.sequence - 1 && ageMs <= REFRESH_GRACE_SECONDS * 1000) return 'repeat'
  return 'reused'
}
