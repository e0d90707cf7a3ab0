import type { ErrorCode } from '@zsb/shared'
import type { Authenticate, Principal } from './principal'

/** Takes one point from a shared counter. @throws AppError RATE_LIMITED with Retry-After when it is used up (R22). */
export interface RateLimiter {
  consume: (rule: string, key: string) => Promise<void>
}

/** Runs a write once per owner and key and remembers its answer for 24 h (R16). */
export interface Idempotency {
  /**
   * @param use.kind of erasable key that the answer is sealed under, where it goes earlier than others
   * @param use.request everything the request asked for; under the same key it must be the same
   * @throws AppError IDEMPOTENCY_KEY_REUSED for another request · IDEMPOTENCY_IN_PROGRESS while the first one runs
   */
  once: (use: { owner: string; key: string; request: unknown; kind: string | undefined; run: () => Promise<unknown> }) => Promise<unknown>
}

/** Answers why somebody may not, or null when he may. Unknown permissions are refused (R14). */
export interface Policy {
  refusal: (permission: string, principal: Principal) => ErrorCode | null
}

/** What every endpoint leans on; built once in main.ts and hung on the Koa context. */
export interface HttpPlatform {
  authenticate: Authenticate
  policy: Policy
  limiter: RateLimiter
  idempotency: Idempotency
  now: () => Date
  /** Session cookies carry `Secure` unless the demo runs on plain loopback HTTP. */
  secureCookies: boolean
  onForbidden?: (event: { principal: Principal; permission: string }) => Promise<void> | void
}
