import { RateLimiterMemory, RateLimiterMongo, type RateLimiterRes } from 'rate-limiter-flexible'
import * as z from 'zod/mini'
import { currentDatabase } from '../db/mongo'
import { AppError } from '../http/app-error'
import type { RateLimiter } from '../http/platform'
import type { Log } from '../log/log'

/** Named limits 限流规则, by source and by target (R22): `content/access/rate-limits.json`. */
export const RateLimitTable = z.record(
  z.string(),
  z.strictObject({
    points: z.int().check(z.minimum(1)),
    perSeconds: z.int().check(z.minimum(1)),
    /** Points taken from the shared counter at a time; hot paths spend the rest without the database. */
    chunk: z.int().check(z.minimum(1)),
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
  const prepaid = new Map<string, RateLimiterMemory>()
  const filling = new Map<string, Promise<void>>()

  function counterOf(rule: string): RateLimiterMongo {
    let counter = shared.get(rule)
    if (!counter) {
      const row = table[rule]
      if (!row) throw new Error(`no rate limit ${rule}`)
      const { client, name } = currentDatabase()
      counter = new RateLimiterMongo({
        storeClient: client,
        dbName: name,
        tableName: 'rate_limits',
        keyPrefix: rule,
        points: Math.max(1, Math.floor(row.points / row.chunk)),
        duration: row.perSeconds,
        inMemoryBlockOnConsumed: Math.max(1, Math.floor(row.points / row.chunk)),
      })
      shared.set(rule, counter)
      if (row.chunk > 1) prepaid.set(rule, new RateLimiterMemory({ keyPrefix: rule, points: row.chunk, duration: row.perSeconds }))
    }
    return counter
  }

  /** True when a point paid for earlier is left in this process. */
  async function spendPrepaid(purse: RateLimiterMemory, key: string): Promise<boolean> {
    const state = await purse.get(key)
    if (!state || state.remainingPoints <= 0) return false
    // Of several callers at once the last point goes to one.
    return purse.consume(key).then(
      () => true,
      () => false,
    )
  }

  /** Takes a point from the purse of this process, which is filled from the shared counter when it is empty. */
  async function spend(rule: string, key: string): Promise<void> {
    const counter = counterOf(rule)
    const purse = prepaid.get(rule)
    if (!purse) return void (await counter.consume(key))
    while (!(await spendPrepaid(purse, key))) await (filling.get(`${rule} ${key}`) ?? fill({ rule, key, counter, purse }))
  }

  /** Pays for one chunk. Whoever asks meanwhile waits for it: otherwise a burst would pay one chunk for each of its calls. */
  function fill({ rule, key, counter, purse }: { rule: string; key: string; counter: RateLimiterMongo; purse: RateLimiterMemory }): Promise<void> {
    const id = `${rule} ${key}`
    const paid = (async () => {
      await counter.consume(key)
      await purse.set(key, 0, table[rule]?.perSeconds ?? 0)
    })().finally(() => filling.delete(id))
    filling.set(id, paid)
    return paid
  }

  return {
    consume: async (rule, rawKey) => {
      const key = digest(`${rule}\n${rawKey}`)
      try {
        await spend(rule, key)
      } catch (cause) {
        if (isExhausted(cause)) throw new AppError('RATE_LIMITED', { detail: { rule }, retryAfterSeconds: cause.msBeforeNext / 1000 })
        log.warn('limiter.unreachable', { rule, cause })
        if (table[rule]?.failClosed) throw new AppError('OVERLOADED', { detail: { rule }, retryAfterSeconds: 5, cause })
      }
    },
  }
}
