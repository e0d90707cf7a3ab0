import { err, ok, type Result } from '@zsb/shared'
import { verify as verifyJwt } from 'jsonwebtoken'
import { decodeBase64url, parseExactJson } from './canonical'
import type { KeyRecord, Signer } from './key-record'
import type { KeyRing } from './key-ring'
import { isLowS, verifyP256 } from './p256'
import type { TokenRefusal } from './refusal'
import { verifySm2 } from './sm2'
import { TOKEN_KINDS, TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'

const LONGEST_TEXT = 2_048
/** A clock may be ahead by this many seconds (R6). */
const AHEAD_SECONDS = 5
const JTI = /^[A-Za-z0-9_-]{16,64}$/
const PRESENTATION_JTI = /^[A-Za-z0-9_-]{22}$/

export interface Claims {
  jti: string
  iat: number
  nbf: number
  exp: number
  [claim: string]: unknown
}

export interface TokenService {
  /** Signs a token of this kind; `iss`, `aud`, `iat`, `nbf` are added. @param lifeSeconds at most the kind's longest life */
  issue: (kind: Exclude<TokenKind, 'presentation'>, token: { jti: string; lifeSeconds: number; claims?: Record<string, unknown> }) => string
  /** Signs exactly `{jti, exp}`. */
  issuePresentation: (claims: { jti: string; exp: number }) => string
  verify: (kind: Exclude<TokenKind, 'presentation'>, text: string) => Result<Claims, TokenRefusal>
  /** The hottest path: own code on KeyObjects. */
  verifyPresentation: (text: string) => Result<{ jti: string; exp: number }, TokenRefusal>
}

interface Parts {
  keyRing: KeyRing
  /** Our name in `iss`. */
  issuer: string
  now: () => Date
}

const KIND_BY_TYP = new Map<string, TokenKind>(TOKEN_KIND_NAMES.map((kind) => [TOKEN_KINDS[kind].typ, kind]))

/**
 * Signs and checks every token of ours. `jsonwebtoken` signs; the check is stricter than any library's, because measured
 * leniency of plain jsonwebtoken (no `typ`, ignored `crit`, missing `exp`, twenty spellings) is what attacks use (R2–R6).
 */
export function createTokenService({ keyRing, issuer, now }: Parts): TokenService {
  const seconds = () => Math.floor(now().getTime() / 1000)
  /** Headers of keys seen before: base64url text → record. A header that is not one of ours to the letter takes the slow way. */
  const knownHeaders = new Map<string, string>()

  function issue(kind: Exclude<TokenKind, 'presentation'>, token: { jti: string; lifeSeconds: number; claims?: Record<string, unknown> }): string {
    const rule = TOKEN_KINDS[kind]
    if (token.lifeSeconds > rule.maxLifeSeconds) throw new Error(`${kind} may not live ${token.lifeSeconds} s`)
    const iat = seconds()
    const payload = { ...token.claims, iss: issuer, aud: rule.aud, jti: token.jti, iat, nbf: iat, exp: iat + token.lifeSeconds }
    return keyRing.activeSigner(kind).signToken({ typ: rule.typ, payload })
  }

  /** Head of a presentation code by key: the same for every code of a key. */
  const heads = new Map<string, string>()

  /** Hot path: the library would cost a third of the signature (docs/performance.md, P1). */
  function issuePresentation({ jti, exp }: { jti: string; exp: number }): string {
    const signer = keyRing.activeSigner('presentation')
    let head = heads.get(signer.kid)
    if (head === undefined) {
      head = Buffer.from(JSON.stringify({ alg: signer.suite, typ: TOKEN_KINDS.presentation.typ, kid: signer.kid })).toString('base64url')
      heads.set(signer.kid, head)
    }
    const input = `${head}.${Buffer.from(`{"jti":"${jti}","exp":${exp}}`).toString('base64url')}`
    return `${input}.${signer.signBytes(Buffer.from(input)).toString('base64url')}`
  }

  /** Form, header, key, signature; answers key and payload bytes. */
  function open(kind: TokenKind, text: string): Result<{ payload: Buffer; record: KeyRecord }, TokenRefusal> {
    if (text.length > LONGEST_TEXT) return err({ reason: 'tooLong' })
    const first = text.indexOf('.')
    const last = text.lastIndexOf('.')
    if (first <= 0 || last <= first + 1 || last === text.length - 1 || text.indexOf('.', first + 1) !== last) return err({ reason: 'malformed' })
    const head = text.slice(0, first)
    const key = readHeader(kind, head)
    if (!key.ok) return key
    const signature = decodeBase64url(text.slice(last + 1))
    const payload = decodeBase64url(text.slice(first + 1, last))
    if (!signature || !payload) return err({ reason: 'notCanonical' })
    const proof = checkSignature(key.value, Buffer.from(text.slice(0, last)), signature)
    return proof ? err(proof) : ok({ payload, record: key.value })
  }

  function readHeader(kind: TokenKind, head: string): Result<KeyRecord, TokenRefusal> {
    const known = knownHeaders.get(head)
    const record = known === undefined ? undefined : keyRing.findVerifier(known)
    if (record?.kind === kind) return ok(record)
    const bytes = decodeBase64url(head)
    if (!bytes) return err({ reason: 'notCanonical' })
    const header = parseExactJson(bytes)
    if (!header) return err({ reason: 'malformed' })
    return findKey(kind, head, header)
  }

  function findKey(kind: TokenKind, head: string, header: Record<string, unknown>): Result<KeyRecord, TokenRefusal> {
    const { alg, kid, typ } = header
    if (Object.keys(header).length !== 3 || typeof kid !== 'string' || typeof typ !== 'string' || typeof alg !== 'string') return err({ reason: 'headerNotAllowed' })
    const named = KIND_BY_TYP.get(typ)
    if (named && named !== kind) return err({ reason: 'wrongKind', kind: named })
    if (!named) return err({ reason: 'headerNotAllowed' })
    const record = keyRing.findVerifier(kid)
    if (!record) return err({ reason: 'unknownKey' })
    if (record.kind !== kind) return err({ reason: 'wrongKind', kind: record.kind })
    if (record.suite !== alg) return err({ reason: 'headerNotAllowed' })
    if (knownHeaders.size > 64) knownHeaders.clear()
    knownHeaders.set(head, kid)
    return ok(record)
  }

  function verifyPresentation(text: string): Result<{ jti: string; exp: number }, TokenRefusal> {
    const opened = open('presentation', text)
    if (!opened.ok) return opened
    const payload = parseExactJson(opened.value.payload)
    if (!payload || Object.keys(payload).length !== 2) return err({ reason: 'claimsInvalid' })
    const { jti, exp } = payload
    if (typeof jti !== 'string' || !PRESENTATION_JTI.test(jti) || !Number.isSafeInteger(exp)) return err({ reason: 'claimsInvalid' })
    const at = seconds()
    const until = exp as number
    if (at >= until) return err({ reason: 'expired', expiredAt: new Date(until * 1000), jti })
    // What the key record fixes is restored: iat = nbf = exp − 60.
    if (until - TOKEN_KINDS.presentation.maxLifeSeconds > at + AHEAD_SECONDS) return err({ reason: 'notYetValid' })
    return ok({ jti, exp: until })
  }

  function verify(kind: Exclude<TokenKind, 'presentation'>, text: string): Result<Claims, TokenRefusal> {
    const opened = open(kind, text)
    if (!opened.ok) return opened
    const payload = parseExactJson(opened.value.payload)
    if (!payload) return err({ reason: 'claimsInvalid' })
    const { iss, aud, jti, iat, nbf, exp } = payload
    const rule = TOKEN_KINDS[kind]
    const whole = [iat, nbf, exp].every((time) => Number.isSafeInteger(time))
    if (iss !== issuer || aud !== rule.aud || typeof jti !== 'string' || !JTI.test(jti) || !whole) return err({ reason: 'claimsInvalid' })
    const [issued, from, until] = [iat as number, nbf as number, exp as number]
    if (until <= issued || until - issued > rule.maxLifeSeconds) return err({ reason: 'lifeTooLong' })
    const at = seconds()
    if (issued > at + AHEAD_SECONDS || from > at + AHEAD_SECONDS) return err({ reason: 'notYetValid' })
    if (at >= until) return err({ reason: 'expired', expiredAt: new Date(until * 1000), jti })
    if (opened.value.record.suite === 'ES256' && !libraryAgrees({ text, record: opened.value.record, issuer, audience: rule.aud, at })) return err({ reason: 'claimsInvalid' })
    return ok(payload as Claims)
  }

  return { issue, issuePresentation, verify, verifyPresentation }
}

/** The library's own check beside ours, pinned to the key's one algorithm: two readers must agree before anybody is let in. */
function libraryAgrees({ text, record, issuer, audience, at }: { text: string; record: KeyRecord; issuer: string; audience: string; at: number }): boolean {
  try {
    verifyJwt(text, record.publicKey as Exclude<KeyRecord['publicKey'], string>, { algorithms: ['ES256'], issuer, audience, clockTimestamp: at, clockTolerance: AHEAD_SECONDS })
    return true
  } catch {
    return false
  }
}

function checkSignature(record: KeyRecord, input: Buffer, signature: Buffer): TokenRefusal | null {
  if (signature.length !== 64) return { reason: 'malformed' }
  if (record.suite === 'SM2') return verifySm2(input, record.publicKey as string, signature) ? null : { reason: 'badSignature' }
  if (!isLowS(signature)) return { reason: 'highS' }
  return verifyP256(input, record.publicKey as Exclude<KeyRecord['publicKey'], string>, signature) ? null : { reason: 'badSignature' }
}
