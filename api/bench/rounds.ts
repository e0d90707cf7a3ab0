/** Candidates measured in turn, so that a noisy machine hits all alike (performance.md). */
export interface Candidate {
  name: string
  /** Runs `count` operations. */
  run: (count: number) => Promise<void> | void
}

export interface Figures {
  name: string
  /** Operations per CPU-second of this process: median, 10th and 90th percentile over the rounds. */
  median: number
  p10: number
  p90: number
}

const quantile = (sorted: readonly number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!

/** At least nine rounds, candidates interleaved, per CPU-second of this process. */
export async function measureRounds({
  candidates,
  count,
  rounds = 11,
}: {
  candidates: readonly Candidate[]
  count: number
  rounds?: number
}): Promise<Figures[]> {
  const rates = new Map(candidates.map(({ name }) => [name, [] as number[]]))
  for (const { run } of candidates) await run(Math.ceil(count / 4))
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of candidates) {
      const from = process.cpuUsage()
      await run(count)
      const { user, system } = process.cpuUsage(from)
      rates.get(name)!.push(count / ((user + system) / 1e6))
    }
  }
  return candidates.map(({ name }) => {
    const sorted = rates.get(name)!.sort((a, b) => a - b)
    return { name, median: quantile(sorted, 0.5), p10: quantile(sorted, 0.1), p90: quantile(sorted, 0.9) }
  })
}

/** One line of `npm run bench`. */
export interface BenchRow {
  goal: string
  what: string
  figure: string
  target: string
  met: boolean
}

/** Ratio of two figures of the same rounds, as a row. */
export function ratioRow({ goal, what, figure, base, target }: { goal: string; what: string; figure: Figures; base: Figures; target: number }): BenchRow {
  const ratio = figure.median / base.median
  const spread = `${(figure.p10 / base.median).toFixed(2)}–${(figure.p90 / base.median).toFixed(2)}`
  return {
    goal,
    what,
    figure: `${ratio.toFixed(3)} raw (p10–p90 ${spread}; ${Math.round(figure.median)}/CPU-s)`,
    target: `≥ ${target.toFixed(2)} raw`,
    met: ratio >= target,
  }
}
