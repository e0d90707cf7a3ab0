/** Candidates measured in turn, so that a noisy machine hits all alike (performance.md). */
export interface Candidate {
  name: string
  /** Runs `count` operations and may answer its own figures; without them the CPU of this process counts. */
  run: (count: number) => Promise<Spent | void> | Spent | void
}

/** What one round of one candidate took. */
export interface Spent {
  /** CPU-seconds of the process that is measured. */
  cpu: number
  /** CPU-seconds of the database, where there is one. */
  databaseCpu?: number
  /** Seconds on the clock. */
  wall?: number
  /** Milliseconds. */
  p50?: number
  p99?: number
}

export interface Round extends Spent {
  count: number
}

export type Rounds = Map<string, Round[]>

/** Medians and percentiles of one figure over the rounds. */
export interface Spread {
  median: number
  p10: number
  p90: number
}

export interface Figures extends Spread {
  name: string
  /** Operations per CPU-second of this process, round by round. */
  rates: number[]
}

/** The value that the share `q` of them lies below. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantileOf(values, 0.5),
  p10: quantileOf(values, 0.1),
  p90: quantileOf(values, 0.9),
})

/** At least nine rounds, candidates interleaved; the first quarter round of each is not counted. */
export async function runRounds({ candidates, count, rounds = 11 }: { candidates: readonly Candidate[]; count: number; rounds?: number }): Promise<Rounds> {
  const taken: Rounds = new Map(candidates.map(({ name }) => [name, []]))
  for (const { run } of candidates) await run(Math.ceil(count / 4))
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of candidates) {
      const from = process.cpuUsage()
      const spent = await run(count)
      const { user, system } = process.cpuUsage(from)
      taken.get(name)!.push({ count, ...(spent ?? { cpu: (user + system) / 1e6 }) })
    }
  }
  return taken
}

/** Operations per CPU-second of this process. */
export async function measureRounds(options: { candidates: readonly Candidate[]; count: number; rounds?: number }): Promise<Figures[]> {
  const taken = await runRounds(options)
  return options.candidates.map(({ name }) => {
    const rates = taken.get(name)!.map(({ count, cpu }) => count / cpu)
    return { name, rates, ...spreadOf(rates) }
  })
}

/** One line of `npm run bench`. */
export interface BenchRow {
  goal: string
  what: string
  figure: string
  target: string
  /** Null where the row is there for comparison only. */
  met: boolean | null
}

/** Ratio of two figures, taken round by round. */
export const ratioSpread = (figure: readonly number[], base: readonly number[]): Spread => spreadOf(figure.map((rate, round) => rate / base[round]!))

/** Ratio of two figures of the same rounds, as a row; without a target it is a comparison. */
export function ratioRow({
  goal,
  what,
  figure,
  base,
  target,
  of = 'raw',
}: {
  goal: string
  what: string
  figure: readonly number[]
  base: readonly number[]
  target?: number
  of?: string
}): BenchRow {
  const { median, p10, p90 } = ratioSpread(figure, base)
  return {
    goal,
    what,
    figure: `${median.toFixed(2)} ${of} (${p10.toFixed(2)}–${p90.toFixed(2)}; ${Math.round(spreadOf(figure).median)}/s)`,
    target: target === undefined ? '–' : `≥ ${target.toFixed(2)} ${of}`,
    met: target === undefined ? null : median >= target,
  }
}
