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

/** CPU of the measured process for one order. */
async function measureOrder(served: Served, name: string, argument?: number): Promise<Spent> {
  const before = await served.order<{ own: number }>('cpu')
  await served.order(name, argument)
  const after = await served.order<{ own: number }>('cpu')
  return { cpu: after.own - before.own }
}

/** CPU of the measured process for `count` raw checks. */
export const measureRaw = (served: Served, count: number): Promise<Spent> => measureOrder(served, 'raw', count)

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
    {
      name: 'batches',
      run: async (count) => {
        await served.order('prepare', count)
        return measureOrder(served, 'batches')
      },
    },
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
      // A counter scans one person at a time, so no endpoint takes several codes: what comes in one turn is checked together.
      ratioRow({ goal: 'P2', what: 'codes checked in batches of 16 that came together, without HTTP', figure: of('batches'), base: of('raw'), target: 0.9 }),
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
