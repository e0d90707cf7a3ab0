import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import { constantTimeEqual } from '../crypto'
import type { AuditEnd } from './seal-folder'

const Line = z.strictObject({ seq: z.int().check(z.minimum(1)), hash: z.string(), at: z.string(), mac: z.string() })

/** A line of a release before seals were signed: JSON with an HMAC under a key derived from the field key. */
export const isFormerLine = (line: string): boolean => line.startsWith('{')

const macOf = ({ seq, hash, at }: { seq: number; hash: string; at: string }, key: Buffer) =>
  createHmac('sha256', key).update(`${seq}\n${hash}\n${at}`).digest('base64url')

/** Null for a line that is not genuine. */
export function readFormerLine(line: string, key: Buffer): AuditEnd | null {
  try {
    const { data } = z.safeParse(Line, JSON.parse(line))
    return data && constantTimeEqual(data.mac, macOf(data, key)) ? { seq: data.seq, hash: data.hash, at: new Date(data.at) } : null
  } catch {
    return null
  }
}

/** Such a line, for tests of what becomes of it. */
export function buildFormerLine({ seq, hash, at }: AuditEnd, key: Buffer): string {
  const line = { seq, hash, at: at.toISOString() }
  return JSON.stringify({ ...line, mac: macOf(line, key) })
}
