import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'

/** Order of the group of P-256 (FIPS 186-5) and its half: signatures are used in their low-S spelling only (R5). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const HALF = ORDER >> 1n
const ORDER_BYTES = Buffer.from(ORDER.toString(16).padStart(64, '0'), 'hex')
const HALF_BYTES = Buffer.from(HALF.toString(16).padStart(64, '0'), 'hex')

/** True when s ≤ n/2: the other spelling of the same signature is refused. */
export function isLowS(signature: Buffer): boolean {
  for (let i = 0; i < 32; i++) {
    const difference = signature[32 + i]! - HALF_BYTES[i]!
    if (difference !== 0) return difference < 0
  }
  return true
}

/** The low-S spelling: s or n − s, subtracted byte by byte (half of all signatures need it; BigInt would cost a tenth of a signature). */
export function toLowS(signature: Buffer): Buffer {
  if (isLowS(signature)) return signature
  let borrow = 0
  for (let i = 31; i >= 0; i--) {
    const difference = ORDER_BYTES[i]! - signature[32 + i]! - borrow
    borrow = difference < 0 ? 1 : 0
    signature[32 + i] = difference & 0xff
  }
  return signature
}

/** r‖s as ASN.1 DER (SEC 1 C.5). Node's own `dsaEncoding` conversion costs more than a quarter of a check (docs/performance.md). */
function toDer(signature: Buffer): Buffer {
  const der = Buffer.allocUnsafe(72)
  const rLength = putInteger(der, 2, signature, 0)
  const sLength = putInteger(der, 4 + rLength, signature, 32)
  der[0] = 0x30
  der[1] = 4 + rLength + sLength
  return der.subarray(0, 6 + rLength + sLength)
}

/** Writes 32 bytes as a positive integer without leading zeros; answers the length of its value. Loops: `copy` costs six times as much. */
function putInteger(der: Buffer, at: number, bytes: Buffer, from: number): number {
  let start = from
  const last = from + 31
  while (start < last && bytes[start] === 0) start++
  const pad = bytes[start]! >= 0x80 ? 1 : 0
  const length = last - start + 1 + pad
  der[at] = 0x02
  der[at + 1] = length
  if (pad) der[at + 2] = 0
  for (let i = start, to = at + 2 + pad; i <= last; i++, to++) der[to] = bytes[i]!
  return length
}

/** DER, as OpenSSL hands it out, as r‖s of 32 bytes each. */
function fromDer(der: Buffer): Buffer {
  const signature = Buffer.allocUnsafe(64)
  const rEnd = 3 + der[3]!
  takeInteger(der, { end: rEnd, length: der[3]! }, signature, 31)
  takeInteger(der, { end: der.length - 1, length: der[rEnd + 2]! }, signature, 63)
  return signature
}

/** The last 32 bytes of an integer, filled up with zeros from the left. */
function takeInteger(der: Buffer, { end, length }: { end: number; length: number }, target: Buffer, last: number): void {
  for (let i = 0; i < 32; i++) target[last - i] = i < length ? der[end - i]! : 0
}

export const signP256 = (input: Buffer, key: KeyObject): Buffer => toLowS(fromDer(sign('sha256', input, key)))

/** The caller has checked the length and low-S. */
export const verifyP256 = (input: Buffer, key: KeyObject, signature: Buffer): boolean => verify('sha256', input, key, toDer(signature))

export function generateP256(): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** @throws Error for a key of another curve or kind: a key has exactly one algorithm (R3) */
export function readPrivatePem(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('not a P-256 key')
  return key
}
export const publicOf = (key: KeyObject): KeyObject => createPublicKey(key)
