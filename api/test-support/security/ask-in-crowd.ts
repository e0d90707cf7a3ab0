import { once } from 'node:events'
import { startProgram } from './programs'

/** What one of a crowd asks for. What is posted bears a key of its own each time. */
export interface CrowdAsk {
  method: 'GET' | 'POST'
  path: string
  body?: object
}

/** What a crowd asks for, in turn, and how often. */
export interface CrowdOrder {
  port: number
  asks: readonly CrowdAsk[]
  bearer: string
  /** Connections at most; without `perSecond` all of them, each asking again as soon as it is answered. */
  clients: number
  /** So many requests in a second, whether they are answered or not; null for as often as there are answers. */
  perSecond: number | null
  forMs: number
}

export interface CrowdReport {
  asked: number
  /** Requests that were due while every connection still waited for an answer. */
  heldBack: number
  /** Answers by status; 0 for none. */
  answers: Record<string, number>
  /** Answers 503 without Retry-After or without the code that the app knows. */
  wordless: number
}

/** Begins at once; `report` resolves when the last answer is there. */
export async function askInCrowd(order: CrowdOrder): Promise<{ report: () => Promise<CrowdReport> }> {
  const program = await startProgram({ file: 'api/test-support/security/crowd.ts', key: 'asking', env: { CROWD: JSON.stringify(order) } })
  const ended = program.child.exitCode === null ? once(program.child, 'close') : Promise.resolve()
  return {
    report: async () => {
      await ended
      const last = program.output().trim().split('\n').at(-1)
      return (JSON.parse(last ?? '') as { crowd: CrowdReport }).crowd
    },
  }
}
