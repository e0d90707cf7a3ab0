// `npm start`: a whole city in one process tree — mongod, the mocks, the API with demo data, the H5 app.
import { prepare } from './bootstrap.mjs'

await prepare()
const { mkdirSync } = await import('node:fs')
const { join } = await import('node:path')
const { root } = await import('./bootstrap.mjs')
const { ensureH5 } = await import('./builds.mjs')
const { freePort, startReplicaSet } = await import('./mongod.mjs')
const { startPart } = await import('./parts.mjs')
const { switchOnHealthCode } = await import('./demo-health-code.mjs')
const { printCity } = await import('./city-table.mjs')
const { claimCity, dataDir: data, findRunningCity, releaseCity, stopLeftoverMongod } = await import('./running-city.mjs')

const from = Date.now()
const dbPath = join(data, 'mongo')
// What is no number, or empty, wishes nothing.
const WISHED = { api: Number(process.env.PORT) || 4000, mocks: Number(process.env.MOCK_PORT_BASE) || 4100, mongod: 4200 }
const say = (text) => console.log(`[${((Date.now() - from) / 1000).toFixed(1).padStart(5)} s] ${text}`)

/** What runs, in the order it was started. @type {{ name: string, stop: () => Promise<void> }[]} */
const parts = []
let stopping = false

async function stop(code) {
  if (stopping) return
  stopping = true
  if (parts.length > 0) say('正在停止 / stopping …')
  for (const part of parts.reverse()) await part.stop().catch(() => {})
  releaseCity()
  if (parts.length > 0) say('已停止 / stopped')
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))

/** A part that ends by itself takes the others with it: half a city helps nobody. */
function watch(part) {
  parts.push(part)
  void part.exited.then((code) => {
    if (stopping) return
    console.error(`\n${part.name} 意外停止 / has stopped unexpectedly (exit ${code})\n${part.lastWords?.() ?? ''}`)
    void stop(1)
  })
  return part
}

async function startMongo() {
  if (process.env.MONGODB_URI) {
    say('mongod: MONGODB_URI')
    return process.env.MONGODB_URI
  }
  await stopLeftoverMongod(say)
  const mongo = await startReplicaSet({ dbPath, port: await freePort(WISHED.mongod), log: say, detached: process.platform !== 'win32' })
  const exited = new Promise((resolve) => mongo.child.once('exit', resolve))
  watch({ name: 'mongod', stop: mongo.stop, exited })
  say(`mongod 已启动 / is up, port ${mongo.port}`)
  return mongo.uri('zsb')
}

/** The mocks want a row of ports; where one of the row is taken they get any. */
async function startMocks() {
  const row = Array.from({ length: 16 }, (_, i) => WISHED.mocks + i)
  const free = (await Promise.all(row.map(async (port) => (await freePort(port)) === port))).every(Boolean)
  const part = watch(
    await startPart({
      name: 'mocks',
      file: 'mock/src/main.ts',
      key: 'mocks',
      env: { NODE_ENV: 'development', MOCK_PORT_BASE: String(free ? WISHED.mocks : 0) },
      logFile: join(data, 'logs', 'mocks.log'),
    }),
  )
  say('模拟系统已启动 / the mocks are up')
  return part.line.mocks
}

async function startApi({ mongoUri, mocks }) {
  const port = await freePort(WISHED.api)
  if (port !== WISHED.api) say(`端口 ${WISHED.api} 被占用，改用 ${port} / port ${WISHED.api} is taken, using ${port}`)
  const base = `http://127.0.0.1:${port}`
  watch(
    await startPart({
      name: 'API',
      file: 'api/src/main.ts',
      key: 'ready',
      logFile: join(data, 'logs', 'api.log'),
      env: {
        NODE_ENV: 'development',
        DEMO: '1',
        AUTO_MIGRATE: '1',
        PORT: String(port),
        MONGODB_URI: mongoUri,
        MOCK_URLS: JSON.stringify(mocks),
        PUBLIC_BASE: process.env.PUBLIC_BASE ?? base,
        KEY_DIR: process.env.KEY_DIR ?? join(data, 'keys'),
        SEAL_DIR: process.env.SEAL_DIR ?? join(data, 'seals'),
        H5_DIR: join(root, 'miniapp', 'dist', 'h5'),
      },
    }),
  )
  say('API 已启动 / is up')
  return base
}

try {
  const other = findRunningCity()
  if (other) {
    console.error(`掌上办已在运行（进程 ${other}），请先按 Ctrl-C 停止 / the app is already running (process ${other}): stop it with Ctrl-C first`)
    process.exit(1)
  }
  mkdirSync(data, { recursive: true })
  claimCity()
  const [mongoUri, mocks, built] = await Promise.all([
    startMongo(),
    startMocks(),
    ensureH5(() => say('构建 H5（约半分钟）/ building the H5 app (about half a minute) …')),
  ])
  if (built) say('H5 已构建 / the H5 app is built')
  const base = await startApi({ mongoUri, mocks })
  if (await switchOnHealthCode(base)) say('健康码已由两名运营人员启用 / two operators have switched the health code on')
  await printCity({ base, mocks, mongoUri, seconds: (Date.now() - from) / 1000 })
} catch (error) {
  if (!stopping) {
    console.error(`\n${error instanceof Error ? error.message : error}`)
    await stop(1)
  }
}
