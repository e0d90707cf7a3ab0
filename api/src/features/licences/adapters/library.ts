import * as z from 'zod/mini'
import { OutboundFailure } from '../../../platform/outbound/outbound'

/** A document somebody is looked up by: kind as the three digits of GB/T 36903 (111 公民身份号码, 001 统一社会信用代码 …). */
export interface DocumentKey {
  documentCode: string
  number: string
}

/** A licence as a department's library tells it, in one shape for all five; items and state still in the library's own words. */
export interface CollectedLicence {
  identifier: string
  /** 证照类型代码. */
  typeCode: string
  number: string
  issuer: string
  issuedOn: string | null
  validFrom: string | null
  /** Null without an end 长期. */
  validTo: string | null
  state: string
  changedAt: Date
  changeReason: string
  holders: (DocumentKey & { name: string; role: string })[]
  /** 信息项 by the library's own names, nested ones joined by dots. */
  items: Record<string, string>
  /** What belongs to one holder only, e.g. his row of the household register. */
  members: (DocumentKey & { items: Record<string, string> })[]
}

export interface LibraryState {
  state: string
  changedAt: Date
}

/** The door to one department's licence library 证照库. */
export interface LicenceLibrary {
  code: 'police' | 'hrss' | 'market' | 'health' | 'disabled'
  /** Everything held under a document, page by page; with `changedSince` only what changed then or later. @throws OutboundFailure */
  listByHolder: (query: DocumentKey & { changedSince?: Date; timeoutMs?: number }) => Promise<CollectedLicence[]>
  /** Present state of one licence; null when the library does not know it. @throws OutboundFailure */
  askState: (query: { identifier: string; timeoutMs?: number }) => Promise<LibraryState | null>
}

/** Pages a library may answer with before it is taken for broken. */
export const MOST_PAGES = 50

/** Reads an answer, or takes the library for broken: what does not fit is never half used. */
export function readAnswer<S extends z.ZodMiniType>(system: string, schema: S, answer: unknown): z.output<S> {
  const parsed = z.safeParse(schema, answer)
  if (!parsed.success) throw new OutboundFailure(system, 'garbage')
  return parsed.data
}

/** Nested members as `a.b` → text; lists and empty values are left out. */
export function flatten(value: object, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, member] of Object.entries(value)) {
    const path = prefix + name
    if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') flat[path] = String(member)
    else if (member && typeof member === 'object' && !Array.isArray(member)) Object.assign(flat, flatten(member as object, `${path}.`))
  }
  return flat
}

const OPEN_END = new Set(['', '99991231', '9999-12-31', '长期'])

/** `YYYYMMDD` or `YYYY-MM-DD…` as a calendar day; null for 长期 and for nothing. */
export function toDay(text: string | null | undefined): string | null {
  if (text == null || OPEN_END.has(text)) return null
  const digits = text.slice(0, 10).replaceAll('-', '')
  return /^\d{8}/.test(digits) ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}` : null
}

/** `YYYYMMDDHHmmss` or `YYYY-MM-DD HH:mm:ss` in Asia/Shanghai. @throws OutboundFailure when it is no time */
export function fromShanghai(system: string, text: string): Date {
  const [, y, mo, d, h, mi, s] = /^(\d{4})-?(\d{2})-?(\d{2}) ?(\d{2}):?(\d{2}):?(\d{2})$/.exec(text) ?? []
  return validInstant(system, new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}+08:00`))
}
export function validInstant(system: string, at: Date): Date {
  if (Number.isNaN(at.getTime())) throw new OutboundFailure(system, 'garbage')
  return at
}
const inShanghai = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString()
/** `YYYY-MM-DD HH:mm:ss` in Asia/Shanghai. */
export const toShanghai = (at: Date): string => inShanghai(at).slice(0, 19).replace('T', ' ')
/** `YYYYMMDDHHmmss` in Asia/Shanghai. */
export const toShanghaiDigits = (at: Date): string => inShanghai(at).slice(0, 19).replaceAll(/[-T:]/g, '')
