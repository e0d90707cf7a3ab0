import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { jsonOf, verdictOf, type HttpClient } from './http'
import { forgetLimits, type LoadCode } from './load-codes'
import { newKey, RENEW_MS, renewSession, scan, type SignedInPerson } from './people'

/** What a clerk was told at last about one code. */
export interface Told {
  code: LoadCode
  verdict: string
  receipt: string
  /** Answers before that one: no connection, or 503. */
  repeats: number
  ms: number
}

interface Parts {
  clients: readonly HttpClient[]
  clerks: readonly SignedInPerson[]
  mint: (count: number) => Promise<LoadCode[]>
  db: Db
  width: number
  /**
   * Scans only as many as `more` was asked for, with as many as are `width` still at work when they have come: a kill hits somebody, and
   * who starts again has the machine for itself. Otherwise they scan until they are stopped.
   */
  paced?: boolean
  /** Sessions go on by themselves. Otherwise `renew` is asked for while all is well: an answer lost for longer than R29's 30 s ends the session. */
  renewsItself?: boolean
  /** A code is repeated for this long, then what came last stands. */
  patienceMs?: number
}

/**
 * Clerks that scan one code after the other. Where no verdict comes (no connection, 503) the same question is asked again under the
 * same key, of whichever process is next, as the app does.
 */
export function startScanLoad({ clients, clerks, mint, db, width, paced = false, renewsItself = true, patienceMs = 45_000 }: Parts) {
  const told: Told[] = []
  const unanswered: { status: number; text: string }[] = []
  let running = true
  let allowed = paced ? 0 : Infinity
  let begun = 0
  let stock: LoadCode[] = []
  let refilling: Promise<void> | null = null
  let renewedAt = performance.now()
  let refills = 0

  async function nextCode(): Promise<LoadCode | null> {
    while (running) {
      const code = begun < allowed && stock.pop()
      if (code) {
        begun++
        return code
      }
      if (begun >= allowed) {
        // What lies about meanwhile may be over when its turn comes.
        stock = []
        await pause(5)
        continue
      }
      refilling ??= refill().finally(() => (refilling = null))
      await refilling
    }
    return null
  }

  /** Few at a time: a code lives 60 seconds. What fails because a process is gone is done anew with the next. */
  async function refill(): Promise<void> {
    const client = clients[refills++ % clients.length]!
    try {
      await forgetLimits(db)
      if (renewsItself) await renew(client)
      stock = await mint(width * 8)
    } catch {
      await pause(50)
    }
  }

  /** When it is time: an access token lives ten minutes. */
  async function renew(client: HttpClient): Promise<void> {
    if (performance.now() - renewedAt <= RENEW_MS) return
    for (const clerk of clerks) await renewSession(client, clerk)
    renewedAt = performance.now()
  }

  async function verify(code: LoadCode, at: number): Promise<void> {
    const key = newKey()
    const from = performance.now()
    for (let tries = 0; ; tries++) {
      const answer = await scan(clients[(at + tries) % clients.length]!, clerks[at % clerks.length]!, code.code, key)
      const late = performance.now() - from > patienceMs
      if (answer.status === 0 || answer.status === 503) {
        if (answer.status === 503 && !answer.headers['retry-after']) unanswered.push(answer)
        if (!late) {
          await pause(30)
          continue
        }
      }
      if (answer.status !== 200) return void unanswered.push(answer)
      told.push({ code, verdict: verdictOf(answer), receipt: jsonOf<{ receipt: string }>(answer).receipt, repeats: tries, ms: performance.now() - from })
      return
    }
  }

  const workers = Array.from({ length: width }, async (_, at) => {
    for (let code = await nextCode(); code; code = await nextCode()) await verify(code, at)
  })

  return {
    told,
    /** Questions that ended without a verdict. */
    unanswered,
    /** Resolves when this many more verdicts have come. */
    more: async (count: number): Promise<void> => {
      const target = told.length + count
      if (paced) allowed = Math.max(allowed, target + width)
      while (told.length < target) await pause(5)
    },
    renew: () => renew(clients[0]!),
    stop: async (): Promise<void> => {
      running = false
      await Promise.all(workers)
    },
  }
}
