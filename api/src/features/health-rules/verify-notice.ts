import { createPublicKey } from 'node:crypto'
import { err, ok, type Result } from '@zsb/shared'
import { ContactAnswer, HealthCountersignature, HealthNotice } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import { decodeBase64url, parseExactJson } from '../../platform/tokens/canonical'
import { isLowS, verifyP256 } from '../../platform/tokens/p256'
import type { FindAuthority, HealthAuthority } from './authority'

/** `unsigned`: nobody who may has signed exactly this; `invalid`: signed, and not a notice by the rules; `outOfTime`: signed too long ago, or ahead. */
export type NoticeRefusal = 'unsigned' | 'invalid' | 'outOfTime'

/** A signed text 签发原文 and whose it is. */
export interface Signed<T> {
  authority: HealthAuthority
  payload: T
}

interface Against {
  findAuthority: FindAuthority
  now: Date
}

/** How old a signature may be when it comes in, and how far ahead its clock. */
const OLDEST_MS = 72 * 3_600_000
const MOST_AHEAD_MS = 5 * 60_000

/**
 * Whose a text is: form, header letter by letter, the key pinned for the authority it names and found by its exact `kid`, one algorithm, one
 * spelling (security.md R3–R6). Null for anything else.
 */
async function readSigned(text: string, typ: string, findAuthority: FindAuthority): Promise<Signed<Record<string, unknown>> | null> {
  const [head = '', body = '', tail = '', ...more] = text.split('.')
  const [header, said, signature] = [decodeBase64url(head), decodeBase64url(body), decodeBase64url(tail)]
  const claims = header && parseExactJson(header)
  const payload = said && parseExactJson(said)
  if (more.length > 0 || !claims || !payload || signature?.length !== 64 || !isLowS(signature)) return null
  if (Object.keys(claims).length !== 3 || claims.alg !== 'ES256' || claims.typ !== typ || typeof payload.iss !== 'string') return null
  const authority = await findAuthority(payload.iss)
  const key = authority?.keys.find(({ kid }) => kid === claims.kid)
  return authority && key && isSignedBy(key.publicKey, `${head}.${body}`, signature) ? { authority, payload } : null
}

function isSignedBy(publicKey: string, input: string, signature: Buffer): boolean {
  try {
    const key = createPublicKey(publicKey)
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' && verifyP256(Buffer.from(input, 'latin1'), key, signature)
  } catch {
    return false
  }
}

function isInTime(iat: number, now: Date): boolean {
  const age = now.getTime() - iat * 1000
  return age <= OLDEST_MS && age >= -MOST_AHEAD_MS
}

/** A notice, or why it is none. The last branch refuses. */
export async function verifyNotice(text: string, { findAuthority, now }: Against): Promise<Result<Signed<HealthNotice>, NoticeRefusal>> {
  const signed = await readSigned(text, 'hn+jws', findAuthority)
  if (!signed) return err('unsigned')
  const read = z.safeParse(HealthNotice, signed.payload)
  if (!read.success) return err('invalid')
  return isInTime(read.data.iat, now) ? ok({ authority: signed.authority, payload: read.data }) : err('outOfTime')
}

/** A countersignature 会签, or why it is none. */
export async function verifyCountersignature(text: string, { findAuthority, now }: Against): Promise<Result<Signed<HealthCountersignature>, NoticeRefusal>> {
  const signed = await readSigned(text, 'hs+jws', findAuthority)
  if (!signed) return err('unsigned')
  const read = z.safeParse(HealthCountersignature, signed.payload)
  if (!read.success) return err('invalid')
  return isInTime(read.data.iat, now) ? ok({ authority: signed.authority, payload: read.data }) : err('outOfTime')
}

/** What the disease control says of a contact query 流调查询, or why it is none; only who may name contacts may say it. */
export async function verifyContactAnswer(text: string, { findAuthority, now }: Against): Promise<Result<Signed<ContactAnswer>, NoticeRefusal>> {
  const signed = await readSigned(text, 'cq+jws', findAuthority)
  if (!signed?.authority.kinds.includes('contact')) return err('unsigned')
  const read = z.safeParse(ContactAnswer, signed.payload)
  if (!read.success) return err('invalid')
  return isInTime(read.data.iat, now) ? ok({ authority: signed.authority, payload: read.data }) : err('outOfTime')
}
