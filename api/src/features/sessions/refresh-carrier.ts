import type { Exchange } from '../../platform/http/endpoint'
import type { OpenedSession } from './sessions.service'

export const REFRESH_COOKIE = 'zsb_refresh'
const PATH = '/api/v1/sessions'

const isMini = (exchange: Exchange) => exchange.header('client') === 'mini'

/** Mini-programs get the refresh token in the body, browsers only as HttpOnly, SameSite=Strict cookie (security.md R29). */
export function carryRefresh(
  exchange: Exchange,
  opened: OpenedSession,
  at: Date,
): { accessToken: string; expiresAt: string; sessionId: string; refreshToken?: string } {
  const answer = { accessToken: opened.accessToken, expiresAt: opened.expiresAt.toISOString(), sessionId: opened.sessionId }
  if (isMini(exchange)) return { ...answer, refreshToken: opened.refreshToken }
  const maxAgeSeconds = Math.max(0, Math.floor((opened.refreshUntil.getTime() - at.getTime()) / 1000))
  exchange.setCookie(REFRESH_COOKIE, opened.refreshToken, { maxAgeSeconds, path: PATH })
  return answer
}

/** The token of the body for mini-programs, of the cookie for browsers; never the one in place of the other. */
export const presentedRefresh = (exchange: Exchange, fromBody: string | undefined): string | undefined =>
  isMini(exchange) ? fromBody : exchange.cookie(REFRESH_COOKIE)

export const dropRefresh = (exchange: Exchange): void => exchange.clearCookie(REFRESH_COOKIE, { path: PATH })
