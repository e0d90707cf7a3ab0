import { AppError } from '../../../platform/http/app-error'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'

/** The way out to one partner: its own origin only, 5 s, no redirects, circuit breaker (security.md R23). */
export type PartnerLine = Pick<Outbound, 'ask'>

/** Asks, and turns every fault of the line into UPSTREAM_UNAVAILABLE. */
export async function askPartner(line: PartnerLine, adapter: string, question: Parameters<Outbound['ask']>[0]): Promise<{ status: number; text: string }> {
  try {
    return await line.ask(question)
  } catch (cause) {
    if (cause instanceof OutboundFailure) throw partnerDown(adapter, cause.kind)
    throw cause
  }
}

/** The partner answered what its protocol does not know, or that it cannot serve now. */
export const partnerDown = (adapter: string, reason: string): AppError =>
  new AppError('UPSTREAM_UNAVAILABLE', { detail: { adapter, reason }, retryAfterSeconds: 5 })

/** A JSON object, whatever content type it came with. @throws AppError UPSTREAM_UNAVAILABLE for anything else */
export function parseObject(adapter: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through: not JSON is as unusable as JSON of another shape.
  }
  throw partnerDown(adapter, 'garbage')
}

export const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' } as const
