import { randomBytes } from 'node:crypto'
import { quick, reportFrom, rounds, type Report } from './options'
import { ratioRow, runRounds, spreadOf, type Candidate, type Round } from './rounds'
import { FILLED } from './served/joint-bundle'
import { toRequest } from './served/load'
import { measureVolley, profileVolley, startServed } from './served/start'

const COUNT = quick ? 24 : 320
/** Submissions in flight. */
const CONCURRENCY = 16
const TARGET = 'one form of 120 fields and 6 materials handed in for 6 departments'

interface Draft {
  id: string
  version: number
  bearer: string
}
/** A submission as the phone sends it. */
const toSubmission = ({ id, version, bearer }: Draft): Buffer =>
  toRequest({
    method: 'POST',
    path: `/api/v1/joint-applications/${id}/submissions`,
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': randomBytes(16).toString('base64url'), 'accept-encoding': 'gzip, deflate, br' },
    body: { version, ...FILLED },
  })

/** Q3: a merged form handed in, against a Koa POST that stores the same document (issue 4, §4). */
export async function measure(): Promise<Report> {
  const databasePid = Number(process.env.BENCH_MONGOD_PID)
  const served = await startServed('joint-city.ts')
  const ports = await served.order<{ own: number; bare: number }>('ports')
  const submissions = async (count: number) => (await served.order<Draft[]>('prepare', count)).map(toSubmission)
  const inserts = (count: number) => Array.from({ length: count }, () => toRequest({ method: 'POST', path: '/', body: { version: 1, ...FILLED } }))
  const volley = (port: number, requests: readonly Buffer[]) => measureVolley({ served, port, requests, concurrency: CONCURRENCY, databasePid })
  const candidates: Candidate[] = [
    { name: 'own', run: async (count) => volley(ports.own, await submissions(count)) },
    { name: 'bare', run: (count) => volley(ports.bare, inserts(count)) },
  ]
  const taken = await runRounds({ candidates, count: COUNT, rounds })
  const profiles = { Q3: await profileVolley({ served, port: ports.own, requests: await submissions(COUNT), concurrency: CONCURRENCY }) }
  served.stop()
  const of = (name: string) => taken.get(name)!
  const row = (what: string, figure: (rounds: Round[]) => number[]) =>
    ratioRow({ goal: 'Q3', what: `${TARGET}: ${what}`, figure: figure(of('own')), base: figure(of('bare')), of: 'bare Koa insert' })
  const p99 = (name: string) => spreadOf(of(name).map((round) => round.p99 ?? 0)).median.toFixed(1)
  return {
    rows: [
      row('API process', (all) => all.map(({ count, cpu }) => count / cpu)),
      row('API + mongod', (all) => all.map(({ count, cpu, databaseCpu = 0 }) => count / (cpu + databaseCpu))),
      row('on the clock', (all) => all.map(({ count, wall = 1 }) => count / wall)),
      { goal: 'Q3', what: `${TARGET}: p99`, figure: `own ${p99('own')} ms, bare ${p99('bare')} ms`, target: '–', met: null },
    ],
    profiles,
  }
}

if (require.main === module) reportFrom(measure)
