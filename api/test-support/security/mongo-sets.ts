import { rmSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { freePort, startMongod, startReplicaSet } from '../../../scripts/mongod.mjs'
import { throwAwayFolder } from '../../../scripts/throw-away.mjs'

/** A replica set of the test's own, so that its processes may be hurt. */
export interface MongoSet {
  uri: (database: string) => string
  /** Everything its processes logged. */
  output: () => string
  stop: () => Promise<void>
}

const NO_SLOW_LOG = ['--slowms', '10000']

const newFolder = () => throwAwayFolder('security-db')

/** kill -9, also of one that stands still. */
const killNow = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      })

/** What the processes write, those that were killed too. */
function createEar() {
  const text: string[] = []
  return {
    listen: ({ stdout }: ChildProcess) => void stdout?.on('data', (chunk: Buffer) => text.push(chunk.toString())),
    output: () => text.join(''),
  }
}

export type OneNode = Awaited<ReturnType<typeof startOneNode>>

/**
 * One mongod, which starts again on the same files and the same port. `transactionSeconds`: after so long it ends a transaction that goes
 * on, because whoever began it is gone, say.
 */
export async function startOneNode({ args: given = NO_SLOW_LOG, transactionSeconds = 60 }: { args?: string[]; transactionSeconds?: number } = {}) {
  const args = [...given, '--setParameter', `transactionLifetimeLimitSeconds=${transactionSeconds}`]
  const dbPath = newFolder()
  const { listen, output } = createEar()
  const set = await startReplicaSet({ dbPath, args })
  let child = set.child
  listen(child)
  return {
    uri: set.uri,
    output,
    kill: () => killNow(child),
    restart: async (): Promise<void> => {
      child = await startMongod({ dbPath, port: set.port, args })
      listen(child)
    },
    stop: async (): Promise<void> => {
      await killNow(child)
      rmSync(dbPath, { recursive: true, force: true })
    },
  } satisfies MongoSet & Record<string, unknown>
}

const NODES = 3
/**
 * As README, «Into production», has them. Without the second and the last the one elected waits 10 s for an answer of the one that was cut
 * off before it writes; without the parameters the other one goes on asking that one for its log, and no write finds a majority. The
 * other one also goes on reporting how far it is to that one alone, for up to half a minute: until then the new primary learns by its own
 * heartbeats that a majority has a write, so they come four times as often.
 */
const SETTINGS = { electionTimeoutMillis: 5_000, heartbeatTimeoutSecs: 3, heartbeatIntervalMillis: 500, catchUpTimeoutMillis: 2_000 }
const PARAMETERS = ['oplogNetworkTimeoutBufferSeconds=2', 'oplogFetcherSteadyStateMaxFetcherRestarts=0'].flatMap((one) => ['--setParameter', one])
/** A set that has no primary for this long has a fault of its own. */
const ELECTED_WITHIN_MS = 60_000
/** How long a primary that stepped down stands back, seconds. */
const STAND_BACK_S = 10

type State = 'primary' | 'secondary' | 'neither'
export type ThreeNodes = Awaited<ReturnType<typeof startThreeNodes>>

/**
 * Three mongod on loopback. Little memory each: three of them have to fit beside everything else on a small machine.
 */
export async function startThreeNodes() {
  const dir = newFolder()
  const { listen, output } = createEar()
  const ports: number[] = []
  for (let node = 0; node < NODES; node++) ports.push(await freePort())
  const children = await Promise.all(
    ports.map((port, node) =>
      startMongod({ dbPath: join(dir, String(node)), port, cacheGb: 0.25, args: [...NO_SLOW_LOG, ...PARAMETERS, '--oplogSize', '256'] }),
    ),
  )
  children.forEach(listen)
  const limits = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 20_000 }
  const clients = await Promise.all(ports.map((port) => MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`, limits)))
  /** A node that was cut off answers nobody. */
  let cutOff: number | null = null

  const command = (node: number, wanted: object) => clients[node]!.db('admin').command(wanted)
  async function stateOf(node: number): Promise<State> {
    if (node === cutOff) return 'neither'
    const { isWritablePrimary, secondary } = await command(node, { hello: 1 }).catch(() => ({}) as Record<string, unknown>)
    return isWritablePrimary ? 'primary' : secondary ? 'secondary' : 'neither'
  }
  const states = () => Promise.all(clients.map((_, node) => stateOf(node)))

  /** Resolves with what the states of all nodes are taken for. */
  async function until<T>(what: string, find: (found: State[]) => T | null): Promise<T> {
    for (const from = performance.now(); performance.now() - from < ELECTED_WITHIN_MS; await pause(50)) {
      const found = find(await states())
      if (found !== null) return found
    }
    throw new Error(`${what}: ${(await states()).join()}\n${output().slice(-2_000)}`)
  }
  const primaryAmong = (found: State[]) => (found.includes('primary') ? found.indexOf('primary') : null)
  const findPrimary = () => until('no primary', primaryAmong)
  const untilAnother = (than: number) => until('no other primary', (found) => primaryAmong(found.map((state, node) => (node === than ? 'neither' : state))))
  /** Whom a secondary follows; nobody while it is choosing, for which it asks each candidate and waits 30 s for one that falls silent then. */
  const isFollowing = async (node: number) => Boolean(((await command(node, { replSetGetStatus: 1 })) as { syncSourceHost?: string }).syncSourceHost)
  /** One primary, and both others follow. */
  async function untilWhole(): Promise<void> {
    for (;;) {
      const secondaries = await until('not whole', (found) => {
        const those = found.flatMap((state, node) => (state === 'secondary' ? [node] : []))
        return those.length === NODES - 1 && found.includes('primary') ? those : null
      })
      if ((await Promise.all(secondaries.map((node) => isFollowing(node).catch(() => false)))).every(Boolean)) return
      await pause(50)
    }
  }

  await command(0, { replSetInitiate: { _id: 'rs0', members: ports.map((port, _id) => ({ _id, host: `127.0.0.1:${port}` })), settings: SETTINGS } })
  await findPrimary()
  await untilWhole()

  return {
    uri: (database: string) => `mongodb://${ports.map((port) => `127.0.0.1:${port}`).join()}/${database}?replicaSet=rs0`,
    output,
    /** The primary hands over; resolves when another one is. */
    stepDown: async (): Promise<void> => {
      const before = await findPrimary()
      // Under load nobody may have caught up in time; then it stays, and is asked again.
      while ((await stateOf(before)) === 'primary') await command(before, { replSetStepDown: STAND_BACK_S }).catch(() => undefined)
      await untilAnother(before)
    },
    /** The primary answers nobody any more, while every line to it stands; resolves when the others have elected one. */
    cutOffPrimary: async (): Promise<void> => {
      cutOff = await findPrimary()
      children[cutOff]!.kill('SIGSTOP')
      await untilAnother(cutOff)
    },
    /** It goes on where it stood still, still taking itself for the primary; resolves when it follows the new one. */
    heal: async (): Promise<void> => {
      if (cutOff === null) return
      children[cutOff]!.kill('SIGCONT')
      cutOff = null
      await untilWhole()
    },
    untilWhole,
    stop: async (): Promise<void> => {
      await Promise.all(children.map(killNow))
      await Promise.all(clients.map((client) => client.close()))
      rmSync(dir, { recursive: true, force: true })
    },
  } satisfies MongoSet & Record<string, unknown>
}
