// What every command does first, with nothing but the machine's own Node: install when the lock asks for it, then go on
// under the pinned Node 24. Imports built-in modules only.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const stamp = join(root, 'node_modules', '.zsb-lock')
const windows = process.platform === 'win32'
/** Every program that is started compiles less: an API is there after two thirds of the time. */
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
const pinnedNode = join(bin, windows ? 'node.exe' : 'node')
const NODE_FLOOR = [24, 18, 1]

const lockText = () => readFileSync(join(root, 'package-lock.json'), 'utf8')
const lockHash = () => createHash('sha256').update(lockText()).digest('hex')
const pinnedRuns = () => existsSync(pinnedNode) && spawnSync(pinnedNode, ['--version']).status === 0
const hasPlatformNode = ['linux-x64', 'linux-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`)

/** True when node_modules is what the lock file describes, judged by npm's own record of what it installed. */
function matchesLock() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  if (hasPlatformNode && !existsSync(pinnedNode)) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true
  const wanted = Object.entries(JSON.parse(lockText()).packages)
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const missing = wanted.some(([path, entry]) => path.includes('node_modules/') && !entry.optional && !entry.link && installed[path]?.version !== entry.version)
  if (!missing) writeFileSync(stamp, lockHash())
  return !missing
}

function install() {
  console.log('安装依赖（约一分钟）/ installing dependencies (about a minute) …')
  const { NODE_ENV: _, ...env } = process.env
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : [windows ? 'npm.cmd' : 'npm']
  const from = Date.now()
  const { status } = spawnSync(npm[0], [...npm.slice(1), ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], shell: windows })
  if (status !== 0) {
    console.error('安装失败，见上文 / the installation failed, see above: npm ci')
    process.exit(1)
  }
  writeFileSync(stamp, lockHash())
  console.log(`  ${Math.round((Date.now() - from) / 1000)} s`)
}

function isRecentEnough(version) {
  const parts = version.split('.').map(Number)
  for (let i = 0; i < 3; i++) if (parts[i] !== NODE_FLOOR[i]) return parts[i] > NODE_FLOOR[i]
  return true
}

/** Runs this very command again under the pinned Node and ends with its answer. Signals are passed on. */
function continueUnderPinnedNode() {
  const child = spawn(pinnedNode, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
  return new Promise(() => {})
}

/**
 * Resolves once everything the lock names is installed and this process runs on Node 24.18.1 or later.
 * @returns {Promise<{ installMs: number }>}
 */
export async function prepare() {
  const from = Date.now()
  if (!matchesLock()) install()
  const installMs = Number(process.env.ZSB_INSTALL_MS ?? Date.now() - from)
  process.env.ZSB_INSTALL_MS = String(installMs)
  if (isRecentEnough(process.versions.node) && !(hasPlatformNode && !process.versions.node.startsWith('24.'))) return { installMs }
  if (pinnedRuns()) return continueUnderPinnedNode()
  console.error(`需要 Node ${NODE_FLOOR.join('.')} 或更新，现为 ${process.versions.node} / Node ${NODE_FLOOR.join('.')} or later is needed: https://nodejs.org`)
  process.exit(1)
}
