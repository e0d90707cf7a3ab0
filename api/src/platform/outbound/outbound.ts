import { isIP } from 'node:net'
import CircuitBreaker from 'opossum'
import { Agent, fetch, type Response } from 'undici'
import { AddressRefused, createRangeCheck, rangedLookup, type AddressRange } from './address-range'

/** `range`: its name leads to an address where it does not stand. */
export type OutboundFailureKind = 'timeout' | 'refused' | 'range' | 'status' | 'garbage' | 'open'

/** An outside system did not answer as agreed. Carries no content of the question or the answer. */
export class OutboundFailure extends Error {
  constructor(
    readonly system: string,
    readonly kind: OutboundFailureKind,
    readonly status?: number,
  ) {
    super(`${system}: ${kind}${status ? ` ${status}` : ''}`)
  }
}

interface Question {
  method: 'GET' | 'POST' | 'PUT'
  /** Begins with `/`; encoded by the caller. */
  path: string
  headers?: Record<string, string>
  body?: string
  timeoutMs?: number
}

export interface Outbound {
  /** The answer's text of any status below 500. @throws OutboundFailure */
  ask: (question: Question) => Promise<{ status: number; text: string }>
  /** The same as JSON. @throws OutboundFailure `garbage` when it is none */
  askJson: (question: Question) => Promise<{ status: number; body: unknown }>
}

const LARGEST_ANSWER = 1_000_000

interface Line {
  system: string
  /** Only its origin counts. */
  baseUrl: string
  /** Where it stands; nothing else is reached, whatever its name leads to. */
  range: AddressRange
  timeoutMs?: number
  /** How long a broken partner is spared before the next try. */
  resetMs?: number
}

/**
 * The way out to one system: its own origin at its own addresses and nothing else, 5 s, no redirects, a bounded answer, and a circuit
 * breaker that spares a broken partner (R23).
 */
export function createOutbound({ system, baseUrl, range, timeoutMs = 5_000, resetMs = 5_000 }: Line): Outbound {
  const { origin, hostname } = new URL(baseUrl)
  const isAllowed = createRangeCheck(range)
  // An address needs no look-up, so none would check it.
  const literal = hostname.replace(/^\[|\]$/g, '')
  const isOutside = isIP(literal) !== 0 && !isAllowed(literal)
  const dispatcher = new Agent({ connect: { lookup: rangedLookup(isAllowed) } })

  async function once({ method, path, headers, body, timeoutMs: own }: Question): Promise<{ status: number; text: string }> {
    if (isOutside) throw new OutboundFailure(system, 'range')
    let response: Response
    try {
      response = await fetch(origin + path, { method, headers, body, redirect: 'error', signal: AbortSignal.timeout(own ?? timeoutMs), dispatcher })
    } catch (cause) {
      throw new OutboundFailure(system, kindOf(cause))
    }
    if (response.status >= 500) {
      await response.body?.cancel()
      throw new OutboundFailure(system, 'status', response.status)
    }
    return { status: response.status, text: await readBounded(response) }
  }

  async function readBounded(response: Response): Promise<string> {
    const chunks: Uint8Array[] = []
    let size = 0
    try {
      for await (const chunk of response.body ?? []) {
        size += (chunk as Uint8Array).length
        if (size > LARGEST_ANSWER) throw new OutboundFailure(system, 'garbage')
        chunks.push(chunk as Uint8Array)
      }
    } catch (cause) {
      if (cause instanceof OutboundFailure) throw cause
      throw new OutboundFailure(system, kindOf(cause))
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  const breaker = new CircuitBreaker(once, {
    name: system,
    timeout: false,
    errorThresholdPercentage: 60,
    volumeThreshold: 8,
    resetTimeout: resetMs,
    rollingCountTimeout: 10_000,
  })
  const ask = async (question: Question) => {
    // Before the breaker: a fault of ours says nothing about the partner.
    const { path } = question
    if (!path.startsWith('/') || path.startsWith('//')) throw new Error(`${system}: not a path`)
    try {
      return await breaker.fire(question)
    } catch (cause) {
      if ((cause as { code?: string }).code === 'EOPENBREAKER') throw new OutboundFailure(system, 'open')
      throw cause
    }
  }
  return {
    ask,
    askJson: async (question) => {
      const { status, text } = await ask(question)
      try {
        return { status, body: JSON.parse(text) as unknown }
      } catch {
        throw new OutboundFailure(system, 'garbage', status)
      }
    },
  }
}

function kindOf(cause: unknown): 'timeout' | 'range' | 'refused' {
  const { name, cause: inner } = cause as Error
  if (name === 'TimeoutError') return 'timeout'
  return inner instanceof AddressRefused ? 'range' : 'refused'
}
