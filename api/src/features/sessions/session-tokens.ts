import { createHmac } from 'node:crypto'
import { ACCESS_LIFE_SECONDS } from '@zsb/shared/session'
import { constantTimeEqual, newJti } from '../../platform/crypto'
import type { TokenService } from '../../platform/tokens'

/** Ids only: whose session it is and what he may do is looked up at every request (spine.md). */
export interface SessionTokens {
  issueAccess: (sessionId: string, at: Date) => { accessToken: string; expiresAt: Date }
  /** The session's id and the token's end, or null for whatever is not a good access token of ours. */
  openAccess: (bearer: string) => { sessionId: string; expiresAtMs: number } | null
  /** The session's id alone. */
  readAccess: (bearer: string) => string | null
  /** Grows with every change of the keys: what was checked before counts no more. */
  keysGeneration: () => number
  refreshToken: (session: { _id: string; sequence: number }) => string
  /** Session and sequence of a genuine refresh token; null for anything we did not make. */
  readRefresh: (token: string) => { sessionId: string; sequence: number } | null
}

/** One spelling only: the sequence has no leading zero (R5). */
const REFRESH = /^rt1\.([0-9A-HJKMNP-TV-Z]{26})\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/

/**
 * A refresh token is `rt1.<session>.<sequence>.<MAC>`: the MAC proves that we made it, the sequence which one of the family it
 * is. So a token from anywhere else ends nobody's session, and the store holds nothing that signs in.
 */
export function createSessionTokens({
  tokens,
  refreshKey,
}: {
  tokens: Pick<TokenService, 'issue' | 'verify' | 'keysGeneration'>
  refreshKey: Buffer
}): SessionTokens {
  const openAccess: SessionTokens['openAccess'] = (bearer) => {
    const read = tokens.verify('access', bearer)
    return read.ok && typeof read.value.sid === 'string' ? { sessionId: read.value.sid, expiresAtMs: read.value.exp * 1000 } : null
  }
  const mac = (sessionId: string, sequence: number) => createHmac('sha256', refreshKey).update(`rt1.${sessionId}.${sequence}`).digest('base64url')
  return {
    issueAccess: (sessionId, at) => ({
      accessToken: tokens.issue('access', { jti: newJti(), lifeSeconds: ACCESS_LIFE_SECONDS, claims: { sid: sessionId } }),
      expiresAt: new Date((Math.floor(at.getTime() / 1000) + ACCESS_LIFE_SECONDS) * 1000),
    }),
    openAccess,
    readAccess: (bearer) => openAccess(bearer)?.sessionId ?? null,
    keysGeneration: tokens.keysGeneration,
    refreshToken: ({ _id, sequence }) => `rt1.${_id}.${sequence}.${mac(_id, sequence)}`,
    readRefresh: (token) => {
      const [, sessionId, digits, given] = REFRESH.exec(token) ?? []
      if (!sessionId || !digits || !given) return null
      const sequence = Number(digits)
      return constantTimeEqual(given, mac(sessionId, sequence)) ? { sessionId, sequence } : null
    },
  }
}
