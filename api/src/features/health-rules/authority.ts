import { EVIDENCE_KINDS } from '@zsb/shared/health-code'
import * as z from 'zod/mini'

const line = z.string().check(z.minLength(1), z.maxLength(80))

/**
 * An authority 签发机关 whose notices count: which kinds it may sign, to which department it belongs, and its public keys (SPKI PEM, P-256), pinned by
 * configuration (security.md R3): a notice never brings a key.
 */
export const HealthAuthority = z.strictObject({
  code: z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]{1,39}$/)),
  zh: line,
  en: line,
  department: line,
  kinds: z.array(z.enum(EVIDENCE_KINDS)),
  keys: z.array(z.strictObject({ kid: z.string().check(z.regex(/^[A-Za-z0-9_-]{4,64}$/)), publicKey: z.string() })).check(z.minLength(1)),
})
export type HealthAuthority = z.infer<typeof HealthAuthority>
export const HealthAuthorities = z.array(HealthAuthority)

/** Null for an authority nobody has pinned. */
export type FindAuthority = (code: string) => Promise<HealthAuthority | null>

/** Pinned once, by configuration. */
export const pinnedAuthorities = (authorities: readonly HealthAuthority[]): FindAuthority => {
  const byCode = new Map(authorities.map((authority) => [authority.code, authority]))
  return async (code) => byCode.get(code) ?? null
}

/** The demo's: the stand-in makes new keys at every start, so it is asked once, at the first notice. Never called in production. */
export function demoAuthorities(ask: () => Promise<unknown>): FindAuthority {
  let known: Promise<HealthAuthority[]> | null = null
  const read = async () => z.parse(HealthAuthorities, await ask())
  return async (code) => {
    known ??= read().catch((cause: unknown) => {
      known = null
      throw cause
    })
    return (await known).find((authority) => authority.code === code) ?? null
  }
}
