import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
const totpOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS })

/**
 * The time step a code belongs to, or null for a wrong one. One step either way is let through for slow typing and clocks that
 * drift (RFC 6238 §5.2, §6).
 */
export function findTotpStep({ secret, code, at }: { secret: string; code: string; at: Date }): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** The code of this moment; for the demo page and tests. */
export const totpAt = (secret: string, at: Date): string => totpOf(secret).generate({ timestamp: at.getTime() })
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** The secret of an invented staff member of the demo: the same at every start, so that an authenticator app keeps working. */
export const demoTotpSecret = (username: string): string =>
  new Secret({ buffer: new Uint8Array(createHash('sha1').update(`zsb-demo-totp:${username}`).digest()).buffer }).base32
