import { createHmac, randomInt } from 'node:crypto'
import { CODE_LIFE_SECONDS, CODE_PAUSE_SECONDS, CODE_TRIES, type SignInCodeSent } from '@zsb/shared/session'
import { constantTimeEqual } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { RateLimiter } from '../../platform/http/platform'
import type { OneTimeCodeStore } from './sessions.store'

interface Parts {
  store: OneTimeCodeStore
  limiter: RateLimiter
  sendSms: (message: { phone: string; code: string }) => Promise<void>
  phoneIndex: (phone: string) => string
  deviceIndex: (deviceId: string) => string
  digestKey: Buffer
  newId: (at: Date) => string
  now: () => Date
}
/** How long the device that used a code may send it again. */
const REPEAT_MS = 30_000

export type OneTimeCodeService = ReturnType<typeof createOneTimeCodes>

/** One-time codes by SMS 短信验证码: six digits, five minutes, five tries, one use; counters go by the number's digest, never by the number. */
export function createOneTimeCodes({ store, limiter, sendSms, phoneIndex, deviceIndex, digestKey, newId, now }: Parts) {
  // Bound to the record: the digest of one code tells nothing of another, and six digits cannot be tried without the key.
  const digestOf = (id: string, code: string) => createHmac('sha256', digestKey).update(`${id}:${code}`).digest('base64url')

  /** @throws AppError RATE_LIMITED · UPSTREAM_UNAVAILABLE */
  async function send({ phone }: { phone: string }): Promise<SignInCodeSent> {
    const index = phoneIndex(phone)
    await limiter.consume('otp.send.target.minute', index)
    await limiter.consume('otp.send.target', index)
    const at = now()
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const id = newId(at)
    const expiresAt = new Date(at.getTime() + CODE_LIFE_SECONDS * 1000)
    await store.replace({ _id: id, phoneIndex: index, digest: digestOf(id, code), tries: 0, sentAt: at, expiresAt, usedAt: null, usedOn: null })
    await sendSms({ phone, code })
    return { expiresAt: expiresAt.toISOString(), resendAfter: new Date(at.getTime() + CODE_PAUSE_SECONDS * 1000).toISOString() }
  }

  /**
   * @param deviceId where the same device may send the same code again for 30 s, because the first answer was lost on the way (in the
   *   spirit of R29 and R31); for everybody else, and without it, a code works once
   * @throws AppError SIGN_IN_CODE_WRONG · SIGN_IN_CODE_EXPIRED when there is none, it was used, or its tries are up · RATE_LIMITED
   */
  async function redeem({ phone, code, deviceId }: { phone: string; code: string; deviceId?: string }): Promise<void> {
    const index = phoneIndex(phone)
    await limiter.consume('otp.check.target', index)
    const on = deviceId === undefined ? null : deviceIndex(deviceId)
    const record = await store.takeTry({ phoneIndex: index, at: now(), maxTries: CODE_TRIES })
    if (!record) return repeat({ index, code, on })
    if (!constantTimeEqual(record.digest, digestOf(record._id, code))) throw new AppError('SIGN_IN_CODE_WRONG')
    // Of two at once from one device the second is a repeat already.
    if (!(await store.use({ id: record._id, at: now(), on }))) await repeat({ index, code, on })
  }

  async function repeat({ index, code, on }: { index: string; code: string; on: string | null }): Promise<void> {
    const since = new Date(now().getTime() - REPEAT_MS)
    const record = on === null ? null : await store.takeRepeat({ phoneIndex: index, on, since, maxTries: CODE_TRIES })
    if (!record || !constantTimeEqual(record.digest, digestOf(record._id, code))) throw new AppError('SIGN_IN_CODE_EXPIRED')
  }

  return { send, redeem }
}
