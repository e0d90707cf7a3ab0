import { createECDH, createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { aes256Gcm } from './aead'

const CURVE = 'prime256v1'
/** Uncompressed point of P-256. */
const POINT_BYTES = 65

/** A public key of P-256 as SubjectPublicKeyInfo in base64; null for anything else. */
export function parseSealingKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === CURVE ? key : null
  } catch {
    return null
  }
}

const pointOf = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

/** The key of one sealed text: both points are in it, so that nothing sealed for one key opens as another's (SEC 1, 5.1). */
const keyFrom = ({ secret, ephemeral, recipient }: { secret: Buffer; ephemeral: Buffer; recipient: Buffer }): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.concat([ephemeral, recipient]), 'zsb-public-seal', 32))

/** By which key something was sealed: the begin of its digest. */
const keyId = (recipient: Buffer): string => createHash('sha256').update(recipient).digest('base64url').slice(0, 11)

/**
 * Seals a text to somebody's public key: `p1.<key id>.<point‖nonce‖tag‖text>` in base64url (ECIES: P-256, HKDF-SHA-256, AES-256-GCM, with a
 * fresh pair for each). Whoever seals can't open it again.
 * @param about bound to it: moved to another record it does not open
 */
export function createPublicSeal(key: KeyObject): (text: string, about: string) => string {
  const recipient = pointOf(key)
  const head = `p1.${keyId(recipient)}.`
  return (text, about) => {
    const pair = createECDH(CURVE)
    const ephemeral = pair.generateKeys()
    const sealing = keyFrom({ secret: pair.computeSecret(recipient), ephemeral, recipient })
    const sealed = aes256Gcm.seal({ key: sealing, text: Buffer.from(text), aad: Buffer.from(about) })
    return head + Buffer.concat([ephemeral, sealed]).toString('base64url')
  }
}

/**
 * Opens what was sealed, with the private key; that lies where contact queries are made, never with the API.
 * @throws Error when it was changed, moved, or sealed to another key
 */
export function openPublicSeal({ sealed, about, privateKey }: { sealed: string; about: string; privateKey: KeyObject }): string {
  const { d = '', ...point } = privateKey.export({ format: 'jwk' })
  const recipient = pointOf(createPublicKey({ key: { ...point } as never, format: 'jwk' }))
  const [version, id, body = ''] = sealed.split('.')
  if (version !== 'p1' || id !== keyId(recipient)) throw new Error('sealed to another key')
  const bytes = Buffer.from(body, 'base64url')
  const ephemeral = bytes.subarray(0, POINT_BYTES)
  const own = createECDH(CURVE)
  own.setPrivateKey(Buffer.from(d, 'base64url'))
  const key = keyFrom({ secret: own.computeSecret(ephemeral), ephemeral, recipient })
  return aes256Gcm.open({ key, sealed: bytes.subarray(POINT_BYTES), aad: Buffer.from(about) }).toString('utf8')
}

/** A pair that devices of ours seal to: the point they are given (uncompressed, base64url), and what opens it here. */
export interface SealingPair {
  point: string
  /** @throws Error when it was changed, moved, or sealed to another key */
  open: (sealed: string, about: string) => string
}

/** The pair of a 32-byte secret, the same in every process that has it. */
export function sealingPairOf(secret: Buffer): SealingPair {
  const own = createECDH(CURVE)
  own.setPrivateKey(secret)
  const point = own.getPublicKey()
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const privateKey = createPrivateKey({ key: { ...jwk, d: secret.toString('base64url') }, format: 'jwk' })
  return { point: point.toString('base64url'), open: (sealed, about) => openPublicSeal({ sealed, about, privateKey }) }
}

/** Uncompressed point of a public key of P-256, in base64url. */
export const publicPoint = (key: KeyObject): string => pointOf(key).toString('base64url')
