import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'

/** Digests under keys derived from one root (HKDF, RFC 5869), one key for each purpose. */
export interface KeyedDigests {
  /** Finds a number without storing it: HMAC-SHA-256 of the normalised value (R20). */
  blindIndex: (purpose: string, value: string) => string
  /** A person as one relying party knows him, different for every other (spine.md). */
  pairwise: (relyingPartyCode: string, personId: string) => string
  /** A 32-byte key of its own for another purpose. */
  deriveKey: (purpose: string) => Buffer
}

export function createKeyedDigests(root: Buffer): KeyedDigests {
  const keys = new Map<string, Buffer>()
  /** As KeyObjects: with a plain buffer Node makes one anew for every digest, at seven times its cost (docs/performance.md, P2). */
  const macKeys = new Map<string, KeyObject>()
  const deriveKey = (purpose: string): Buffer => {
    let key = keys.get(purpose)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), purpose, 32))
      keys.set(purpose, key)
    }
    return key
  }
  const macKey = (purpose: string): KeyObject => {
    let key = macKeys.get(purpose)
    if (!key) {
      key = createSecretKey(deriveKey(purpose))
      macKeys.set(purpose, key)
    }
    return key
  }
  const hmac = (purpose: string, value: string) => createHmac('sha256', macKey(purpose)).update(value).digest('base64url')
  return {
    blindIndex: (purpose, value) => hmac(`blind-index:${purpose}`, value),
    pairwise: (relyingPartyCode, personId) => hmac(`pairwise:${relyingPartyCode}`, personId).slice(0, 22),
    deriveKey,
  }
}

/**
 * JSON with sorted members, so that the same facts always have the same text (RFC 8785 for what we digest: texts, numbers,
 * dates, lists, plain objects). What has its own `toJSON` speaks for itself.
 * @throws TypeError for what JSON would silently drop or empty (Map, Set, functions, NaN): a digest must cover it or refuse it
 */
export function canonicalJson(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (hasToJson(value)) return canonicalJson(value.toJSON())
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a number that JSON does not know')
  if (typeof value !== 'object') {
    if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('not a fact')
    return JSON.stringify(value)
  }
  if (value instanceof Map || value instanceof Set) throw new TypeError('not a plain object')
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

const hasToJson = (value: unknown): value is { toJSON: () => unknown } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex')
/** Digest of facts under a salt: without the salt nobody can try values (R18). */
export const saltedDigest = (salt: string, value: unknown): string => sha256Hex(`${salt}\n${canonicalJson(value)}`)
export const newSalt = (): string => randomBytes(16).toString('base64url')
/** 128 random bits, 22 characters. */
export const newJti = (): string => randomBytes(16).toString('base64url')

export function constantTimeEqual(a: string, b: string): boolean {
  const [left, right] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()]
  return timingSafeEqual(left, right)
}
