import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

/** What a request signs: every parameter with a value except `sign`, sorted by name, not URL-encoded. */
export const signingText = (parameters: Record<string, string>): string =>
  Object.keys(parameters)
    .filter((name) => name !== 'sign' && parameters[name] !== '')
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&')

export const signRsa2 = (text: string, key: KeyObject): string => sign('RSA-SHA256', Buffer.from(text, 'utf8'), key).toString('base64')

export const verifyRsa2 = (text: string, signature: string, key: KeyObject): boolean =>
  verify('RSA-SHA256', Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))

/** Reads a public key as PEM or as the bare base64 the partner's console shows; null when it is neither, or no RSA key of 2048 bits and more. */
export function parsePublicKey(text: string): KeyObject | null {
  try {
    const key = text.includes('-----BEGIN') ? createPublicKey(text) : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? key : null
  } catch {
    return null
  }
}
