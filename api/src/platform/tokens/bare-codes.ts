import { err, ok, type Result } from '@zsb/shared'
import { OFFLINE_TAKEN_HOURS } from '@zsb/shared/place'
import { createTokenReader, isProven, type OpenedToken } from './compact'
import type { Signer } from './key-record'
import type { KeyRing } from './key-ring'
import type { TokenRefusal } from './refusal'
import { TOKEN_KINDS } from './token-kinds'

/** Kinds of code that say nothing by themselves: the payload is exactly {jti, exp} (R8). */
export type BareKind = 'presentation' | 'healthCode' | 'printedCode'
/** A clock may be ahead by this many seconds (R6). */
export const AHEAD_SECONDS = 5
const PAST_MS = OFFLINE_TAKEN_HOURS * 3_600_000

/** 128 bits in 22 characters; the last carries two of them. */
const JTI = /^[A-Za-z0-9_-]{21}[AQgw]$/
/** The payload to the letter: exactly {jti, exp} in this order and spelling; `exp` has ten digits until the year 2286. */
const PAYLOAD = /^\{"jti":"([A-Za-z0-9_-]{21}[AQgw])","exp":([1-9]\d{9})\}$/

export interface BareClaims {
  jti: string
  /** Seconds since 1970. */
  exp: number
}

export interface BareCodes {
  /** Signs exactly `{jti, exp}`. @throws RangeError for a jti that is not 128 bits, or an end that is further off than the kind lives */
  issue: (claims: BareClaims) => string
  verify: (text: string) => Result<BareClaims, TokenRefusal>
  /** Of a code that was scanned without network: also by a key that was retired since, as long as what was kept is taken; by none that was withdrawn. */
  verifyPast: (text: string) => Result<BareClaims, TokenRefusal>
}

/**
 * 亮证码 and 健康码, both ways, on KeyObjects: the hottest paths of the system. jsonwebtoken would cost a third of the signature
 * (docs/performance.md, P1). What a code does not carry (`iss`, `aud`, `iat = nbf = exp − 60`) is fixed by its key (R6).
 */
export function createBareCodes({ kind, keyRing, now }: { kind: BareKind; keyRing: KeyRing; now: () => Date }): BareCodes {
  const { typ, maxLifeSeconds } = TOKEN_KINDS[kind]
  const reader = createTokenReader({ keyRing, now })
  const pastReader = createTokenReader({ keyRing, now, retiredForMs: PAST_MS })
  /** The header of a signer is the same for all its codes. */
  const heads = new WeakMap<Signer, string>()

  function headOf(signer: Signer): string {
    let head = heads.get(signer)
    if (head === undefined) {
      head = `${Buffer.from(JSON.stringify({ alg: signer.suite, typ, kid: signer.kid })).toString('base64url')}.`
      heads.set(signer, head)
    }
    return head
  }

  function issue({ jti, exp }: BareClaims): string {
    const latest = Math.floor(now().getTime() / 1000) + maxLifeSeconds
    if (!JTI.test(jti) || !Number.isSafeInteger(exp) || exp > latest) throw new RangeError(`${kind}: a code has a 128-bit id and lives ${maxLifeSeconds} s`)
    const signer = keyRing.activeSigner(kind)
    const input = headOf(signer) + Buffer.from(`{"jti":"${jti}","exp":${exp}}`, 'latin1').toString('base64url')
    return `${input}.${signer.signBytes(Buffer.from(input, 'latin1')).toString('base64url')}`
  }

  const verify = (text: string) => check(reader.open(kind, text))
  const verifyPast = (text: string) => check(pastReader.open(kind, text))

  function check(opened: Result<OpenedToken, TokenRefusal>): Result<BareClaims, TokenRefusal> {
    if (!opened.ok) return opened
    if (!isProven(opened.value)) return err({ reason: 'badSignature' })
    const match = PAYLOAD.exec(opened.value.payload.toString('latin1'))
    if (!match) return err({ reason: 'claimsInvalid' })
    const jti = match[1]!
    const exp = Number(match[2])
    const nowMs = now().getTime()
    if (nowMs >= exp * 1000) return err({ reason: 'expired', expiredAt: new Date(exp * 1000), jti })
    // iat = nbf = exp − its life is restored: a code that ends later than that was made in the future.
    if ((exp - maxLifeSeconds - AHEAD_SECONDS) * 1000 > nowMs) return err({ reason: 'notYetValid' })
    return ok({ jti, exp })
  }

  return { issue, verify, verifyPast }
}
