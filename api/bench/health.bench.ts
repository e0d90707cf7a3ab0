import { ALL_KINDS, COUNT, FEW, insertsOf, KINDS, openCity, requestsOf, volleyOf, type Kind } from './health-volleys'
import { reportFrom, rounds, type Report } from './options'
import type { Shares } from './profile'
import { ratioRow, runRounds, spreadOf, type BenchRow, type Candidate, type Round, type Rounds } from './rounds'
import { profileVolley } from './served/start'

/** In flight, as on an ordinary morning (P3). */
const CONCURRENCY = 64
/** Of what one province's code was asked for in January 2022 (issue 5), in a second. */
const OF_A_PROVINCE = 1_400_000 / 60

const alone = (taken: readonly Round[]) => taken.map(({ count, cpu }) => count / cpu)
const together = (taken: readonly Round[]) => taken.map(({ count, cpu, databaseCpu = 0 }) => count / (cpu + databaseCpu))
const onClock = (taken: readonly Round[]) => taken.map(({ count, wall = 1 }) => count / wall)
const bareOf = (kind: Kind) => `bare ${kind}`

function ratioRows(taken: Rounds, kind: Kind): BenchRow[] {
  const [own, bare] = [taken.get(kind)!, taken.get(bareOf(kind))!]
  const row = (what: string, figure: (rounds: readonly Round[]) => number[]) =>
    ratioRow({ goal: 'H1', what: `${KINDS[kind]}: ${what}`, figure: figure(own), base: figure(bare), of: 'bare Koa insert' })
  const ms = (all: readonly Round[]) =>
    [all.map(({ p50 = 0 }) => p50), all.map(({ p99 = 0 }) => p99)].map((each) => spreadOf(each).median.toFixed(1)).join(' / ')
  const cores = (rates: number[]) => (OF_A_PROVINCE / spreadOf(rates).median).toFixed(1)
  return [
    row('API process', alone),
    row('API + mongod', together),
    row('on the clock', onClock),
    { goal: 'H1', what: `${KINDS[kind]}: p50 / p99 ms`, figure: `own ${ms(own)}, bare ${ms(bare)}`, target: '–', met: null },
    {
      goal: 'H1',
      what: `${KINDS[kind]}: 1.4 million a minute, by division`,
      figure: `${cores(alone(own))} cores for the API, ${cores(together(own))} with mongod`,
      target: '–',
      met: null,
    },
  ]
}

/** H1: each against a Koa POST that stores the same document, in one run, and by division to a province (issue 5, §2). */
export async function measure(): Promise<Report> {
  const city = await openCity('bench', FEW)
  // Of each some, so that there is a document to be like.
  for (const kind of ALL_KINDS) await volleyOf(city, kind, { count: COUNT, concurrency: CONCURRENCY })
  const candidates: Candidate[] = []
  for (const kind of ALL_KINDS) {
    candidates.push({ name: kind, run: (count) => volleyOf(city, kind, { count, concurrency: CONCURRENCY }) })
    candidates.push({ name: bareOf(kind), run: await insertsOf(city, kind, CONCURRENCY) })
  }
  const taken = await runRounds({ candidates, count: COUNT, rounds })
  const profiles: Record<string, Shares> = {}
  for (const kind of ALL_KINDS) {
    const requests = await requestsOf(city, kind, COUNT)
    profiles[`H1 ${KINDS[kind]}`] = await profileVolley({ served: city.served, port: city.own, requests, concurrency: CONCURRENCY })
  }
  city.served.stop()
  return { rows: ALL_KINDS.flatMap((kind) => ratioRows(taken, kind)), profiles }
}

if (require.main === module) reportFrom(measure)
