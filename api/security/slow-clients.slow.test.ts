import { connect, type Socket } from 'node:net'
import { setInterval as ticks } from 'node:timers/promises'
import { openCounterCity, type CounterCity } from '../test-support/security/counter-city'
import { askInCrowd, type CrowdAsk, type CrowdReport } from '../test-support/security/ask-in-crowd'
import { isColour, openDoor } from '../test-support/security/door-load'
import { FULL, noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { forgetLimits } from '../test-support/security/load-codes'
import { inParallel, verdictOf, type Answer } from '../test-support/security/http'
import { RENEW_MS, renewSession, scan, type SignedInPerson } from '../test-support/security/people'

const CLIENTS = volume({ suite: 30, full: 3_000 })
const CLOSED_MS = 30_000
/** So many who scan without a pause are what a process sustains. */
const SUSTAINABLE = 16
/** The peak is taken before and after the overload, for this long each: the machine is not the same all the time. */
const PEAK_MS = volume({ suite: 3, full: 60 }) * 1_000
const OVERLOAD_MS = Number(process.env.SECURITY_OVERLOAD_SECONDS ?? volume({ suite: 6, full: 600 })) * 1_000
/** A door is the same guard before the same lanes: less of it is enough with every change. */
const DOOR_PEAK_MS = volume({ suite: 2, full: 60 }) * 1_000
const DOOR_OVERLOAD_MS = Number(process.env.SECURITY_OVERLOAD_SECONDS ?? volume({ suite: 4, full: 600 })) * 1_000
/** A code lives for a minute; who shows one shows a fresh one. */
const FRESH_MS = 40_000
/** From one look at twenty codes to the next while the slow ones are there: in the suite the machine is also others'. */
const BETWEEN_MS = FULL ? 1 : 1_500
/** An orchestrator asks for health this often, or less. */
const HEALTH_MS = 50

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

function together(one: CrowdReport, other: CrowdReport): CrowdReport {
  const answers = { ...one.answers }
  for (const [status, count] of Object.entries(other.answers)) answers[status] = (answers[status] ?? 0) + count
  return { asked: one.asked + other.asked, heldBack: one.heldBack + other.heldBack, wordless: one.wordless + other.wordless, answers }
}

/** Where codes are scanned, and what others do meanwhile. */
interface Scanning {
  mint: (count: number) => Promise<{ code: string }[]>
  scan: (code: string, i: number) => Promise<Answer>
  /** Whether an answer is the one that is waited for at the door or window. */
  isServed: (answer: Answer) => boolean
  /** Gives their points back to all who are counted. */
  forgetLimits: () => Promise<unknown>
  /** Who scans. */
  staff: readonly SignedInPerson[]
  crowd: { by: SignedInPerson; asks: () => CrowdAsk[] }
  peakMs: number
  overloadMs: number
}

interface Overload {
  name: string
  clerks: number
  /** Those beside the clerks who look into their ledgers, 77 kB a page, the heaviest there is to read; at a door those who declare, show codes and visit. */
  others: number
  /** They ask in open loop, so many times the rate of the clerks' peak; otherwise each asks again as soon as he is answered. */
  othersTimesPeak?: number
  /**
   * Useful throughput in short runs on a shared machine, where a figure varies by half from one second to the next. Sent away by lag alone,
   * as it was once, less than 0.01 was left. Requests beyond all measure cost the process their refusal, which it pays from what little it
   * is given when the machine is busy (docs/decisions/0008).
   */
  atLeast: number
}

const TEN_TIMES: Overload[] = [
  { name: 'ten times the clients', clerks: SUSTAINABLE, others: SUSTAINABLE * 9, atLeast: 0.5 },
  { name: 'ten times the requests in a second', clerks: SUSTAINABLE, others: 2_000, othersTimesPeak: 9, atLeast: 0.05 },
  { name: 'ten times the verifications', clerks: SUSTAINABLE * 10, others: 0, atLeast: 0.5 },
]
const AT_DOOR: Overload = { name: 'ten times the load at a door', clerks: SUSTAINABLE, others: SUSTAINABLE * 9, atLeast: 0.5 }
/** A short run on a busy machine is repeated: noise only ever makes it worse. */
const ROUNDS = FULL ? 1 : 3

/** Three ways of being slow: a head without end, a body without end, and nothing at all. */
const SLOW: ((socket: Socket) => NodeJS.Timeout | null)[] = [
  (socket) => {
    socket.write('GET /api/v1/me HTTP/1.1\r\nHost: x\r\n')
    return setInterval(() => socket.write(`X-Slow-${Date.now()}: 1\r\n`), 900)
  },
  (socket) => {
    socket.write('POST /api/v1/sign-in/codes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{')
    return setInterval(() => socket.write(' '), 900)
  },
  (socket) => {
    socket.write('G')
    return null
  },
]

describe('slow and too many clients', () => {
  let city: CounterCity
  beforeAll(async () => {
    city = await openCounterCity({ apis: 1 })
  }, 600_000)
  afterAll(() => city.stop())

  /** Opens one that is slow; answers how long it was let live. */
  const beSlow = (i: number): Promise<number> =>
    new Promise((resolve) => {
      const from = performance.now()
      const { hostname, port } = new URL(city.bases[0]!)
      const socket = connect(Number(port), hostname)
      let dribble: NodeJS.Timeout | null = null
      socket.on('connect', () => (dribble = SLOW[i % SLOW.length]!(socket)))
      socket.on('error', () => undefined)
      socket.resume()
      socket.on('close', () => {
        if (dribble) clearInterval(dribble)
        resolve(performance.now() - from)
      })
    })

  /** Scans twenty codes one after the other, so often; answers how long each took. */
  async function scanFor(rounds: number): Promise<number[]> {
    const latencies: number[] = []
    for (let round = 0; round < rounds; round++) {
      await forgetLimits(city.db)
      for (const { code } of await city.mint(20)) {
        const from = performance.now()
        expect(verdictOf(await scan(city.clients[0]!, city.clerks[0]!, code))).toBe('valid')
        latencies.push(performance.now() - from)
      }
    }
    return latencies
  }

  it(
    `R23: ${CLIENTS} slow clients are closed within 30 s, and the others are unhurt`,
    async () => {
      const watch = { goesOn: true }
      const before = await scanFor(3)
      const slow = Promise.all(Array.from({ length: CLIENTS }, (_, i) => beSlow(i))).finally(() => (watch.goesOn = false))
      const latencies: number[] = []
      for await (const { goesOn } of ticks(BETWEEN_MS, watch)) {
        if (!goesOn) break
        latencies.push(...(await scanFor(1)))
      }
      const lives = await slow
      expect(Math.max(...lives)).toBeLessThanOrEqual(CLOSED_MS)
      // A busy machine is slow for everybody: unhurt is who is served as before.
      expect(percentile(latencies, 0.99)).toBeLessThan(Math.max(1_000, 3 * percentile(before, 0.99)))
      noteFigure('Slow clients', 'clients, longest life in ms', `${CLIENTS}, ${Math.round(Math.max(...lives))}`)
      noteFigure('Slow clients', 'verifications meanwhile, p99 ms', `${latencies.length}, ${Math.round(percentile(latencies, 0.99))}`)
    },
    timeLimit({ suite: 900_000, full: 300_000 }),
  )

  interface Measured {
    /** Verdicts in a second. */
    rate: number
    latencies: number[]
    shed: number
    odd: string[]
  }

  const atWindow = (): Scanning => ({
    mint: city.mint,
    scan: (code, i) => scan(city.clients[0]!, city.clerks[i % 2]!, code),
    isServed: ({ status }) => status === 200,
    forgetLimits: () => forgetLimits(city.db),
    staff: city.clerks,
    crowd: { by: city.citizen, asks: () => [{ method: 'GET', path: '/api/v1/ledger?limit=100' }] },
    peakMs: PEAK_MS,
    overloadMs: OVERLOAD_MS,
  })
  async function atDoor(): Promise<Scanning> {
    const { mint, scan: scanAtDoor, guard, visitor, others } = await openDoor(city)
    return {
      mint,
      scan: scanAtDoor,
      isServed: ({ status, text }) => status === 200 && isColour(text),
      // They were lifted for good.
      forgetLimits: async () => undefined,
      staff: [guard],
      crowd: { by: visitor, asks: others },
      peakMs: DOOR_PEAK_MS,
      overloadMs: DOOR_OVERLOAD_MS,
    }
  }

  let live: { code: string; mintedAt: number }[] = []
  let minting: Promise<void> | null = null
  const mintMore = async ({ mint, forgetLimits: giveBack }: Scanning) => {
    await giveBack()
    const mintedAt = performance.now()
    live.push(...(await mint(1_000)).map(({ code }) => ({ code, mintedAt })))
  }
  /** Fresh ones are made while the last ones are shown: nobody waits for them. */
  async function nextCode(scanning: Scanning): Promise<string> {
    if (live.length < 500) minting ??= mintMore(scanning).finally(() => (minting = null))
    for (;;) {
      while (live.length === 0) await (minting ??= mintMore(scanning).finally(() => (minting = null)))
      const { code, mintedAt } = live.pop()!
      if (performance.now() - mintedAt < FRESH_MS) return code
    }
  }

  /** Those who scan without a pause, for a while. */
  async function scanWithoutPause(scanning: Scanning, clerks: number, forMs: number): Promise<Measured> {
    live = []
    await mintMore(scanning)
    const measured: Measured = { rate: 0, latencies: [], shed: 0, odd: [] }
    const from = performance.now()
    let renewedAt = -Infinity
    await inParallel(Array.from({ length: clerks }), clerks, async (_, i) => {
      while (performance.now() - from < forMs) {
        if (performance.now() - renewedAt > RENEW_MS) {
          renewedAt = performance.now()
          for (const clerk of scanning.staff) await renewSession(city.clients[0]!, clerk)
        }
        const code = await nextCode(scanning)
        const began = performance.now()
        const answer = await scanning.scan(code, i)
        if (scanning.isServed(answer)) measured.latencies.push(performance.now() - began)
        else if (answer.status === 503 && answer.headers['retry-after']) measured.shed++
        else measured.odd.push(`verification ${answer.status} ${answer.text.slice(0, 80)}`)
      }
    })
    await minting
    measured.rate = measured.latencies.length / ((performance.now() - from) / 1_000)
    return measured
  }

  /** Asks for health as an orchestrator does until told to stop; answers everything else that came than 200. */
  function watchHealth() {
    const odd: string[] = []
    const watch = { goesOn: true }
    const watching = (async () => {
      for await (const { goesOn } of ticks(HEALTH_MS, watch)) {
        if (!goesOn) return
        for (const path of ['/healthz', '/readyz']) {
          const { status } = await city.clients[0]!.send(path)
          if (status !== 200) odd.push(`${path} ${status}`)
        }
      }
    })()
    return async () => {
      watch.goesOn = false
      await watching
      return odd
    }
  }

  /** How long it takes until an ordinary request is served at once again. */
  async function recover(): Promise<number> {
    const from = performance.now()
    while (performance.now() - from < 20_000) {
      const began = performance.now()
      const answer = await city.clients[0]!.send('/api/v1/ledger', { bearer: city.citizen.bearer })
      // Nobody else renewed it during ten minutes of verifications alone.
      if (answer.status === 401) await renewSession(city.clients[0]!, city.citizen)
      if (answer.status === 200 && performance.now() - began < 500) return performance.now() - from
    }
    return Infinity
  }

  /** Others who have begun to ask when this answers, and ask in turns no longer than their token lives. */
  async function startCrowd(
    { crowd: { by, asks }, overloadMs }: Scanning,
    { others, perSecond }: { others: number; perSecond: number | null },
  ): Promise<{ report: Promise<CrowdReport> }> {
    const start = async (forMs: number) => {
      await renewSession(city.clients[0]!, by)
      const port = Number(new URL(city.bases[0]!).port)
      return askInCrowd({ port, asks: asks(), bearer: by.bearer, clients: others, perSecond, forMs })
    }
    const first = await start(Math.min(overloadMs, RENEW_MS))
    const goOn = async (): Promise<CrowdReport> => {
      const reports = [await first.report()]
      for (let left = overloadMs - RENEW_MS; left > 0; left -= RENEW_MS) reports.push(await (await start(Math.min(left, RENEW_MS))).report())
      return reports.reduce(together)
    }
    return { report: goOn() }
  }

  async function overload({ clerks, others, othersTimesPeak }: Overload, scanning: Scanning) {
    const { peakMs, overloadMs } = scanning
    const before = await scanWithoutPause(scanning, SUSTAINABLE, peakMs)
    const stopWatching = watchHealth()
    const crowd = others > 0 ? await startCrowd(scanning, { others, perSecond: othersTimesPeak === undefined ? null : before.rate * othersTimesPeak }) : null
    const during = await scanWithoutPause(scanning, clerks, overloadMs)
    const recoveredMs = await recover()
    const unhealthy = await stopWatching()
    const report = (await crowd?.report) ?? { asked: 0, heldBack: 0, answers: {} as Record<string, number>, wordless: 0 }
    const after = await scanWithoutPause(scanning, SUSTAINABLE, peakMs)
    const { 200: read = 0, 201: done = 0, 503: shed = 0, ...otherwise } = report.answers
    const served = read + done
    return {
      peak: (before.rate + after.rate) / 2,
      peakP99: Math.max(percentile(before.latencies, 0.99), percentile(after.latencies, 0.99)),
      rate: during.rate,
      useful: during.rate / ((before.rate + after.rate) / 2),
      p99: percentile(during.latencies, 0.99),
      shedShare: { verifications: during.shed / (during.shed + during.latencies.length), others: shed / Math.max(1, served + shed) },
      served,
      offered: report.asked / (overloadMs / 1_000),
      recoveredMs,
      odd: [...before.odd, ...during.odd, ...after.odd, ...unhealthy, ...Object.keys(otherwise).map((status) => `other ${status}`)],
      wordless: report.wordless,
    }
  }

  /** In as many rounds as it takes, and what it was like in the last of them. */
  async function expectToHold(kind: Overload, scanning: Scanning): Promise<void> {
    const rounds: Awaited<ReturnType<typeof overload>>[] = []
    const isGood = ({ useful, p99, peakP99 }: (typeof rounds)[number]) => useful >= kind.atLeast && p99 <= Math.max(1_000, 5 * peakP99)
    while (rounds.length < ROUNDS && !rounds.some(isGood)) rounds.push(await overload(kind, scanning))
    for (const { odd, wordless, shedShare, served, recoveredMs } of rounds) {
      expect(odd).toEqual([])
      expect(wordless).toBe(0)
      expect(recoveredMs).toBeLessThanOrEqual(5_000)
      if (kind.others === 0) continue
      expect(shedShare.verifications).toBeLessThanOrEqual(shedShare.others + 0.01)
      expect(served).toBeGreaterThan(0)
    }
    const last = rounds.at(-1)!
    const { peak, peakP99, rate, useful, p99, shedShare, offered, recoveredMs } = last
    const row = 'Ten times the sustainable load'
    const note = (figure: string, value: string | number, passed = true) => noteFigure(row, `${kind.name}: ${figure}`, value, passed)
    note('seconds; verifications in a second, peak and overloaded', `${scanning.overloadMs / 1_000}; ${peak.toFixed(0)}, ${rate.toFixed(0)}`)
    note('useful throughput of verifications against the peak (goal 0.9)', useful.toFixed(2), useful >= 0.9)
    note('p99 of verifications at the peak, ms: what the machine gives', Math.round(peakP99))
    note('p99 of verifications served, ms (goal 1,000)', Math.round(p99), p99 <= 1_000)
    note(
      'other requests in a second; share shed: verifications, others',
      [offered.toFixed(0), shedShare.verifications.toFixed(3), shedShare.others.toFixed(3)].join(', '),
    )
    note('recovery, ms (goal 5,000)', Math.round(recoveredMs), recoveredMs <= 5_000)
    expect(isGood(last)).toBe(true)
    if (!FULL || kind.othersTimesPeak !== undefined) return
    expect(useful).toBeGreaterThanOrEqual(0.9)
    expect(p99).toBeLessThanOrEqual(1_000)
  }

  it.each(TEN_TIMES)(
    `R23: under $name for ${OVERLOAD_MS / 1_000} s verifications go on, others are shed first and told to come back, and it recovers within 5 s`,
    (kind) => expectToHold(kind, atWindow()),
    timeLimit({ suite: 900_000, full: 1_800_000 }),
  )

  it(
    `R23: under ten times the load at a door for ${DOOR_OVERLOAD_MS / 1_000} s scans go on, who declares, shows a code or visits is shed first, and it recovers within 5 s`,
    async () => expectToHold(AT_DOOR, await atDoor()),
    timeLimit({ suite: 900_000, full: 1_800_000 }),
  )
})
