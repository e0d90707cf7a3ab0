import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostileTokens, mutants, scannedToken } from '../../../test-support/tokens'
import { createTokenService, openKeyStore, TOKEN_KIND_NAMES, TOKEN_KINDS, type TokenRefusal } from '.'

const at = new Date('2026-11-24T06:00:00.000Z')
const now = () => at
const issuer = 'https://zsb.test'
const keyRing = openKeyStore({ dir: mkdtempSync(join(tmpdir(), 'zsb-attacks-')), environment: 'test', mayCreate: true, now }).ring
const tokens = createTokenService({ keyRing, issuer, now })
const seconds = Math.floor(at.getTime() / 1000)
const SEALED = { seq: 7, hash: '0'.repeat(64), at: at.toISOString() }
const jti = (n: number) => `${String(n).padStart(21, '0')}A`

const kinds = {
  presentation: { verify: tokens.verifyPresentation, make: (n: number) => tokens.issuePresentation({ jti: jti(n), exp: seconds + 60 }) },
  healthCode: { verify: tokens.verifyHealthCode, make: (n: number) => tokens.issueHealthCode({ jti: jti(n), exp: seconds + 60 }) },
  printedCode: { verify: tokens.verifyPrintedCode, make: (n: number) => tokens.issuePrintedCode({ jti: jti(n), exp: seconds + 86_400 }) },
  placeCode: {
    verify: (text: string) => tokens.verify('placeCode', text),
    make: (n: number) => tokens.issue('placeCode', { jti: jti(n), lifeSeconds: 90, claims: { place: '01JDEMO0000000000000000000' } }),
  },
  placePoster: {
    verify: (text: string) => tokens.verify('placePoster', text),
    make: (n: number) => tokens.issue('placePoster', { jti: jti(n), lifeSeconds: 86_400, claims: { place: '01JDEMO0000000000000000000' } }),
  },
  access: {
    verify: (text: string) => tokens.verify('access', text),
    make: (n: number) => tokens.issue('access', { jti: jti(n), lifeSeconds: 600, claims: { sid: '01JDEMO0000000000000000000' } }),
  },
  applicationCode: {
    verify: (text: string) => tokens.verify('applicationCode', text),
    make: (n: number) => tokens.issue('applicationCode', { jti: jti(n), lifeSeconds: 60 }),
  },
  liveTicket: {
    verify: (text: string) => tokens.verify('liveTicket', text),
    make: (n: number) => tokens.issue('liveTicket', { jti: jti(n), lifeSeconds: 30, claims: { sid: '01JDEMO0000000000000000000' } }),
  },
  auditSeal: {
    verify: (text: string) => tokens.verify('auditSeal', text),
    make: (n: number) => tokens.issue('auditSeal', { jti: jti(n), lifeSeconds: TOKEN_KINDS.auditSeal.maxLifeSeconds, claims: SEALED }),
  },
  erasureProof: {
    verify: (text: string) => tokens.verify('erasureProof', text),
    make: (n: number) => tokens.issue('erasureProof', { jti: jti(n), lifeSeconds: TOKEN_KINDS.erasureProof.maxLifeSeconds, claims: { sunset: 's', no: 1 } }),
  },
}
type Answer = { ok: true } | { ok: false; error: TokenRefusal }

describe.each(TOKEN_KIND_NAMES)('hostile tokens where a token of kind %s is asked for', (kind) => {
  const { verify, make } = kinds[kind]
  const corpus = hostileTokens({ kind, keyRing, issuer, now, ...(kind === 'auditSeal' && { claims: SEALED }) })

  it('R5: there are at least 300 of them, each refused for its own reason, and none throws', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300)
    const wrong = corpus.flatMap(({ family, name, token, refused }) => {
      const answer: Answer = verify(token)
      if (!answer.ok && refused.includes(answer.error.reason)) return []
      return [`${family} › ${name}: ${answer.ok ? 'ACCEPTED' : answer.error.reason} instead of ${refused.join(' or ')}`]
    })
    expect(wrong).toEqual([])
  })

  const rules = [...new Set(corpus.map(({ rule, family }) => `${rule}: ${family}`))]
  it.each(rules)('%s is refused to the last token', (title) => {
    const family = corpus.filter((each) => `${each.rule}: ${each.family}` === title)
    expect(family.filter(({ token }) => verify(token).ok)).toEqual([])
  })

  it('R5: read as a scanned link, nothing but a genuine text with blanks or an input method in it is a genuine code', () => {
    const accepted = corpus.filter(({ token }) => {
      const text = scannedToken(token)
      return text !== null && verify(text).ok
    })
    expect(accepted.filter(({ forgivenByScanner }) => !forgivenByScanner)).toEqual([])
    expect(accepted.length).toBeLessThan(15)
  })

  it('R5: of 10,000 mutants and their original only the original is accepted, and none throws', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const [token, other] = [make(2 * seed), make(2 * seed + 1)]
      expect(verify(token).ok).toBe(true)
      const accepted = [...mutants({ token, other, seed, count: 1_000 })].filter((mutant) => verify(mutant).ok)
      expect(accepted).toEqual([])
    }
  })
})
