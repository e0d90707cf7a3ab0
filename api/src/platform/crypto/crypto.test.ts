import { createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import * as fc from 'fast-check'
import { aes256Gcm, sm4Gcm } from './aead'
import {
  canonicalJson,
  constantTimeEqual,
  createFieldCipher,
  createKeyedDigests,
  createHashPassword,
  newJti,
  newSalt,
  saltedDigest,
  sha256Hex,
  verifyPassword,
  type FieldKeys,
} from '.'

const keysOf = (over: Partial<FieldKeys> = {}): FieldKeys => {
  const keys: Record<string, Buffer> = { k1: randomBytes(32), k2: randomBytes(32), s1: randomBytes(16) }
  return { activeId: 'k1', find: (id) => keys[id], suiteOf: (id) => (id.startsWith('s') ? 'SM4-GCM' : 'AES-256-GCM'), ...over }
}
const place = { collection: 'holders', field: 'number', recordId: '01JABC' }

describe.each([
  ['AES-256-GCM', 'k1'],
  ['SM4-GCM', 's1'],
])('field encryption 字段加密 with %s', (_suite, activeId) => {
  const keys = keysOf({ activeId })
  const cipher = createFieldCipher(keys)

  it('R20: gives back every text, also rare characters, and never the same envelope twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cipher.decrypt(cipher.encrypt(text, place), place)).toBe(text)
        expect(cipher.encrypt(text, place)).not.toBe(cipher.encrypt(text, place))
      }),
      { numRuns: 50 },
    )
    const number = '990102199406120028'
    const sealed = cipher.encrypt(number, place)
    expect(sealed).not.toContain(number)
    expect(Buffer.from(sealed.split('.')[2]!, 'base64url').includes(number)).toBe(false)
  })

  it('R20: bytes of a file come back as they were, and not once they were moved, changed or cut', () => {
    const bytes = randomBytes(4_000)
    const sealed = cipher.encryptBytes(bytes, place)
    expect(cipher.decryptBytes(sealed, place)).toEqual(bytes)
    expect(cipher.decryptBytes(new Uint8Array(sealed), place)).toEqual(bytes)
    expect(sealed.includes(bytes.subarray(0, 8))).toBe(false)
    expect(() => cipher.decryptBytes(sealed, { ...place, recordId: '01JABD' })).toThrow()
    for (const at of [0, 2, 6, 20, 2_000, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      expect(() => cipher.decryptBytes(changed, place)).toThrow()
      expect(() => cipher.decryptBytes(sealed.subarray(0, at), place)).toThrow()
    }
  })

  it('R20: a value moved to another record, field or collection does not open', () => {
    const sealed = cipher.encrypt('x', place)
    for (const other of [
      { recordId: '01JABD' },
      { field: 'phone' },
      { collection: 'staff' },
      { collection: 'holders\nnumber', field: '01JABC', recordId: '' },
    ]) {
      expect(() => cipher.decrypt(sealed, { ...place, ...other })).toThrow()
    }
  })

  it('R20: one changed bit anywhere, a tag cut short, another key or suite: nothing opens', () => {
    const sealed = cipher.encrypt('990102199406120028', place)
    const [version, id, body] = sealed.split('.') as [string, string, string]
    const bytes = Buffer.from(body, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => cipher.decrypt(`${version}.${id}.${changed.toString('base64url')}`, place)).toThrow()
    }
    for (let length = 0; length < bytes.length; length++)
      expect(() => cipher.decrypt(`${version}.${id}.${bytes.subarray(0, length).toString('base64url')}`, place)).toThrow()
    for (const text of [
      '',
      'x',
      body,
      `${version}.${body}`,
      `3.${id}.${body}`,
      `${version === '1' ? '2' : '1'}.${id}.${body}`,
      `${version}.k2.${body}`,
      `${version}.gone.${body}`,
      `${sealed}=`,
      `${sealed}.x`,
    ]) {
      expect(() => cipher.decrypt(text, place)).toThrow()
    }
  })

  it('R20: after a change of key what was sealed before still opens, and new values use the new key', () => {
    const sealed = cipher.encrypt('x', place)
    const next = createFieldCipher({ ...keys, activeId: 'k2' })
    expect(next.decrypt(sealed, place)).toBe('x')
    expect(next.encrypt('x', place)).toMatch(/^1\.k2\./)
    expect(() => createFieldCipher({ ...keys, find: () => undefined }).decrypt(sealed, place)).toThrow('field key is gone')
  })
})

describe('authenticated encryption', () => {
  it('R20: SM4-GCM gives the values of RFC 8998 A.1', () => {
    const hex = (text: string) => Buffer.from(text, 'hex')
    const key = hex('0123456789ABCDEFFEDCBA9876543210')
    const nonce = hex('00001234567800000000ABCD')
    const aad = hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2')
    const text = Buffer.concat(['AA', 'BB', 'CC', 'DD', 'EE', 'FF', 'EE', 'AA'].map((byte) => hex(byte.repeat(8))))
    const expected = '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D'
    const sealed = sm4Gcm.seal({ key, text, aad, nonce })
    expect(sealed.toString('hex', 28).toUpperCase()).toBe(expected)
    expect(sealed.toString('hex', 12, 28).toUpperCase()).toBe('83DE3541E4C2B58177E065A9BF7B62EC')
    expect(sm4Gcm.open({ key, sealed, aad })).toEqual(text)
    expect(() => sm4Gcm.seal({ key: randomBytes(32), text, aad })).toThrow('16 bytes')
  })
  it('R20: AES-256-GCM gives the values of NIST (gcmEncryptExtIV256, empty text)', () => {
    const sealed = aes256Gcm.seal({
      key: Buffer.from('b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4', 'hex'),
      nonce: Buffer.from('516c33929df5a3284ff463d7', 'hex'),
      text: Buffer.alloc(0),
      aad: Buffer.alloc(0),
    })
    expect(sealed.toString('hex', 12)).toBe('bdc1ac884d332457a1d2664f168c76f0')
  })
})

describe('digests', () => {
  const root = randomBytes(32)
  const digests = createKeyedDigests(root)

  it('R20: a blind index finds a number, differs by purpose and key, and is HMAC-SHA-256 under a key derived by HKDF', () => {
    const index = digests.blindIndex('idNumber', '990102199406120028')
    expect(createKeyedDigests(root).blindIndex('idNumber', '990102199406120028')).toBe(index)
    const key = Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), 'blind-index:idNumber', 32))
    expect(createHmac('sha256', key).update('990102199406120028').digest('base64url')).toBe(index)
    const others = [
      digests.blindIndex('phone', '990102199406120028'),
      digests.blindIndex('idNumber', '990102199406120029'),
      createKeyedDigests(randomBytes(32)).blindIndex('idNumber', '990102199406120028'),
    ]
    expect(new Set([index, ...others]).size).toBe(4)
    expect(index).not.toContain('9901')
  })
  it('R20: one person has another reference at every relying party', () => {
    const at = (party: string) => digests.pairwise(party, '01JPERSON')
    expect(at('vehicleOffice')).toBe(at('vehicleOffice'))
    expect(new Set(['vehicleOffice', 'carRental', 'hotel', 'bank'].map(at)).size).toBe(4)
    expect(at('bank')).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })
  it('R18: a salted digest covers the facts whatever their order, and tells nothing without its salt', () => {
    const [salt, other] = [newSalt(), newSalt()]
    const facts = { at: new Date(0), fields: ['name', 'photo'], party: { code: 'bank', n: 1 } }
    expect(saltedDigest(salt, { party: { n: 1, code: 'bank' }, fields: ['name', 'photo'], at: new Date(0) })).toBe(saltedDigest(salt, facts))
    expect(saltedDigest(other, facts)).not.toBe(saltedDigest(salt, facts))
    expect(saltedDigest(salt, { ...facts, fields: ['photo', 'name'] })).not.toBe(saltedDigest(salt, facts))
    expect(saltedDigest(salt, facts)).toBe(sha256Hex(`${salt}\n${canonicalJson(facts)}`))
  })
  it('R18: canonical JSON is JSON, tells different facts apart and refuses what JSON would silently lose', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))),
      { numRuns: 200 },
    )
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }] })).toBe('{"a":[{"c":null}],"b":1}')
    expect(canonicalJson({ id: { toJSON: () => 'abc' } })).toBe('{"id":"abc"}')
    for (const lost of [new Map([[1, 2]]), new Set([1]), () => 1, Number.NaN, Infinity, Symbol('x')]) expect(() => canonicalJson({ lost })).toThrow(TypeError)
  })
  it('R8: ids are 128 random bits in 22 characters', () => {
    const ids = Array.from({ length: 1_000 }, newJti)
    expect(new Set(ids).size).toBe(1_000)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  })
  it('compares secrets of any length without saying where they differ', () => {
    expect(constantTimeEqual('secret', 'secret')).toBe(true)
    for (const other of ['', 'secre', 'secreT', 'secret ']) expect(constantTimeEqual('secret', other)).toBe(false)
  })
})

describe('passwords 口令', () => {
  it('are hashed with scrypt, a salt of their own and their cost, and only the right one opens', async () => {
    const hashPassword = createHashPassword(14)
    const [hash, again] = await Promise.all([hashPassword('亮证 密码 é'), hashPassword('亮证 密码 é')])
    expect(hash).toMatch(/^scrypt\.14\.8\.5\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/)
    expect(again).not.toBe(hash)
    expect(await verifyPassword('亮证 密码 é', hash)).toBe(true)
    expect(await verifyPassword('亮证 密码 e\u0301', hash)).toBe(true)
    for (const wrong of ['', '亮证密码é', '亮证 密码 e']) expect(await verifyPassword(wrong, hash)).toBe(false)
    const [, , , , salt = '', key] = hash.split('.')
    expect(scryptSync('亮证 密码 é', Buffer.from(salt, 'base64url'), 32, { N: 16_384, r: 8, p: 5 }).toString('base64url')).toBe(key)
  })
  it('hashed at the former cost still open; what is not a hash opens nothing and costs nothing', async () => {
    const salt = randomBytes(16)
    const former = `scrypt.${salt.toString('base64url')}.${scryptSync('a', salt, 32, { N: 16_384, r: 8, p: 1 }).toString('base64url')}`
    expect(await verifyPassword('a', former)).toBe(true)
    expect(await verifyPassword('b', former)).toBe(false)
    for (const bad of ['', 'a', 'scrypt', 'scrypt..', 'md5.a.b', `scrypt.30.8.1.${'A'.repeat(22)}.${'A'.repeat(43)}`, 'scrypt.14.8.5.AA.AA'])
      expect(await verifyPassword('a', bad)).toBe(false)
  })
})
