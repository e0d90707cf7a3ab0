import { err, ok, type Result } from '@zsb/shared'
import type { KeyObject } from 'node:crypto'
import { decodeBase64url, parseExactJson } from './canonical'
import type { KeyRecord, Suite } from './key-record'
import type { KeyRing } from './key-ring'
import { isLowS, verifyP256 } from './p256'
import type { TokenRefusal } from './refusal'
import { verifySm2 } from './sm2'
import { TOKEN_KINDS, TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'

/** Longest text that is looked at (R5). */
export const LONGEST_TEXT = 2_048
const SUITES: readonly string[] = ['ES256', 'SM2'] satisfies Suite[]
const KIND_BY_TYP = new Map<string, TokenKind>(TOKEN_KIND_NAMES.map((kind) => [TOKEN_KINDS[kind].typ, kind]))

/** A key as a check uses it: its record and the one algorithm of that record. */
export interface Verifier {
  record: KeyRecord
  proves: (input: Buffer, signature: Buffer) => boolean
}

/** A token whose form, header and spelling are ours; its signature has not been checked. */
export interface OpenedToken {
  verifier: Verifier
  /** What was signed, as text. */
  input: string
  payload: Buffer
  signature: Buffer
}

function toVerifier(record: KeyRecord): Verifier {
  if (record.suite === 'SM2') return { record, proves: (input, signature) => verifySm2(input, record.publicKey as string, signature) }
  const key = record.publicKey as KeyObject
  return { record, proves: (input, signature) => verifyP256(input, key, signature) }
}

/**
 * Reads compact tokens of ours up to the signature: form → header → key → spelling. Nothing in a header chooses an algorithm or
 * brings a key (R3, R4): three names, all of them ours, and a `kid` found by exact match. @param retiredForMs for how long after its end a key proves here;
 * one that was withdrawn is not in the ring and proves nothing
 */
export function createTokenReader({ keyRing, now, retiredForMs = 0 }: { keyRing: KeyRing; now: () => Date; retiredForMs?: number }) {
  const keyAt = () => new Date(now().getTime() - retiredForMs)
  /** Headers met before, letter by letter: a key's header is always the same text. Forgotten whenever the ring changes. */
  const known = new Map<string, { kind: TokenKind; verifier: Verifier }>()
  let generation = keyRing.generation()

  function open(kind: TokenKind, text: string): Result<OpenedToken, TokenRefusal> {
    if (text.length > LONGEST_TEXT) return err({ reason: 'tooLong' })
    const first = text.indexOf('.')
    const last = text.indexOf('.', first + 1)
    if (first <= 0 || last <= first + 1 || last === text.length - 1 || text.indexOf('.', last + 1) !== -1) return err({ reason: 'malformed' })
    const found = findVerifier(kind, text.slice(0, first))
    if (!found.ok) return found
    const payload = decodeBase64url(text.slice(first + 1, last))
    const signature = decodeBase64url(text.slice(last + 1))
    if (!payload || !signature) return err({ reason: 'notCanonical' })
    if (signature.length !== 64) return err({ reason: 'malformed' })
    if (found.value.record.suite === 'ES256' && !isLowS(signature)) return err({ reason: 'highS' })
    return ok({ verifier: found.value, input: text.slice(0, last), payload, signature })
  }

  function findVerifier(kind: TokenKind, head: string): Result<Verifier, TokenRefusal> {
    if (keyRing.generation() !== generation) {
      known.clear()
      generation = keyRing.generation()
    }
    const met = known.get(head)
    if (met?.kind === kind && isAlive(met.verifier.record)) return ok(met.verifier)
    const bytes = decodeBase64url(head)
    if (!bytes) return err({ reason: 'notCanonical' })
    const header = parseExactJson(bytes)
    if (!header) return err({ reason: 'malformed' })
    const record = findKey(kind, header)
    if (!record.ok) return record
    const verifier = toVerifier(record.value)
    if (known.size >= 64) known.clear()
    known.set(head, { kind, verifier })
    return ok(verifier)
  }

  const isAlive = (record: KeyRecord) => record.retireAt === null || keyAt() < record.retireAt

  function findKey(kind: TokenKind, header: Record<string, unknown>): Result<KeyRecord, TokenRefusal> {
    const { alg, kid, typ } = header
    const named = typeof typ === 'string' ? KIND_BY_TYP.get(typ) : undefined
    if (Object.keys(header).length !== 3 || !named || typeof kid !== 'string' || typeof alg !== 'string' || !SUITES.includes(alg)) {
      return err({ reason: 'headerNotAllowed' })
    }
    const record = keyRing.findVerifier(kid, keyAt())
    if (!record) return err({ reason: 'unknownKey' })
    // A key speaks for one kind and by one algorithm; a header that says otherwise was not written by us.
    if (record.kind !== named || record.suite !== alg) return err({ reason: 'headerNotAllowed' })
    return named === kind ? ok(record) : err({ reason: 'wrongKind', kind: named })
  }

  return { open }
}

/** True when the key made the signature. Never throws. */
export function isProven({ verifier, input, signature }: OpenedToken): boolean {
  try {
    return verifier.proves(Buffer.from(input, 'latin1'), signature)
  } catch {
    return false
  }
}
