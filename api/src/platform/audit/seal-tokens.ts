import * as z from 'zod/mini'
import { TOKEN_KINDS, type TokenService } from '../tokens'
import type { AuditEnd } from './seal-folder'

/** Signs the end of the chain, and proves such a signature by the public key. */
export interface SealTokens {
  sign: (end: AuditEnd) => string
  /** Null for what is no seal of ours. */
  prove: (token: string) => AuditEnd | null
}

const SealClaims = z.object({ seq: z.int().check(z.minimum(1)), hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)), at: z.iso.datetime() })

/** Seals as a kind of token 存证令牌: its own `typ`, key and audience, ES256 behind the `Signer` (R3, R6, R18). */
export function createSealTokens({ tokens, newJti }: { tokens: Pick<TokenService, 'issue' | 'verify'>; newJti: () => string }): SealTokens {
  return {
    sign: ({ seq, hash, at }) =>
      tokens.issue('auditSeal', { jti: newJti(), lifeSeconds: TOKEN_KINDS.auditSeal.maxLifeSeconds, claims: { seq, hash, at: at.toISOString() } }),
    prove: (token) => {
      const verified = tokens.verify('auditSeal', token)
      const claims = verified.ok ? z.safeParse(SealClaims, verified.value) : null
      return claims?.success ? { ...claims.data, at: new Date(claims.data.at) } : null
    },
  }
}
