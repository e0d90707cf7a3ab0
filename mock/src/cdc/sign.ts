import { sign, type KeyObject } from 'node:crypto'

/** Half of the order of P-256: signatures are used in their low-S spelling only. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const HALF = ORDER >> 1n

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')

/** Compact JWS by ES256 with the header `{alg, kid, typ}`, low-S. */
export function signJws({ typ, kid, payload, key }: { typ: 'hn+jws' | 'hs+jws' | 'cq+jws'; kid: string; payload: object; key: KeyObject }): string {
  const input = `${encode({ alg: 'ES256', kid, typ })}.${encode(payload)}`
  const signature = sign('sha256', Buffer.from(input, 'latin1'), { key, dsaEncoding: 'ieee-p1363' })
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
  if (s > HALF) Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex').copy(signature, 32)
  return `${input}.${signature.toString('base64url')}`
}
