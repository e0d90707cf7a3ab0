// The three builds of the mini-app, and what they weigh (P12).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './bootstrap.mjs'
import { programs, run } from './stages.mjs'

const miniapp = join(root, 'miniapp')
export const dist = (platform) => join(miniapp, 'dist', platform)
const entry = (platform) => join(dist(platform), platform === 'h5' ? 'index.html' : 'app.json')
const h5Stamp = join(miniapp, 'dist', 'h5.sources')
/** Bytes. Of the mini-programs by P12; of the browser a tenth above what it was when the limit was set, so that growth is a decision. */
const LIMITS = { main: 400_000, sub: 300_000, script: 330_000, style: 27_500 }

const filesBelow = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((item) => (item.isFile() ? [join(item.parentPath, item.name)] : []))

/** One hash over everything the H5 build is made of. */
function sourcesHash() {
  const hash = createHash('sha256')
  const folders = ['miniapp/src', 'miniapp/config', 'shared/src'].map((name) => join(root, name))
  const files = [
    ...folders.flatMap(filesBelow).filter((file) => !/\.test\.tsx?$/.test(file)),
    join(miniapp, 'package.json'),
    join(miniapp, 'babel.config.js'),
    join(root, 'package-lock.json'),
  ]
  for (const file of files.sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const runTaro = (platform, { env = {}, quiet = true } = {}) =>
  run([...programs.taro, 'build', '--type', platform], { cwd: miniapp, env: { NODE_ENV: 'production', ...env }, timeoutMs: 300_000, quiet })

/**
 * Builds one platform. A configuration Taro refuses ends with exit code 0 and nothing built: the entry file must be new.
 * @param {'weapp' | 'alipay' | 'h5'} platform
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function build(platform, { quiet = true } = {}) {
  const hash = sourcesHash()
  rmSync(entry(platform), { force: true })
  if (platform === 'h5') rmSync(h5Stamp, { force: true })
  const { code, output } = await runTaro(platform, { quiet })
  const ok = code === 0 && existsSync(entry(platform))
  if (ok && platform === 'h5') writeFileSync(h5Stamp, hash)
  return { ok, output }
}

/** Builds H5 beside the other, with the maps that lead from its scripts to what they were written in. @returns {Promise<string>} the folder */
export async function buildH5WithMaps() {
  const folder = dist('h5-map')
  rmSync(folder, { recursive: true, force: true })
  const { code, output } = await runTaro('h5', { env: { TARO_MAP: '1' } })
  if (code !== 0 || !existsSync(join(folder, 'index.html'))) throw new Error(`the H5 build with maps failed\n${plain(output).slice(-25).join('\n')}`)
  if (!filesBelow(folder).some((file) => file.endsWith('.js.map'))) throw new Error('the H5 build with maps has written none')
  return folder
}

/** What a build said, without colours and without its progress lines. */
const plain = (output) =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() && !/^- 即将|^● Webpack|HtmlWebpackPlugin$/.test(line))

/** Builds H5 only where the sources have changed since the last build. @returns {Promise<boolean>} whether it was built */
export async function ensureH5(announce) {
  mkdirSync(join(miniapp, 'dist'), { recursive: true })
  if (existsSync(entry('h5')) && existsSync(h5Stamp) && readFileSync(h5Stamp, 'utf8') === sourcesHash()) return false
  announce?.()
  const { ok, output } = await build('h5')
  if (!ok) throw new Error(`H5 构建失败 / the H5 build failed\n${plain(output).slice(-25).join('\n')}`)
  return true
}

/**
 * What a browser loads before anything is drawn: the scripts and styles that the document itself names.
 * @param {string} [folder] the built app
 * @returns {{ script: number, style: number, problems: string[] }} bytes, before compression
 */
export function weighFirstLoad(folder = dist('h5')) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const weightOf = (tags) => [...html.matchAll(tags)].reduce((sum, [, path]) => sum + statSync(join(folder, path)).size, 0)
  const weight = { script: weightOf(/<script[^>]+src="([^"]+)"/g), style: weightOf(/<link[^>]+href="([^"]+\.css)"/g) }
  const problems = Object.entries(weight).flatMap(([part, size]) => {
    if (size === 0) return [`h5: the document names no ${part}`]
    return size > LIMITS[part] ? [`h5 first ${part}: ${size} bytes, at most ${LIMITS[part]}`] : []
  })
  return { ...weight, problems }
}

/**
 * What a mini-program weighs: its main package is all bytes outside the sub-package roots.
 * @param {'weapp' | 'alipay'} platform
 * @returns {{ main: number, packages: Record<string, number>, problems: string[] }}
 */
export function weigh(platform) {
  const folder = dist(platform)
  const app = JSON.parse(readFileSync(entry(platform), 'utf8'))
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root: name }) => name.replace(/^\/|\/$/g, ''))
  const packages = Object.fromEntries(roots.map((name) => [name, 0]))
  let main = 0
  for (const file of filesBelow(folder)) {
    if (file.endsWith('.map')) continue
    const path = relative(folder, file).split(sep).join('/')
    const owner = roots.find((name) => path.startsWith(`${name}/`))
    if (owner) packages[owner] += statSync(file).size
    else main += statSync(file).size
  }
  const problems = Object.entries(packages).flatMap(([name, size]) => (size > LIMITS.sub ? [`${platform} ${name}: ${size} bytes, at most ${LIMITS.sub}`] : []))
  if (main > LIMITS.main) problems.push(`${platform} main package: ${main} bytes, at most ${LIMITS.main}`)
  return { main, packages, problems }
}
