import { createCipheriv, createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sm2, sm3, sm4 } from 'sm-crypto-v2'
import { createTokenService, openKeyStore } from '.'
import { generateSm2, publicOfSm2, signSm2, verifySm2 } from './sm2'

// Vectors of GM/T 0004, GM/T 0002 and GM/T 0003.5, recomputed (domain facts §10).
const d = '3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8'
const k = '59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21'
const r = 'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3'
const s = 'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA'
const message = Buffer.from('message digest')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('the Chinese suite', () => {
  it('R3: SM3 and SM4 give the values of the standards, as OpenSSL does', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(createHash('sm3').update('abc').digest('hex')).toBe(sm3('abc'))
    const block = '0123456789abcdeffedcba9876543210'
    const bytes = Buffer.from(block, 'hex')
    expect(hex(sm4.encrypt(new Uint8Array(bytes), block, { padding: 'none', output: 'array' }))).toBe('681edf34d206965e86b3e94f536e4246')
    const cipher = createCipheriv('sm4-ecb', bytes, null).setAutoPadding(false)
    expect(cipher.update(bytes, undefined, 'hex') + cipher.final('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })

  it('R3: SM2 signs and verifies the sample of GM/T 0003.5', () => {
    const publicKey = publicOfSm2(d)
    expect(hex(sm2.getZ(publicKey, '1234567812345678'))).toBe('b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3')
    const point = { k: BigInt(`0x${k}`), x1: BigInt(`0x${publicOfSm2(k).slice(2, 66)}`) }
    const signature = sm2.doSignature(new Uint8Array(message), d, { hash: true, userId: '1234567812345678', pointPool: [point] })
    expect(signature.toUpperCase()).toBe(r + s)
    expect(verifySm2(message, publicKey, Buffer.from(r + s, 'hex'))).toBe(true)
    expect(verifySm2(message, publicKey, signSm2(message, d))).toBe(true)
  })

  it('R3: r and s outside 1 … n − 1, other lengths and other messages are refused without a throw', () => {
    const publicKey = publicOfSm2(d)
    const n = 'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123'
    const zero = '0'.repeat(64)
    const ff = 'F'.repeat(64)
    for (const text of [zero + s, r + zero, n + s, r + n, ff + s, r + ff, zero + zero, s + r, '', r, `${r + s}00`])
      expect(verifySm2(message, publicKey, Buffer.from(text, 'hex'))).toBe(false)
    expect(verifySm2(Buffer.from('message digest.'), publicKey, Buffer.from(r + s, 'hex'))).toBe(false)
    expect(verifySm2(message, generateSm2().publicKey, Buffer.from(r + s, 'hex'))).toBe(false)
  })

  it('R3: a rotation moves a kind from ES256 to SM2; both verify meanwhile, each by the suite of its own record', () => {
    let at = new Date('2026-11-24T06:00:00.000Z')
    const now = () => at
    const store = openKeyStore({ dir: mkdtempSync(join(tmpdir(), 'zsb-sm2-')), environment: 'test', mayCreate: true, now })
    const tokens = createTokenService({ keyRing: store.ring, issuer: 'zsb', now })
    const code = () => tokens.issuePresentation({ jti: 'A'.repeat(22), exp: Math.floor(at.getTime() / 1000) + 60 })
    const { kid } = store.rotate('presentation', { suite: 'SM2' })
    store.rotate('access', { suite: 'SM2' })
    at = new Date(at.getTime() + 59_000)
    const former = code()
    at = new Date(at.getTime() + 1_000)
    const next = code()
    expect(JSON.parse(Buffer.from(next.split('.')[0]!, 'base64url').toString())).toEqual({ alg: 'SM2', typ: 'zp', kid })
    for (const text of [former, next]) expect(tokens.verifyPresentation(text)).toMatchObject({ ok: true })
    const spoiled = next.slice(0, -4) + (next.at(-4) === 'A' ? 'B' : 'A') + next.slice(-3)
    expect(tokens.verifyPresentation(spoiled)).toEqual({ ok: false, error: { reason: 'badSignature' } })
    const access = tokens.issue('access', { jti: 'A'.repeat(22), lifeSeconds: 600, claims: { sid: 's' } })
    expect(tokens.verify('access', access)).toMatchObject({ ok: true, value: { sid: 's' } })
    expect(tokens.verify('access', `${access.slice(0, -4)}${access.at(-4) === 'A' ? 'B' : 'A'}${access.slice(-3)}`)).toMatchObject({ ok: false })
  })
})
