import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Cost of one hash; kept in the hash itself, so that it can be raised and old hashes still open. */
interface Cost {
  log2N: number
  r: number
  p: number
}

/** At 2 ** 14, what a configuration without a word about it takes: 16 MB and about 0.15 s on one core. */
const costAt = (log2N: number): Cost => ({ log2N, r: 8, p: 5 })
/** Hashes of the first form, `scrypt.<salt>.<key>`, had no cost in them. */
const FIRST_COST: Cost = { log2N: 14, r: 8, p: 1 }
const KEY_BYTES = 32
const HASH = /^scrypt(?:\.(1[0-9])\.(\d{1,2})\.(\d{1,2}))?\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/

const derive = (password: string, salt: Buffer, { log2N, r, p }: Cost) =>
  new Promise<Buffer>((resolve, reject) => {
    const N = 2 ** log2N
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** @returns a password's hash, with a salt of its own */
export type HashPassword = (password: string) => Promise<string>

/**
 * scrypt (RFC 7914): `scrypt.<log2 N>.<r>.<p>.<salt>.<key>`.
 * @param log2N the cost, 10–19
 */
export function createHashPassword(log2N: number): HashPassword {
  const cost = costAt(log2N)
  return async (password) => {
    const salt = randomBytes(16)
    const key = await derive(password, salt, cost)
    return `scrypt.${cost.log2N}.${cost.r}.${cost.p}.${salt.toString('base64url')}.${key.toString('base64url')}`
  }
}

/** False for whatever is not a hash of ours. Compares in constant time. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [all, log2N, r, p, salt = '', key = ''] = HASH.exec(hash) ?? []
  if (!all) return false
  const cost = log2N ? { log2N: Number(log2N), r: Number(r), p: Number(p) } : FIRST_COST
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(Buffer.from(key, 'base64url'), actual)
}
