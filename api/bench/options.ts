import type { BenchRow } from './rounds'

/** How `scripts/bench.mjs` starts a benchmark: `--quick` for a run that only shows that it works. */
export const quick = process.argv.includes('--quick')
const asked = process.argv.find((argument) => argument.startsWith('--rounds='))?.slice(9)
export const rounds = asked ? Number(asked) : quick ? 2 : 9

/** `--share=0.1` takes a tenth of what is laid down or gone through where that is much; what comes out is no figure of the whole. */
const askedShare = Number(process.argv.find((argument) => argument.startsWith('--share='))?.slice(8) ?? 1)
export const shareOf = ({ quick: few, full }: { quick: number; full: number }): number => (quick ? few : Math.max(few, Math.round(full * askedShare)))

/** What a benchmark hands to `scripts/bench.mjs`. */
export interface Report {
  rows: BenchRow[]
  /** Where the CPU went, by part, one profile for each candidate. */
  profiles?: Record<string, Record<string, number>>
}

/** Runs a benchmark that was started as a program; the last line on stdout is the report. */
export function reportFrom(measure: () => Promise<Report>): void {
  measure().then(
    (report) => void process.stdout.write(`\n${JSON.stringify({ report })}\n`),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
}
