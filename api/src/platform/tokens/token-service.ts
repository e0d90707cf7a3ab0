import { err, ok, type Result } from '@zsb/shared'
import type { KeyObject } from 'node:crypto'
import { JsonWebTokenError, verify as verifyJwt } from 'jsonwebtoken'
import { AHEAD_SECONDS, createBareCodes, type BareCodes, type BareKind } from './bare-codes'
import { parseExactJson } from './canonical'
import { createTokenReader, isProven, type OpenedToken } from './compact'
import type { KeyRing } from './key-ring'
import type { TokenRefusal } from './refusal'
import { TOKEN_KINDS, type TokenKind } from './token-kinds'

const JTI = /^[A-Za-z0-9_-]{16,64}$/

/** What every token carries beside its own claims (RFC 7519); times in seconds since 1970. */
export interface Claims {
  jti: string
  iat: number
  nbf: number
  exp: number
  [claim: string]: unknown
}

/** Every kind but the bare codes, which have a form and functions of their own. */
export type FullTokenKind = Exclude<TokenKind, BareKind>

export interface TokenService {
  issuePresentation: BareCodes['issue']
  verifyPresentation: BareCodes['verify']
  issueHealthCode: BareCodes['issue']
  verifyHealthCode: BareCodes['verify']
  verifyPastHealthCode: BareCodes['verifyPast']
  issuePrintedCode: BareCodes['issue']
  verifyPrintedCode: BareCodes['verify']
  /** Signs a token of this kind; `iss`, `aud`, `iat`, `nbf`, `exp` are added and cannot be given. @param lifeSeconds at most the kind's longest life */
  issue: (kind: FullTokenKind, token: { jti: string; lifeSeconds: number; claims?: Record<string, unknown> }) => string
  verify: (kind: FullTokenKind, text: string) => Result<Claims, TokenRefusal>
  /** Grows with every change of the keys, for whoever remembers that a token was good. */
  keysGeneration: () => number
}

interface Parts {
  keyRing: KeyRing
  /** Our name in `iss`. */
  issuer: string
  now: () => Date
}

/**
 * Signs and checks every token of ours (R2). `jsonwebtoken` signs, and proves the signature of what has passed our own reading
 * first, because measured leniency of the plain library (no `typ`, ignored `crit`, missing `exp`, future `iat`, twenty
 * spellings, TypeErrors) is what attacks use (R2–R6).
 */
export function createTokenService({ keyRing, issuer, now }: Parts): TokenService {
  const reader = createTokenReader({ keyRing, now })
  const seconds = () => Math.floor(now().getTime() / 1000)

  function issue(kind: FullTokenKind, { jti, lifeSeconds, claims }: { jti: string; lifeSeconds: number; claims?: Record<string, unknown> }): string {
    const rule = TOKEN_KINDS[kind]
    const fits = Number.isSafeInteger(lifeSeconds) && lifeSeconds > 0 && lifeSeconds <= rule.maxLifeSeconds
    if (!fits || !JTI.test(jti)) throw new RangeError(`${kind}: a life of ${lifeSeconds} s or the id is not allowed`)
    const iat = seconds()
    const payload = { ...claims, iss: issuer, aud: rule.aud, jti, iat, nbf: iat, exp: iat + lifeSeconds }
    return keyRing.activeSigner(kind).signToken({ typ: rule.typ, payload })
  }

  function verify(kind: FullTokenKind, text: string): Result<Claims, TokenRefusal> {
    const opened = reader.open(kind, text)
    if (!opened.ok) return opened
    const proof = proveByLibrary(text, opened.value)
    if (proof) return err(proof)
    const payload = parseExactJson(opened.value.payload)
    return payload ? checkClaims(kind, payload) : err({ reason: 'claimsInvalid' })
  }

  function checkClaims(kind: FullTokenKind, payload: Record<string, unknown>): Result<Claims, TokenRefusal> {
    const rule = TOKEN_KINDS[kind]
    const { iss, aud, jti, iat, nbf, exp } = payload
    const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 1e11
    if (iss !== issuer || aud !== rule.aud || typeof jti !== 'string' || !JTI.test(jti)) return err({ reason: 'claimsInvalid' })
    if (!isTime(iat) || !isTime(nbf) || !isTime(exp) || exp <= iat || nbf < iat || nbf >= exp) return err({ reason: 'claimsInvalid' })
    if (exp - iat > rule.maxLifeSeconds) return err({ reason: 'lifeTooLong' })
    const at = seconds()
    if (iat > at + AHEAD_SECONDS || nbf > at + AHEAD_SECONDS) return err({ reason: 'notYetValid' })
    if (at >= exp) return err({ reason: 'expired', expiredAt: new Date(exp * 1000), jti })
    return ok({ ...payload, jti, iat, nbf, exp })
  }

  const presentation = createBareCodes({ kind: 'presentation', keyRing, now })
  const healthCode = createBareCodes({ kind: 'healthCode', keyRing, now })
  const printedCode = createBareCodes({ kind: 'printedCode', keyRing, now })
  return {
    issue,
    verify,
    keysGeneration: keyRing.generation,
    issuePresentation: presentation.issue,
    verifyPresentation: presentation.verify,
    issueHealthCode: healthCode.issue,
    verifyHealthCode: healthCode.verify,
    verifyPastHealthCode: healthCode.verifyPast,
    issuePrintedCode: printedCode.issue,
    verifyPrintedCode: printedCode.verify,
  }
}

/** The signature of a token that has been read, by the library and pinned to the key's one algorithm; SM2 by its own provider. */
function proveByLibrary(text: string, opened: OpenedToken): TokenRefusal | null {
  const { record } = opened.verifier
  if (record.suite === 'SM2') return isProven(opened) ? null : { reason: 'badSignature' }
  try {
    verifyJwt(text, record.publicKey as KeyObject, { algorithms: ['ES256'], ignoreExpiration: true, ignoreNotBefore: true })
    return null
  } catch (cause) {
    return { reason: cause instanceof JsonWebTokenError && cause.message === 'invalid signature' ? 'badSignature' : 'malformed' }
  }
}
