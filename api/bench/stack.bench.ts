import { randomBytes } from 'node:crypto'
import { quick, reportFrom, rounds, type Report } from './options'
import { ratioRow, ratioSpread, runRounds, type Candidate, type Spent } from './rounds'
import { toRequest } from './served/load'
import { measureVolley, profileVolley, startServed, type Served } from './served/start'

const COUNT = quick ? 400 : 4_000
const CONCURRENCY = 64

/** A scan as the clerk's screen sends it. */
export const toScan = ({ code, bearer }: { code: string; bearer: string }): Buffer =>
  toRequest({
    method: 'POST',
    path: '/api/v1/verifications',
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': randomBytes(16).toString('base64url'), 'accept-encoding': 'gzip, deflate, br' },
    body: { code, scene: 'vehicleOffice', purpose: 'identifyForService', method: 'camera' },
  })

/** CPU of the measured process for `count` raw checks. */
export async function measureRaw(served: Served, count: number): Promise<Spent> {
  const before = await served.order<{ own: number }>('cpu')
  await served.order('raw', count)
  const after = await served.order<{ own: number }>('cpu')
  return { cpu: after.own - before.own }
}

/** P2: the verification endpoint without a database. P10: a hello of ours with every middleware. */
export async function measure(): Promise<Report> {
  const served = await startServed('stack.ts')
  const ports = await served.order<{ own: number; bare: number }>('ports')
  const scans = async (count: number) => (await served.order<{ code: string; bearer: string }[]>('prepare', count)).map(toScan)
  const helloOf = (path: string) => toRequest({ method: 'GET', path, headers: { 'accept-encoding': 'gzip, deflate, br' } })
  const hellos = (path: string, count: number) => Array<Buffer>(count).fill(helloOf(path))
  const volley = (port: number, requests: readonly Buffer[]) => ({ served, port, requests, concurrency: CONCURRENCY })
  const candidates: Candidate[] = [
    { name: 'raw', run: (count) => measureRaw(served, count) },
    { name: 'verification', run: async (count) => measureVolley(volley(ports.own, await scans(count))) },
    { name: 'bare hello', run: (count) => measureVolley(volley(ports.bare, hellos('/', 2 * count))) },
    { name: 'own hello', run: (count) => measureVolley(volley(ports.own, hellos('/api/v1/hello', 2 * count))) },
  ]
  const taken = await runRounds({ candidates, count: COUNT, rounds })
  const of = (name: string, times = 1) => taken.get(name)!.map(({ count, cpu }) => (times * count) / cpu)
  const profiles = {
    P2: await profileVolley(volley(ports.own, await scans(COUNT))),
    P10: await profileVolley(volley(ports.own, hellos('/api/v1/hello', 2 * COUNT))),
  }
  served.stop()
  const share = ratioSpread(of('bare hello', 2), of('raw')).median
  return {
    rows: [
      ratioRow({ goal: 'P2', what: 'verification endpoint over HTTP, no database', figure: of('verification'), base: of('raw'), target: 0.65 }),
      {
        goal: 'P2',
        what: 'batches of 16',
        figure: 'not measured: the API has no endpoint that takes several codes; a counter scans one person at a time',
        target: '≥ 0.90 raw',
        met: null,
      },
      {
        goal: 'P2',
        what: 'for comparison: what bare Koa leaves over, hello plus one raw check',
        figure: `${(share / (1 + share)).toFixed(2)} raw`,
        target: '–',
        met: null,
      },
      ratioRow({
        goal: 'P10',
        what: 'own hello with every middleware',
        figure: of('own hello', 2),
        base: of('bare hello', 2),
        target: 0.85,
        of: 'bare Koa',
      }),
    ],
    profiles,
  }
}

if (require.main === module) reportFrom(measure)
