import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'

/** Order of the group of P-256 (FIPS 186-5) and its half: signatures are used in their low-S spelling only (R5). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const HALF = ORDER >> 1n
const HALF_BYTES = Buffer.from(HALF.toString(16).padStart(64, '0'), 'hex')

/** True when s ≤ n/2: the other spelling of the same signature is refused. */
export function isLowS(signature: Buffer): boolean {
  for (let i = 0; i < 32; i++) {
    const difference = signature[32 + i]! - HALF_BYTES[i]!
    if (difference !== 0) return difference < 0
  }
  return true
}

export function toLowS(signature: Buffer): Buffer {
  if (isLowS(signature)) return signature
  const s = BigInt(`0x${signature.toString('hex', 32)}`)
  return Buffer.concat([signature.subarray(0, 32), Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex')])
}

export const signP256 = (input: Buffer, key: KeyObject): Buffer => toLowS(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }))

/** The caller has checked the length and low-S. */
export const verifyP256 = (input: Buffer, key: KeyObject, signature: Buffer): boolean => verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature)

export function generateP256(): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export const readPrivatePem = (pem: string): KeyObject => createPrivateKey(pem)
export const publicOf = (key: KeyObject): KeyObject => createPublicKey(key)
