import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { ALL_KINDS, COUNT, FEW, KINDS, openCity, volleyOf, type Size } from './health-volleys'
import { reportFrom, rounds, shareOf, type Report } from './options'
import { ratioSpread, runRounds, spreadOf, type BenchRow, type Candidate } from './rounds'

const MANY: Size = { people: shareOf({ quick: 2 * FEW.people, full: 1_000_000 }), visits: shareOf({ quick: 10 * FEW.visits, full: 10_000_000 }) }
/** Latency is compared where nobody waits for the others. */
const CONCURRENCY = 8
/** The median of so many is steady enough,. */
const IN_A_ROUND = Math.ceil(COUNT / 4)
/** Files, indexes and the log of writes of ten million visits and a million people. */
const ROOM_GB = 30

/** @throws Error before anything is laid down that would not fit */
function requireRoom(): void {
  const { bavail, bsize } = statfsSync(tmpdir())
  const needed = (ROOM_GB * MANY.visits) / 10_000_000
  if ((bavail * bsize) / 1e9 < needed) throw new Error(`H2 needs ${needed.toFixed(0)} GB of room in ${tmpdir()}`)
}

const thousands = (n: number) => n.toLocaleString('en')

/** H2: two cities on one mongod, the same asked of both in turn (issue 5, §2). */
export async function measure(): Promise<Report> {
  requireRoom()
  const small = await openCity('bench_few', FEW)
  const from = performance.now()
  const large = await openCity('bench_many', MANY)
  const laidDown = `${((performance.now() - from) / 1_000).toFixed(0)} s`
  const candidates = ALL_KINDS.flatMap((kind): Candidate[] => [
    { name: `${kind} small`, run: (count) => volleyOf(small, kind, { count, concurrency: CONCURRENCY }) },
    { name: `${kind} large`, run: (count) => volleyOf(large, kind, { count, concurrency: CONCURRENCY }) },
  ])
  const taken = await runRounds({ candidates, count: IN_A_ROUND, rounds })
  small.served.stop()
  large.served.stop()
  const sizes = `${thousands(FEW.people)} → ${thousands(MANY.people)} people, ${thousands(FEW.visits)} → ${thousands(MANY.visits)} visits`
  const rows = ALL_KINDS.map((kind): BenchRow => {
    const p50 = (size: string) => taken.get(`${kind} ${size}`)!.map((round) => round.p50 ?? 0)
    const { median, p10, p90 } = ratioSpread(p50('large'), p50('small'))
    const ms = (size: string) => spreadOf(p50(size)).median.toFixed(1)
    return {
      goal: 'H2',
      what: `${KINDS[kind]}: p50, ${sizes}`,
      figure: `${median.toFixed(2)} × (${p10.toFixed(2)}–${p90.toFixed(2)}; ${ms('small')} → ${ms('large')} ms)`,
      target: '≤ 1.10 ×',
      met: median <= 1.1,
    }
  })
  return { rows: [...rows, { goal: 'H2', what: 'for comparison: the larger city laid down', figure: laidDown, target: '–', met: null }] }
}

if (require.main === module) reportFrom(measure)
