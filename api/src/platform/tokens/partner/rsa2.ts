import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** RSA2 as Alipay names it: RSASSA-PKCS1-v1_5 with SHA-256, base64. */
export interface Rsa2 {
  sign: (text: string) => string
  verify: (text: string, signature: string) => boolean
  /** Ours as SPKI PEM, to be registered with the partner. */
  publicKey: string
}

const isRsa = (key: KeyObject) => key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048

/**
 * Signatures exchanged with one partner: our private key, their public key, both pinned (security.md R3). The algorithm comes
 * from here and never from a message.
 * @throws Error for a key that is not RSA of at least 2,048 bits
 */
export function createRsa2({ ownPrivateKey, partnerPublicKey }: { ownPrivateKey: string; partnerPublicKey: string }): Rsa2 {
  const own = createPrivateKey(ownPrivateKey)
  const partner = createPublicKey(partnerPublicKey)
  if (!isRsa(own) || !isRsa(partner)) throw new Error('RSA2 needs RSA keys of at least 2,048 bits')
  const exact = /^[A-Za-z0-9+/]+={0,2}$/
  return {
    sign: (text) => sign('sha256', Buffer.from(text, 'utf8'), own).toString('base64'),
    verify: (text, signature) => exact.test(signature) && verify('sha256', Buffer.from(text, 'utf8'), partner, Buffer.from(signature, 'base64')),
    publicKey: createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString(),
  }
}
