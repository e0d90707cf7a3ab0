import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { freePort, startMongod, startReplicaSet } from '../../../scripts/mongod.mjs'
import { createHttpClient } from './http'
import { startProgram, type Program } from './programs'

interface Options {
  /** API processes, all on one database. */
  apis: number
  mongodArgs?: string[]
  env?: Record<string, string>
}

const DATABASE = 'security'
const NO_SLOW_LOG = ['--slowms', '10000']

export type ProcessCity = Awaited<ReturnType<typeof openProcessCity>>

/** mongod, stand-ins and API processes of one test file: each a real process that may be killed and started again. */
export async function openProcessCity({ apis, mongodArgs = NO_SLOW_LOG, env = {} }: Options) {
  const dir = mkdtempSync(join(tmpdir(), 'zsb-security-'))
  const dbPath = join(dir, 'db')
  const mongodText: string[] = []
  const listen = (child: { stdout: NodeJS.ReadableStream | null }) => child.stdout?.on('data', (chunk: Buffer) => mongodText.push(chunk.toString()))
  const set = await startReplicaSet({ dbPath, args: mongodArgs })
  let mongod = set.child
  listen(mongod)
  const mocks = await startProgram({ file: 'mock/src/main.ts', env: { MOCK_PORT_BASE: '0' }, key: 'mocks' })
  const urls = mocks.ready.mocks as Record<string, string>
  const ports: number[] = []
  for (let i = 0; i < apis; i++) ports.push(await freePort())
  const bases = ports.map((port) => `http://127.0.0.1:${port}`)
  const uri = set.uri(DATABASE)
  const keyDir = join(dir, 'keys')

  const startApi = (i: number): Promise<Program> =>
    startProgram({
      file: 'api/src/main.ts',
      key: 'ready',
      env: {
        NODE_ENV: 'development',
        DEMO: '1',
        AUTO_MIGRATE: '1',
        LOG_LEVEL: 'warn',
        MONGODB_URI: uri,
        PARTNER_URLS: JSON.stringify(urls),
        KEY_DIR: keyDir,
        CODE_HOSTS: ports.map((port) => `127.0.0.1:${port}`).join(),
        PORT: String(ports[i]),
        PUBLIC_BASE: bases[i]!,
        ...env,
      },
    })
  // The first makes keys, indexes and demo people; the others find them.
  const programs = [await startApi(0)]
  programs.push(...(await Promise.all(bases.slice(1).map((_, i) => startApi(i + 1)))))
  const clients = bases.map((base) => createHttpClient({ base }))
  const mongo = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 20_000 })
  const pastApis: string[] = []

  return {
    bases,
    clients,
    programs,
    urls,
    keyDir,
    /** The database itself, to see what is really in it. */
    db: mongo.db(DATABASE),
    /** What all API processes of this city wrote, the killed ones too. */
    apiOutput: () => [...pastApis, ...programs.map(({ output }) => output())].join('\n'),
    mockOutput: mocks.output,
    mongodOutput: () => mongodText.join(''),
    killApi: (i: number) => programs[i]!.kill(),
    restartApi: async (i: number) => {
      pastApis.push(programs[i]!.output())
      programs[i] = await startApi(i)
    },
    /** kill -9 of the database, which starts again on the same files and the same port. */
    killMongod: () =>
      new Promise<void>((resolve) => {
        mongod.once('exit', () => resolve())
        mongod.kill('SIGKILL')
      }),
    restartMongod: async () => {
      mongod = await startMongod({ dbPath, port: set.port, args: mongodArgs })
      listen(mongod)
    },
    stop: async () => {
      clients.forEach((client) => client.close())
      await mongo.close()
      await Promise.all([...programs, mocks].map(({ kill }) => kill()))
      if (mongod.exitCode === null && mongod.signalCode === null) {
        const ended = new Promise((resolve) => mongod.once('exit', resolve))
        mongod.kill('SIGKILL')
        await ended
      }
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
