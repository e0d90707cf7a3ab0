import { appendFileSync } from 'node:fs'

/** Volumes of security.md: at least 1 % of them, and never fewer than twenty, run with every change; all of them by `npm run security`. */
export const FULL = process.env.SECURITY_VOLUME === 'full'

/** How often a test repeats what it does: `suite` with every change, `full` in the full run. */
export const volume = ({ suite, full }: { suite: number; full: number }): number => (FULL ? full : suite)

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
  const line: Figure = { row, figure, value, passed }
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`)
}
