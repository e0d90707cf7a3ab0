import { quick } from './options'
import type { Round } from './rounds'
import { toRequest } from './served/load'
import { measureVolley, startServed, type Served } from './served/start'

/** What is done most where a health code is on. */
export const KINDS = {
  issue: 'a health code is shown',
  scan: 'a code is scanned at a door',
  visit: 'a place is scanned',
  declaration: 'a declaration',
} as const
export type Kind = keyof typeof KINDS
export const ALL_KINDS = Object.keys(KINDS) as Kind[]

export const COUNT = quick ? 100 : 1_000
/** Guards, and as many again who declare as come to doors. */
export const SIGNED_IN = 64 + 2 * COUNT + 2
export interface Size {
  people: number
  visits: number
}
export const FEW: Size = { people: quick ? SIGNED_IN : 10_000, visits: quick ? 1_000 : 100_000 }

interface Prepared {
  path: string
  bearer: string
  key: string
  body: object
}
const toPost = ({ path, bearer, key, body }: Prepared): Buffer =>
  toRequest({
    method: 'POST',
    path,
    headers: { authorization: `Bearer ${bearer}`, 'idempotency-key': key, 'accept-encoding': 'gzip, deflate, br' },
    body,
  })

export interface City {
  served: Served
  own: number
  bare: number
}
const databasePid = Number(process.env.BENCH_MONGOD_PID)

/** @param name of its database, beside that of another city on one mongod */
export async function openCity(name: string, { people, visits }: Size): Promise<City> {
  const uri = (process.env.BENCH_MONGODB_URI ?? '').replace('/bench?', `/${name}?`)
  const env = { BENCH_MONGODB_URI: uri, BENCH_PEOPLE: String(people), BENCH_VISITS: String(visits), BENCH_SIGNED_IN: String(SIGNED_IN) }
  const served = await startServed('health-city.ts', env)
  return { served, ...(await served.order<{ own: number; bare: number }>('ports')) }
}

/** So many requests of a kind, each of somebody else. */
export const requestsOf = async ({ served }: City, kind: Kind, count: number) => (await served.order<Prepared[]>(kind, count)).map(toPost)

export async function volleyOf(city: City, kind: Kind, { count, concurrency }: { count: number; concurrency: number }) {
  const requests = await requestsOf(city, kind, count)
  return measureVolley({ served: city.served, port: city.own, requests, concurrency, databasePid })
}

/** The same document, stored by a Koa that does nothing else. */
export async function insertsOf({ served, bare }: City, kind: Kind, concurrency: number) {
  const body = await served.order<object>('sample', kind)
  return (count: number): Promise<Omit<Round, 'count'>> => {
    const requests = Array.from({ length: count }, () => toRequest({ method: 'POST', path: '/', body }))
    return measureVolley({ served, port: bare, requests, concurrency, databasePid })
  }
}
