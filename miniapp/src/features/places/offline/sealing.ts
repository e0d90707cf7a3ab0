import { gcm } from '@noble/ciphers/aes'
import { p256 } from '@noble/curves/nist'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { asciiBytes, asciiText, fromBase64url, joinBytes, toBase64url } from './bytes'

const TAG_BYTES = 16

/** Whether the signature over a text is a key's: ES256 as r‖s, low-S only (R5). */
export function isSigned({ input, signature, point }: { input: string; signature: string; point: string }): boolean {
  const [bytes, key] = [fromBase64url(signature), fromBase64url(point)]
  if (!bytes || bytes.length !== 64 || !key) return false
  try {
    return p256.verify(bytes, sha256(asciiBytes(input)), key, { lowS: true, prehash: false })
  } catch {
    return false
  }
}

/** A part of a token as text; null for what is not canonical or not ASCII. */
export function decodePart(part: string): string | null {
  const bytes = fromBase64url(part)
  return bytes && bytes.every((byte) => byte < 0x80) ? asciiText(bytes) : null
}

/** Made from the seed of a seal, which does not lead to it once it was replaced. @throws Error for a seed that is none */
export function namingSecret(seed: string): Uint8Array {
  const secret = fromBase64url(seed)
  if (!secret || secret.length !== 32) throw new Error('no seed')
  return hkdf(sha256, secret, undefined, asciiBytes('zsb-door-names'), 32)
}

/** A name that a token always has while the secret is the same, and that without it nobody makes from the token. */
export const nameOf = ({ text, secret }: { text: string; secret: Uint8Array }): string => toBase64url(hmac(sha256, secret, asciiBytes(text)).slice(0, 16))

interface Sealing {
  text: string
  /** Bound to it: moved elsewhere it does not open. */
  about: string
  /** The server's public point. */
  sealTo: string
  /** Secret of this one seal; the next one has the next. */
  seed: string
}

/**
 * Seals a text to the server: `p1.<key id>.<point‖nonce‖tag‖text>`, as `api/src/platform/crypto/public-seal.ts` opens it (ECIES: P-256, HKDF-SHA-256,
 * AES-256-GCM). The pair is made from the seed and the seed replaced, because mini-programs have no secure randomness at hand: whoever finds the
 * phone has the next seed only, and from that the last one can't be had.
 * @throws Error for a point or a seed that is none
 */
export function seal({ text, about, sealTo, seed }: Sealing): { sealed: string; nextSeed: string } {
  const recipient = fromBase64url(sealTo)
  const secret = fromBase64url(seed)
  if (!recipient || !secret || secret.length !== 32) throw new Error('no key to seal to')
  const made = hkdf(sha256, secret, undefined, asciiBytes('zsb-door-pair'), 76)
  const [own, nonce, next] = [made.slice(0, 32), made.slice(32, 44), made.slice(44)]
  const ephemeral = p256.getPublicKey(own, false)
  const shared = p256.getSharedSecret(own, recipient).slice(1)
  const key = hkdf(sha256, shared, joinBytes(ephemeral, recipient), asciiBytes('zsb-public-seal'), 32)
  const closed = gcm(key, nonce, asciiBytes(about)).encrypt(asciiBytes(text))
  const [body, tag] = [closed.slice(0, -TAG_BYTES), closed.slice(-TAG_BYTES)]
  const keyId = toBase64url(sha256(recipient)).slice(0, 11)
  return { sealed: `p1.${keyId}.${toBase64url(joinBytes(ephemeral, nonce, tag, body))}`, nextSeed: toBase64url(next) }
}
