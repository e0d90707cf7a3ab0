// A whole city for a walk: mongod, the mocks and TWO API processes, each on its own port, all on loopback.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilePrograms } from '../../scripts/compiled-programs.mjs'
import { startReplicaSet } from '../../scripts/mongod.mjs'
import { throwAwayFolder } from '../../scripts/throw-away.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A port nobody listens on right now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/** Starts a compiled program and resolves with the first stdout line that holds `key` as JSON. */
function startProgram({ file, env, key }) {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-8000)))
  const ready = new Promise((resolve, reject) => {
    let rest = ''
    child.stdout.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      for (const line of lines) if (line.startsWith('{') && line.includes(`"${key}"`)) resolve(JSON.parse(line))
    })
    child.once('exit', (code) => reject(new Error(`${file} stopped with ${code}\n${errors}`)))
  })
  return { child, ready }
}

/**
 * @returns addresses, a clock to move and `stop`. `apis` are two processes on one database: the phone talks to the first,
 * the counter to the second.
 */
export async function openCity({ apis = 2, env = {} } = {}) {
  const dir = throwAwayFolder('walk')
  const compiled = await compilePrograms()
  const mocks = startProgram({ file: compiled['mock/src/main.ts'], env: { MOCK_PORT_BASE: '0' }, key: 'mocks' })
  const [mongo, { mocks: urls }] = await Promise.all([startReplicaSet({ dbPath: join(dir, 'db') }), mocks.ready])
  const ports = []
  for (let i = 0; i < apis; i++) ports.push(await freePort())
  const hosts = ports.map((port) => `127.0.0.1:${port}`)
  const common = {
    NODE_ENV: 'development',
    DEMO: '1',
    PASSWORD_COST: '10',
    AUTO_MIGRATE: '1',
    MONGODB_URI: mongo.uri('city'),
    PARTNER_URLS: JSON.stringify(urls),
    KEY_DIR: join(dir, 'keys'),
    H5_DIR: join(root, 'miniapp/dist/h5'),
    CODE_HOSTS: hosts.join(','),
    LOG_LEVEL: 'warn',
    ...env,
  }
  const startApi = async (i) => {
    const program = startProgram({
      file: compiled['api/src/main.ts'],
      env: { ...common, PORT: String(ports[i]), PUBLIC_BASE: `http://${hosts[i]}` },
      key: 'ready',
    })
    await program.ready
    return program
  }
  const programs = []
  // The first makes collections, indexes, keys and demo people; the others find them.
  for (let i = 0; i < apis; i++) programs.push(await startApi(i))
  const post = async (url, body) => {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) })
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
    return answer.json().catch(() => ({}))
  }
  return {
    dir,
    mocks: urls,
    apis: hosts.map((host) => `http://${host}`),
    mongoUri: mongo.uri('city'),
    programs,
    restartApi: async (i) => (programs[i] = await startApi(i)),
    post,
    /** Moves the city's clock. */
    advance: (ms) => post(`${urls.clock}/advance`, { ms }),
    resetClock: () => post(`${urls.clock}/reset`),
    stop: async () => {
      for (const { child } of [...programs, mocks]) child.kill('SIGTERM')
      await Promise.all([...programs, mocks].map(({ child }) => (child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : null)))
      await mongo.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
