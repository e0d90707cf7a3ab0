import { randomBytes, type KeyObject } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LONGEST_TOKEN } from '@zsb/shared/presentation'
import * as jose from 'jose'
import jwt from 'jsonwebtoken'
import { withStrayBits } from '../../../test-support/tokens/edits'
import { createEs256Signer, createKeyRing, createTokenService, loadKeyRing, TOKEN_KINDS, type KeyRing } from '.'
import { generateP256, isLowS, publicOf, toLowS } from './p256'

const at = new Date('2026-11-24T06:00:00.000Z')
const now = () => at
const seconds = Math.floor(at.getTime() / 1000)
const issuer = 'https://zsb.test'
const newJti = () => randomBytes(16).toString('base64url')
const keyRing = loadKeyRing({ dir: mkdtempSync(join(tmpdir(), 'zsb-oracle-')), environment: 'test', mayCreate: true, now })
const tokens = createTokenService({ keyRing, issuer, now })

/** A ring whose private keys the test holds, so that other libraries can sign for it. */
function openRing(): { ring: KeyRing; keys: Record<'access' | 'presentation', KeyObject> } {
  const ring = createKeyRing({ environment: 'test', now })
  const keys = { access: generateP256().privateKey, presentation: generateP256().privateKey }
  for (const kind of ['access', 'presentation'] as const) {
    const kid = kind.slice(0, 2)
    const record = { kid, kind, suite: 'ES256' as const, environment: 'test', publicKey: publicOf(keys[kind]), activeFrom: new Date(0), retireAt: null }
    ring.add({ record, signer: createEs256Signer({ kid, privateKey: keys[kind] }) })
  }
  return { ring, keys }
}

describe('two other libraries as oracles', () => {
  const published = jose.createLocalJWKSet(keyRing.toJwks() as unknown as jose.JSONWebKeySet)

  it('R2: jose verifies every presentation code of ours by the published keys alone', async () => {
    for (let i = 0; i < 200; i++) {
      const claims = { jti: newJti(), exp: seconds + 60 }
      const { payload, protectedHeader } = await jose.jwtVerify(tokens.issuePresentation(claims), published, {
        typ: 'zp',
        currentDate: at,
        algorithms: ['ES256'],
      })
      expect(payload).toEqual(claims)
      expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ'])
    }
  })

  it('R2: jose and jsonwebtoken verify full tokens of ours, with typ, issuer and audience', async () => {
    for (const kind of ['access', 'liveTicket', 'auditSeal', 'erasureProof'] as const) {
      const rule = TOKEN_KINDS[kind]
      const token = tokens.issue(kind, { jti: newJti(), lifeSeconds: rule.maxLifeSeconds, claims: { sid: 's' } })
      const publicKey = keyRing.findVerifier(jose.decodeProtectedHeader(token).kid!)!.publicKey as KeyObject
      const { payload } = await jose.jwtVerify(token, publicKey, {
        typ: rule.typ,
        issuer,
        audience: rule.aud,
        currentDate: at,
        algorithms: ['ES256'],
        requiredClaims: ['jti', 'iat', 'nbf', 'exp'],
      })
      expect(payload).toMatchObject({ sid: 's', iat: seconds, nbf: seconds, exp: seconds + rule.maxLifeSeconds })
      expect(jwt.verify(token, publicKey, { algorithms: ['ES256'], issuer, audience: rule.aud, clockTimestamp: seconds })).toEqual(payload)
    }
  })

  it('R2: codes and tokens that jose signs with our keys are taken, once their signature is low-S', async () => {
    const { ring, keys } = openRing()
    const service = createTokenService({ keyRing: ring, issuer, now })
    const lowS = (token: string) => {
      const end = token.lastIndexOf('.') + 1
      return token.slice(0, end) + toLowS(Buffer.from(token.slice(end), 'base64url')).toString('base64url')
    }
    let high = 0
    for (let i = 0; i < 100; i++) {
      const claims = { jti: newJti(), exp: seconds + 60 }
      const code = await new jose.SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'zp', kid: 'pr' }).sign(keys.presentation)
      expect(service.verifyPresentation(lowS(code))).toEqual({ ok: true, value: claims })
      if (lowS(code) !== code) {
        high++
        expect(service.verifyPresentation(code)).toEqual({ ok: false, error: { reason: 'highS' } })
      }
      const full = { sid: 's', iss: issuer, aud: 'zsb-api', jti: newJti(), iat: seconds, nbf: seconds, exp: seconds + 600 }
      const token = await new jose.SignJWT(full).setProtectedHeader({ alg: 'ES256', typ: TOKEN_KINDS.access.typ, kid: 'ac' }).sign(keys.access)
      expect(service.verify('access', lowS(token))).toEqual({ ok: true, value: full })
    }
    expect(high).toBeGreaterThan(20)
  })

  it('R2: what plain jsonwebtoken lets through is refused here', () => {
    const { ring, keys } = openRing()
    const service = createTokenService({ keyRing: ring, issuer, now })
    const claims = { iss: issuer, aud: 'zsb-api', jti: newJti(), iat: seconds, nbf: seconds, exp: seconds + 600 }
    const sign = (payload: object, header: object) => {
      const text = jwt.sign(payload, keys.access, {
        algorithm: 'ES256',
        keyid: 'ac',
        noTimestamp: true,
        header: { alg: 'ES256', typ: TOKEN_KINDS.access.typ, ...header },
      })
      const end = text.lastIndexOf('.') + 1
      return text.slice(0, end) + toLowS(Buffer.from(text.slice(end), 'base64url')).toString('base64url')
    }
    const { exp: _exp, ...endless } = claims
    const lenient: [string, string, string][] = [
      ['an unknown critical header', sign(claims, { crit: ['zsb'] }), 'headerNotAllowed'],
      ['another typ', sign(claims, { typ: 'JWT' }), 'headerNotAllowed'],
      ['no end', sign(endless, {}), 'claimsInvalid'],
      ['made in the future', sign({ ...claims, iat: seconds + 300, nbf: seconds, exp: seconds + 600 }, {}), 'claimsInvalid'],
      ['a second spelling of the signature', withStrayBits(sign(claims, {}), 1)!, 'notCanonical'],
    ]
    for (const [what, token, reason] of lenient) {
      expect(() => jwt.verify(token, publicOf(keys.access), { algorithms: ['ES256'], clockTimestamp: seconds })).not.toThrow()
      expect([what, service.verify('access', token)]).toEqual([what, { ok: false, error: { reason } }])
    }
  })

  it('R5: DER written by hand gives what OpenSSL takes, also for short r and s', () => {
    const { ring } = openRing()
    const signer = ring.activeSigner('presentation')
    let short = 0
    for (let i = 0; i < 2_000; i++) {
      const signature = signer.signBytes(Buffer.from(`input ${i}`))
      expect(signature).toHaveLength(64)
      expect(isLowS(signature)).toBe(true)
      if (signature[0] === 0 || signature[32] === 0) short++
    }
    expect(short).toBeGreaterThan(0)
    const service = createTokenService({ keyRing: ring, issuer, now })
    for (let i = 0; i < 2_000; i++) expect(service.verifyPresentation(service.issuePresentation({ jti: newJti(), exp: seconds + 60 })).ok).toBe(true)
  })
})

describe('a presentation code 亮证码', () => {
  const codes = Array.from({ length: 1_000 }, () => tokens.issuePresentation({ jti: newJti(), exp: seconds + 60 }))

  it('R8: carries exactly {jti, exp} and has 202 to 208 characters', () => {
    for (const code of codes) {
      expect(code.length).toBeGreaterThanOrEqual(202)
      expect(code.length).toBeLessThanOrEqual(LONGEST_TOKEN)
      expect(Object.keys(jose.decodeJwt(code))).toEqual(['jti', 'exp'])
    }
  })

  it('R8: across 1,000 codes jti and signature share no 8 characters', () => {
    const owner = new Map<string, number>()
    const shared: string[] = []
    codes.forEach((code, i) => {
      const { jti } = jose.decodeJwt(code)
      for (const text of [jti!, code.slice(code.lastIndexOf('.') + 1)]) {
        for (let from = 0; from + 8 <= text.length; from++) {
          const piece = text.slice(from, from + 8)
          if (owner.has(piece) && owner.get(piece) !== i) shared.push(piece)
          owner.set(piece, i)
        }
      }
    })
    expect(shared).toEqual([])
  })

  it('R8: is never made with an id that is not 128 bits, or for longer than 60 s', () => {
    for (const jti of ['', 'short', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(20)}"A`])
      expect(() => tokens.issuePresentation({ jti, exp: seconds + 60 })).toThrow(RangeError)
    for (const exp of [seconds + 61, seconds + 0.5, Number.NaN, Infinity]) expect(() => tokens.issuePresentation({ jti: newJti(), exp })).toThrow(RangeError)
  })

  it('R6: is good until the second before its end, and 5 s before its beginning for a clock that is behind', () => {
    const exp = seconds + 60
    const code = tokens.issuePresentation({ jti: `${'A'.repeat(21)}A`, exp })
    const seen = (ms: number) => createTokenService({ keyRing, issuer, now: () => new Date(exp * 1000 + ms) }).verifyPresentation(code)
    expect(seen(-1)).toMatchObject({ ok: true })
    expect(seen(0)).toEqual({ ok: false, error: { reason: 'expired', expiredAt: new Date(exp * 1000), jti: 'A'.repeat(22) } })
    expect(seen(-65_000)).toMatchObject({ ok: true })
    expect(seen(-65_001)).toMatchObject({ ok: false, error: { reason: 'notYetValid' } })
  })
})

describe('a full token', () => {
  const make = (lifeSeconds: number) => tokens.issue('access', { jti: newJti(), lifeSeconds, claims: { sid: 's', iss: 'evil', aud: 'evil', exp: 1 } })
  it('R6: is never made to live longer than its kind allows, nor with somebody else for issuer or audience', () => {
    for (const life of [601, 0, -1, 1.5, Number.NaN]) expect(() => make(life)).toThrow(RangeError)
    expect(jose.decodeJwt(make(600))).toMatchObject({ iss: issuer, aud: 'zsb-api', exp: seconds + 600 })
  })
  it('R6: taken as its own kind, it is still refused as every other, which is named', () => {
    for (const kind of ['access', 'liveTicket'] as const) {
      const token = tokens.issue(kind, { jti: newJti(), lifeSeconds: 30 })
      expect(tokens.verify(kind, token)).toMatchObject({ ok: true })
      for (const other of ['access', 'liveTicket', 'auditSeal', 'erasureProof'] as const) {
        if (other !== kind) expect(tokens.verify(other, token)).toEqual({ ok: false, error: { reason: 'wrongKind', kind } })
      }
      expect(tokens.verifyPresentation(token)).toEqual({ ok: false, error: { reason: 'wrongKind', kind } })
    }
  })
  it('R6: every kind has its own typ and its own audience', () => {
    const rules = Object.values(TOKEN_KINDS)
    expect(new Set(rules.map(({ typ }) => typ)).size).toBe(rules.length)
    expect(new Set(rules.map(({ aud }) => aud)).size).toBe(rules.length)
    expect(TOKEN_KINDS.presentation.maxLifeSeconds).toBe(60)
    expect(TOKEN_KINDS.access.maxLifeSeconds).toBe(600)
  })
})
