import { err, ok, type Result } from '@zsb/shared'
import { ErasureProof } from '@zsb/shared/health-code'
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import * as z from 'zod/mini'
import { decodeBase64url, parseExactJson } from '../../platform/tokens/canonical'
import { isLowS, verifyP256 } from '../../platform/tokens/p256'

/** Public keys as `/.well-known/jwks.json` has them. */
export const PublicKeys = z.object({ keys: z.array(z.object({ kid: z.string(), kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })) })
export type PublicKeys = z.infer<typeof PublicKeys>

const TYP = 'ep+jwt'
const AUD = 'zsb-public'

/** Proves a published proof 核验销毁证明 by public keys alone, as anybody may who has nothing of ours. The last branch refuses. */
export function verifyProof(token: string, { keys }: PublicKeys): Result<ErasureProof, 'malformed' | 'unknownKey' | 'badSignature' | 'otherKind'> {
  const [head = '', body = '', tail = '', ...more] = token.split('.')
  const [header, said, signature] = [decodeBase64url(head), decodeBase64url(body), decodeBase64url(tail)]
  const claims = header && parseExactJson(header)
  const payload = said && parseExactJson(said)
  if (more.length > 0 || !claims || !payload || signature?.length !== 64 || !isLowS(signature)) return err('malformed')
  if (claims.alg !== 'ES256' || claims.typ !== TYP || payload.aud !== AUD) return err('otherKind')
  const jwk = keys.find(({ kid }) => kid === claims.kid)
  if (!jwk) return err('unknownKey')
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  if (!verifyP256(Buffer.from(`${head}.${body}`, 'latin1'), key, signature)) return err('badSignature')
  const proof = z.safeParse(ErasureProof, payload)
  return proof.success ? ok(proof.data) : err('otherKind')
}
