import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { freePort } from '../../../scripts/mongod.mjs'
import { createHttpClient } from './http'
import { startOneNode, type MongoSet } from './mongo-sets'
import { startProgram, type Program } from './programs'

interface Options {
  /** API processes, all on one database. */
  apis: number
  /** Where the data lies; it ends with the city. One node of the city's own unless a test hurts it. */
  set?: MongoSet
  env?: Record<string, string>
}

const DATABASE = 'security'

export type ProcessCity = Awaited<ReturnType<typeof openProcessCity>>

/** Database, stand-ins and API processes of one test file: each a real process that may be killed and started again. */
export async function openProcessCity({ apis, set: given, env = {} }: Options) {
  const dir = mkdtempSync(join(tmpdir(), 'zsb-security-'))
  const set = given ?? (await startOneNode())
  const mocks = await startProgram({ file: 'mock/src/main.ts', env: { MOCK_PORT_BASE: '0' }, key: 'mocks', isCompiled: true })
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
      isCompiled: true,
      env: {
        NODE_ENV: 'development',
        DEMO: '1',
        PASSWORD_COST: '10',
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
  // The first makes collections, indexes, keys and demo people; the others find them.
  const programs = [await startApi(0)]
  programs.push(...(await Promise.all(bases.slice(1).map((_, i) => startApi(i + 1)))))
  const clients = bases.map((base) => createHttpClient({ base }))
  const mongo = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 20_000, connectTimeoutMS: 5_000, socketTimeoutMS: 20_000 })
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
    killApi: (i: number) => programs[i]!.kill(),
    restartApi: async (i: number) => {
      pastApis.push(programs[i]!.output())
      programs[i] = await startApi(i)
    },
    stop: async () => {
      clients.forEach((client) => client.close())
      await mongo.close()
      await Promise.all([...programs, mocks].map(({ kill }) => kill()))
      await set.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
