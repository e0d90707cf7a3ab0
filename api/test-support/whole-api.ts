import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import supertest from 'supertest'
import { WebSocket } from 'ws'
import { assembleApi, type Api } from '../src/assemble/assemble'
import { readConfig } from '../src/config'
import type { DemoPeople } from '../src/features/demo'
import { numberOf } from '../src/features/demo'
import { createHardServer } from '../src/platform/http/harden-server'
import { createLog } from '../src/platform/log/log'
import { NEVER_SHED, type SheddingThresholds } from '../src/platform/overload/shed'
import { openTestDatabase } from './database'

const demoPeople = JSON.parse(readFileSync(join(__dirname, '../content/demo/people.json'), 'utf8')) as DemoPeople
const BASE = '/api/v1'

/** Everything about the city that a test may have otherwise. */
interface Options {
  /** Begins the database's name. */
  name: string
  /** Variables of the environment, on top of a demo's. */
  env?: Record<string, string | undefined>
  /** Addresses of the outside systems; the run's shared stand-ins unless a test starts its own. */
  mocks?: Record<string, string>
  /** From where requests are shed; never, unless a test is about that: a busy machine sheds no test. */
  shedAt?: SheddingThresholds
  /** Lays down what is in the database before the first process starts. */
  seed?: () => Promise<unknown>
}

/** One API process, as far as it can be one inside the test's own: its own caches, loops, sockets and port. */
export interface ApiInstance {
  api: Api
  server: Server
  /** `http://127.0.0.1:<port>` */
  base: string
  request: ReturnType<typeof supertest>
  stop: () => Promise<void>
}

/** Somebody signed in. Every call carries the bearer and, for writes, a fresh Idempotency-Key; `.set` overrides both. */
export interface SignedIn {
  personId: string
  sessionId: string
  bearer: string
  deviceId: string
  get: (path: string) => supertest.Test
  delete: (path: string) => supertest.Test
  post: (path: string, body?: object) => supertest.Test
  put: (path: string, body?: object) => supertest.Test
  /** The same person at another process. */
  at: (instance: ApiInstance) => SignedIn
  /** The same person acting for somebody. */
  actingFor: (subjectId: string) => SignedIn
}

/** Our RSA pair in place of an exchange with Alipay's stand-in, which other tests reset. */
function alipayKeys(): { ALIPAY_OWN_KEY: string; ALIPAY_PARTNER_KEY: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    ALIPAY_OWN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ALIPAY_PARTNER_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

export const newKey = (): string => randomBytes(16).toString('base64url')

/** A call as the bearer of a token, on one process. */
function callsOf(instance: ApiInstance, bearer: string, subjectId?: string) {
  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string) => {
    const call = instance.request[method](`${BASE}${path}`).set('authorization', `Bearer ${bearer}`)
    return subjectId ? call.set('acting-for', subjectId) : call
  }
  const write = (method: 'post' | 'put', path: string, body?: object) => {
    const call = send(method, path).set('idempotency-key', newKey())
    return body === undefined ? call : call.send(body)
  }
  return {
    get: (path: string) => send('get', path),
    delete: (path: string) => send('delete', path),
    post: (path: string, body?: object) => write('post', path, body),
    put: (path: string, body?: object) => write('put', path, body),
  }
}

function toSignedIn(instance: ApiInstance, session: { personId: string; sessionId: string; bearer: string; deviceId: string }, subjectId?: string): SignedIn {
  return {
    ...session,
    ...callsOf(instance, session.bearer, subjectId),
    at: (other) => toSignedIn(other, session, subjectId),
    actingFor: (id) => toSignedIn(instance, session, id),
  }
}

/**
 * The real API, whole: `assembleApi` on the run's real mongod in a database of its own, the stand-ins over HTTP, a listening
 * server with its WebSocket. Only the clock and the addresses are the test's.
 */
export async function openWholeApi({ name, env = {}, mocks, shedAt = NEVER_SHED, seed }: Options) {
  const database = await openTestDatabase(name)
  await seed?.()
  const dir = mkdtempSync(join(tmpdir(), 'zsb-api-'))
  const lines: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  let offsetMs = 0
  const clock = { now: () => new Date(Date.now() + offsetMs), close: () => undefined }
  const variables: Record<string, string | undefined> = {
    NODE_ENV: 'test',
    MONGODB_URI: database.uri,
    KEY_DIR: join(dir, 'keys'),
    SEAL_DIR: join(dir, 'seals'),
    FIELD_KEY: randomBytes(32).toString('base64'),
    PARTNER_URLS: mocks ? JSON.stringify(mocks) : process.env.MOCK_URLS,
    DEMO: '1',
    PASSWORD_COST: '10',
    ...alipayKeys(),
    ...env,
  }
  const instances: ApiInstance[] = []
  let publicBase = ''

  /**
   * Another API process on the same database; all of them are reached under the first one's address, as behind a balancer.
   * @param over variables of the environment that it has otherwise
   */
  async function openInstance(over: Record<string, string> = {}): Promise<ApiInstance> {
    const server = createHardServer()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    publicBase ||= base
    const config = readConfig({ PUBLIC_BASE: publicBase, ...variables, ...over })
    const api = await assembleApi({ config, clock, log, shedAt })
    server.on('request', api.listener)
    await api.start(server)
    let stopped: Promise<void> | null = null
    const stop = async () => {
      server.closeAllConnections()
      await Promise.all([new Promise((resolve) => server.close(resolve)), api.stop()])
    }
    const instance = { api, server, base, request: supertest(server), stop: () => (stopped ??= stop()) }
    instances.push(instance)
    return instance
  }

  const first = await openInstance()
  const { people } = first.api
  const devices = new Map<string, { id: string; name: string; platform: 'h5' }>()
  const deviceOf = (owner: string) => {
    const known = devices.get(owner) ?? { id: newKey(), name: '测试设备', platform: 'h5' as const }
    devices.set(owner, known)
    return known
  }

  /** @param id of `content/demo/people.json` */
  function citizen(id: string) {
    const found = demoPeople.citizens.find((candidate) => candidate.id === id)
    if (!found) throw new Error(`no citizen ${id}`)
    return { ...found, number: numberOf(found) }
  }

  /**
   * A citizen of the demo city, signed in by phone on a device of his own and real-named as far as asked. Signing in again uses the
   * same device unless told otherwise.
   */
  async function signInCitizen(
    id = 'wangXiaomei',
    { level = 'confirmed', device }: { level?: 'none' | 'registered' | 'confirmed'; device?: string } = {},
  ): Promise<SignedIn> {
    const person = citizen(id)
    const holder = await people.holders.getOrCreateByLogin({ provider: 'phone', subject: person.phone })
    const own = deviceOf(device ?? id)
    await people.holders.noteDevice({ holder, deviceId: own.id })
    // On his first device; of another one he has still to prove that he is it.
    const [firstDevice] = holder.devices.length === 0 ? (await people.holders.get(holder._id)).devices : []
    if (level !== 'none') {
      const actor = { personId: holder._id, capacity: 'self' as const }
      const { name: fullName, documentType, number, bornOn } = person
      const proof = level === 'confirmed' ? 'window' : 'register'
      await people.holders.establish({
        personId: holder._id,
        person: { name: fullName, documentType, number, bornOn },
        proof,
        deviceId: firstDevice?.id ?? null,
        actor,
      })
    }
    const opened = await people.sessions.sessions.open({ personId: holder._id, method: 'phone', device: own })
    return toSignedIn(first, { personId: holder._id, sessionId: opened.sessionId, bearer: opened.accessToken, deviceId: own.id })
  }

  /** A staff member of the demo city at his registered screen: chenjing and linhao are clerks, xulan a supervisor, fanglei an approver, tangyun an operator, sunli, wuqian and zhengkai serve relying parties. */
  async function signInStaff(username = 'chenjing', { device }: { device?: string } = {}): Promise<SignedIn> {
    const account = await people.staff.store.findByUsername(username)
    if (!account) throw new Error(`no staff member ${username}`)
    const own = deviceOf(device ?? username)
    const opened = await people.sessions.sessions.open({
      personId: account.personId,
      staffId: account._id,
      method: 'staff',
      device: own,
      lifeMs: 8 * 3_600_000,
    })
    return toSignedIn(first, { personId: account.personId, sessionId: opened.sessionId, bearer: opened.accessToken, deviceId: own.id })
  }

  /** A mother whose child's birth certificate proved the relation: herself, and herself acting for the child. */
  async function signInGuardian(): Promise<{ mother: SignedIn; forChild: SignedIn; childId: string; child: { name: string; number: string } }> {
    const mother = await signInCitizen('wangXiaomei')
    const population = (JSON.parse(variables.PARTNER_URLS ?? '{}') as Record<string, string>).population
    const register = (await (await fetch(`${population}/_control/people`)).json()) as { people: { name: string; documents: { number: string }[] }[] }
    const child = register.people.find((candidate) => candidate.name === '王安安')
    if (!child) throw new Error('the register has no child')
    const claim = { name: child.name, number: child.documents[0]!.number }
    const added = await mother.post('/family/children', claim).expect(201)
    const { personId: childId } = added.body as { personId: string }
    const forChild = mother.actingFor(childId)
    await forChild.post('/consents/sensitive', { purpose: 'childData', decision: 'agree' }).expect(201)
    return { mother, forChild, childId, child: claim }
  }

  /** A socket of the live channel; `messages` grows as they come, `closed` resolves with the code. */
  function openSocket({ instance = first, ticket, origin }: { instance?: ApiInstance; ticket?: string; origin?: string } = {}) {
    const socket = new WebSocket(`${instance.base.replace('http', 'ws')}${BASE}/live`, { ...(origin && { origin }) })
    const messages: { topic: string; id?: string }[] = []
    socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as { topic: string; id?: string }))
    socket.on('error', () => undefined)
    if (ticket !== undefined) socket.on('open', () => socket.send(JSON.stringify({ ticket })))
    const closed = new Promise<number>((resolve) => void socket.on('close', resolve))
    const ready = new Promise<void>((resolve) => socket.on('message', (data: Buffer) => data.includes('"ready"') && resolve()))
    return { socket, messages, closed, ready }
  }

  return {
    ...first,
    uri: database.uri,
    /** The log lines of every instance, as they were written. */
    lines,
    now: clock.now,
    /** Moves the clock of every instance. */
    advance: (ms: number) => void (offsetMs += ms),
    openInstance,
    citizen,
    signInCitizen,
    signInStaff,
    signInGuardian,
    openSocket,
    /** What the environment of an API process of this city looks like, for tests that start real ones. */
    environment: (): Record<string, string | undefined> => ({ ...variables, PUBLIC_BASE: publicBase }),
    close: async () => {
      for (const instance of instances) await instance.stop()
      await database.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type WholeApi = Awaited<ReturnType<typeof openWholeApi>>
