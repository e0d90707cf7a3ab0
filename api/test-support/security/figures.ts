import { appendFileSync } from 'node:fs'

/**
 * Volumes of security.md. With every change each test runs its `suite` volume: at least 1 % of the figure, and never fewer than
 * twenty. `npm run security` runs all of it, or the share of it that `SECURITY_SHARE` names (1 is all).
 */
const SHARE = Number(process.env.SECURITY_SHARE ?? 0)
export const FULL = SHARE >= 1

/** How often a test repeats what it does. */
export const volume = ({ suite, full }: { suite: number; full: number }): number => (SHARE > 0 ? Math.max(suite, Math.round(full * SHARE)) : suite)
/** How long it may take: the full volume's time wherever more than the suite's is asked for. */
export const timeLimit = ({ suite, full }: { suite: number; full: number }): number => (SHARE > 0 ? full : suite)

const [laneNo = 1, lanes = 1] = (process.env.SECURITY_LANE ?? '1/1').split('/').map(Number)
/**
 * A process has one core. `npm run security` runs some tests in lanes, processes beside each other of which each has its part of the
 * volume and seeds of its own: «2/3» is the second of three.
 */
export const LANE = { at: laneNo - 1, of: lanes }
/** This lane's part of a volume. */
export const partOf = (count: number): number => Math.ceil(count / LANE.of)

/** One measured figure of a row of security.md's table, for the report of the full run. */
export interface Figure {
  row: string
  figure: string
  value: string | number
  passed: boolean
}

/** Notes a figure where `npm run security` reads it; alone, a test run keeps no notes. */
export function noteFigure(row: string, figure: string, value: string | number, passed = true): void {
  const file = process.env.SECURITY_FIGURES
  const line: Figure = { row, figure: LANE.of > 1 ? `${figure} (lane ${laneNo} of ${lanes})` : figure, value, passed }
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`)
}
