import { RateLimiterMongo, type RateLimiterRes } from 'rate-limiter-flexible'
import * as z from 'zod/mini'
import { monotonicMs } from '../clock/clock'
import { currentDatabase } from '../db/mongo'
import { AppError } from '../http/app-error'
import type { RateLimiter } from '../http/platform'
import type { Log } from '../log/log'
import { createFirstLooks } from './first-looks'
import { createPurses } from './purses'
import { RATE_LIMITS } from './rate-limits.model'

/** Named limits 限流规则, by source and by target (R22): `content/access/rate-limits.json`. */
export const RateLimitTable = z.record(
  z.string(),
  z.strictObject({
    points: z.int().check(z.minimum(1)),
    perSeconds: z.int().check(z.minimum(1)),
    /** Points taken from the shared counter at a time; hot paths spend the rest without the database. */
    chunk: z.int().check(z.minimum(1)),
    /** So many times within the window a process lets one key pass before it asks the shared counter: what happens once costs none. */
    free: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
    /** One-time codes and sign-in refuse when the counter cannot be reached; the rest let pass. */
    failClosed: z.boolean(),
    why: z.string(),
  }),
)
export type RateLimitTable = z.infer<typeof RateLimitTable>

interface Parts {
  table: RateLimitTable
  /** Keys are digested: phone numbers and addresses are not stored. */
  digest: (key: string) => string
  log: Log
}

const isExhausted = (cause: unknown): cause is RateLimiterRes => typeof (cause as { msBeforeNext?: unknown })?.msBeforeNext === 'number'

/** Shared counters in MongoDB. @throws Error at the first use of a rule that has no row */
export function createRateLimiter({ table, digest, log }: Parts): RateLimiter {
  const shared = new Map<string, RateLimiterMongo>()
  const purses = createPurses(monotonicMs)
  const isAmongFirst = createFirstLooks(monotonicMs)

  function rowOf(rule: string): RateLimitTable[string] {
    const row = Object.hasOwn(table, rule) ? table[rule] : undefined
    if (!row) throw new Error(`no rate limit ${rule}`)
    return row
  }

  function counterOf(rule: string, { points, perSeconds, chunk }: RateLimitTable[string]): RateLimiterMongo {
    let counter = shared.get(rule)
    if (!counter) {
      const { client, name } = currentDatabase()
      const chunks = Math.max(1, Math.floor(points / chunk))
      counter = new RateLimiterMongo({
        storeClient: client,
        dbName: name,
        tableName: RATE_LIMITS,
        disableIndexesCreation: true,
        keyPrefix: rule,
        points: chunks,
        duration: perSeconds,
        inMemoryBlockOnConsumed: chunks,
      })
      shared.set(rule, counter)
    }
    return counter
  }

  return {
    consume: async (rule, rawKey) => {
      const row = rowOf(rule)
      const id = `${rule}\n${rawKey}`
      if (row.free !== undefined && isAmongFirst(id, { free: row.free, perSeconds: row.perSeconds })) return
      const counter = counterOf(rule, row)
      // The digest is for what is stored; purses stay in memory.
      const draw = () => counter.consume(digest(id))
      try {
        if (row.chunk === 1) await draw()
        else await purses.take(id, async () => ({ points: row.chunk, forMs: (await draw()).msBeforeNext }))
      } catch (cause) {
        if (isExhausted(cause)) throw new AppError('RATE_LIMITED', { detail: { rule }, retryAfterSeconds: Math.max(1, cause.msBeforeNext / 1000) })
        log.warn('limiter.unreachable', { rule, cause })
        if (row.failClosed) throw new AppError('OVERLOADED', { detail: { rule }, retryAfterSeconds: 5, cause })
      }
    },
  }
}
