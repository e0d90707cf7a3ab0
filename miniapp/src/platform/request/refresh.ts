import type { RefreshRequest } from '@zsb/shared/session'
import { deviceId } from '../device'
import { useSession, type Tokens } from '../session'
import { exchange } from './transport'

/** Where a session is renewed; H5 sends its HttpOnly cookie, mini-programs the token they keep. */
export const REFRESH_PATH = '/api/v1/sessions/refresh'

let running: Promise<boolean> | null = null

/** Renews the access token; many requests that fail at once share one renewal. False: the session has ended. */
export function refreshSession(timeoutMs: number): Promise<boolean> {
  running ??= renew(timeoutMs).finally(() => {
    running = null
  })
  return running
}

async function renew(timeoutMs: number): Promise<boolean> {
  const { refreshToken, renew: keep, signOut } = useSession.getState()
  const answer = await exchange({
    path: REFRESH_PATH,
    method: 'POST',
    body: { deviceId: deviceId(), ...(refreshToken && { refreshToken }) } satisfies RefreshRequest,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...(__PLATFORM__ !== 'h5' && { client: 'mini' }) },
    timeoutMs,
  })
  const tokens = answer.body as Partial<Tokens> | undefined
  if (answer.status < 300 && typeof tokens?.accessToken === 'string') {
    keep({ accessToken: tokens.accessToken, refreshToken: tokens.refreshToken })
    return true
  }
  // Only a clear refusal ends the session; a busy server must not sign anybody out.
  if (answer.status === 401 || answer.status === 403) signOut()
  return false
}
