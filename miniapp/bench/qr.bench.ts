// P8: encoding on an engine without a JIT, as a mini-program's is, beside the `qrcode` package on the same engine. `scripts/bench.mjs`
// bundles this file and runs it with `node --jitless`.
import QRCode from 'qrcode'
import { encodeQr, toPngDataUri } from '../src/ui/qr'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const quick = process.argv.includes('--quick')
const ROUNDS = quick ? 2 : 11
const TEXTS = quick ? 4 : 12
const GOAL_MS = 1

const texts = Array.from({ length: TEXTS }, (_, n) => Array.from({ length: 300 }, (__, i) => LETTERS[(i * 31 + n * 17 + ((i * i) % 13)) % 64]).join(''))

/** CPU milliseconds for one text: another process on the same core does not count. */
function perText(run: (text: string) => unknown): number {
  const from = process.cpuUsage()
  for (const text of texts) run(text)
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000 / texts.length
}

const candidates: Record<'ours' | 'picture' | 'theirs', (text: string) => unknown> = {
  ours: (text) => encodeQr(text),
  picture: (text) => toPngDataUri(encodeQr(text)),
  theirs: (text) => QRCode.create(text, { errorCorrectionLevel: 'L' }),
}

const first = process.cpuUsage()
encodeQr(texts[0]!)
const cold = process.cpuUsage(first)
const taken = { ours: [] as number[], picture: [] as number[], theirs: [] as number[] }
for (let round = 0; round < ROUNDS; round++) {
  for (const name of ['ours', 'picture', 'theirs'] as const) taken[name].push(perText(candidates[name]))
}

function spread(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!.toFixed(2)
  return `${at(0.5)} ms (${at(0.1)}–${at(0.9)})`
}
const median = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!

const { version } = encodeQr(texts[0]!)
const rows = [
  {
    goal: 'P8',
    what: `version ${version}, encoding without a JIT, CPU`,
    figure: `${spread(taken.ours)}; the very first ${((cold.user + cold.system) / 1000).toFixed(1)} ms`,
    target: `≤ ${GOAL_MS} ms`,
    met: median(taken.ours) <= GOAL_MS,
  },
  { goal: 'P8', what: 'for comparison: with the PNG data URI', figure: spread(taken.picture), target: '–', met: null },
  {
    goal: 'P8',
    what: 'for comparison: qrcode',
    figure: `${spread(taken.theirs)}, ${Math.round(median(taken.theirs) / median(taken.ours))} × ours`,
    target: '–',
    met: null,
  },
]
process.stdout.write(`\n${JSON.stringify({ report: { rows } })}\n`)
