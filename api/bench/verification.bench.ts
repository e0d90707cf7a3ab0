import { quick, reportFrom, rounds, type Report } from './options'
import { ratioRow, ratioSpread, runRounds, spreadOf, type BenchRow, type Candidate, type Round } from './rounds'
import { toRequest } from './served/load'
import { measureVolley, profileVolley, startServed } from './served/start'
import { measureRaw, toScan } from './stack.bench'

const COUNT = quick ? 300 : 3_000
/** Scans in flight: an ordinary morning, and a peak. */
const CALM = 64
const PEAK = 256

type Made = { code: string; bearer: string }[]

/** P3: the whole way of a verification over HTTP on the real mongod, and the same on plain mongoose documents. P4: its slowest. */
export async function measure(): Promise<Report> {
  const databasePid = Number(process.env.BENCH_MONGOD_PID)
  const served = await startServed('city.ts')
  const ports = await served.order<{ own: number; plain: number; bare: number }>('ports')
  const scans = async (order: string, count: number) => (await served.order<Made>(order, count)).map(toScan)
  const inserts = (count: number) =>
    Array.from({ length: count }, (_, i) => toRequest({ method: 'POST', path: '/', body: { i, what: 'a use record in a few words' } }))
  const volley = (port: number, requests: readonly Buffer[], concurrency: number) => measureVolley({ served, port, requests, concurrency, databasePid })
  const own = (concurrency: number) => async (count: number) => volley(ports.own, await scans('prepare', count), concurrency)
  const candidates: Candidate[] = [
    { name: 'raw', run: (count) => measureRaw(served, count) },
    { name: 'own 64', run: own(CALM) },
    { name: 'bare insert 64', run: (count) => volley(ports.bare, inserts(count), CALM) },
    { name: 'own 256', run: own(PEAK) },
    { name: 'bare insert 256', run: (count) => volley(ports.bare, inserts(count), PEAK) },
    { name: 'plain 64', run: async (count) => volley(ports.plain, await scans('preparePlain', Math.ceil(count / 4)), CALM).then(times(4)) },
  ]
  const taken = await runRounds({ candidates, count: COUNT, rounds })
  const requests = await scans('prepare', COUNT)
  const profiles = { P3: await profileVolley({ served, port: ports.own, requests, concurrency: PEAK }) }
  served.stop()
  const of = (name: string) => taken.get(name)!
  return { rows: [...pathRows(of, 64), ...pathRows(of, 256), ...plainRows(of), latencyRow(of, 64), latencyRow(of, 256)], profiles }
}

/** The plain path runs a quarter of the requests in a round; its figures count for a whole one. */
const times =
  (factor: number) =>
  <T extends { cpu: number; databaseCpu?: number; wall?: number }>(spent: T): T => ({
    ...spent,
    cpu: spent.cpu * factor,
    databaseCpu: (spent.databaseCpu ?? 0) * factor,
    wall: (spent.wall ?? 0) * factor,
  })

type Of = (name: string) => Round[]
const alone = (taken: Round[]) => taken.map(({ count, cpu }) => count / cpu)
const together = (taken: Round[]) => taken.map(({ count, cpu, databaseCpu = 0 }) => count / (cpu + databaseCpu))
const onClock = (taken: Round[]) => taken.map(({ count, wall = 1 }) => count / wall)

const pathRows = (of: Of, flight: number): BenchRow[] => {
  const own = of(`own ${flight}`)
  const what = `verification over HTTP on mongod, ${flight} in flight`
  return [
    ratioRow({ goal: 'P3', what: `${what}: API process`, figure: alone(own), base: alone(of('raw')), target: 0.55 }),
    ratioRow({ goal: 'P3', what: `${what}: API + mongod`, figure: together(own), base: alone(of('raw')), target: 0.4 }),
    { goal: 'P3', what: `${what}: on the clock`, figure: `${Math.round(spreadOf(onClock(own)).median)} per second`, target: '–', met: null },
  ]
}

/** How many times the plain mongoose path, by each of the three figures. */
const plainRows = (of: Of): BenchRow[] => {
  const kinds = [
    ['API process', alone],
    ['API + mongod', together],
    ['on the clock', onClock],
  ] as const
  return kinds.map(([name, figure]) => {
    const { median, p10, p90 } = ratioSpread(figure(of('own 64')), figure(of('plain 64')))
    const plain = Math.round(spreadOf(figure(of('plain 64'))).median)
    return {
      goal: 'P3',
      what: `times the plain mongoose path, 64 in flight: ${name}`,
      figure: `${median.toFixed(1)} × (${p10.toFixed(1)}–${p90.toFixed(1)}; plain ${plain}/s)`,
      target: '≥ 8 ×',
      met: median >= 8,
    }
  })
}

const latencyRow = (of: Of, flight: number): BenchRow => {
  const p99 = (name: string) => of(name).map((round) => round.p99 ?? 0)
  const p50 = (name: string) => spreadOf(of(name).map((round) => round.p50 ?? 0)).median.toFixed(1)
  const [own, bare] = [`own ${flight}`, `bare insert ${flight}`]
  const { median, p10, p90 } = ratioSpread(p99(own), p99(bare))
  const ms = (name: string) => `${p50(name)} / ${spreadOf(p99(name)).median.toFixed(1)}`
  return {
    goal: 'P4',
    what: `p99 against a bare Koa POST with one journaled insert, ${flight} in flight`,
    figure: `${median.toFixed(2)} × (${p10.toFixed(2)}–${p90.toFixed(2)}; p50 / p99 ms: own ${ms(own)}, bare ${ms(bare)})`,
    target: '≤ 2 ×',
    met: median <= 2,
  }
}

if (require.main === module) reportFrom(measure)
