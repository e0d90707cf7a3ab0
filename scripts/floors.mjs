// R1: no part of the server is older than its floor in floors.json. What cannot be read counts as too old.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
const parse = (version) =>
  /^v?(\d+)\.(\d+)\.(\d+)$/
    .exec(version ?? '')
    ?.slice(1)
    .map(Number)

function compare(a, b) {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return a[i] - b[i]
  return 0
}

/**
 * One floor per supported major line: at least the floor of its own line, or the highest floor. A pre-release or an
 * unreadable version is refused.
 * @param {string | undefined} version
 * @param {readonly string[]} floors
 */
export function isAtLeast(version, floors) {
  const actual = parse(version)
  if (!actual || floors.length === 0) return false
  const parsed = floors.map(parse)
  if (parsed.some((floor) => !floor)) return false
  const sorted = parsed.toSorted(compare)
  return compare(actual, sorted.at(-1)) >= 0 || sorted.some((floor) => floor[0] === actual[0] && compare(actual, floor) >= 0)
}

/** The folder Node would load `name` from, for the package in `from`; null when it is not installed. */
function findPackage(name, from) {
  for (let dir = from; ; dir = dirname(dir)) {
    const candidate = join(dir, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (dirname(dir) === dir) return null
  }
}

/**
 * Every copy of every package the server loads in production, by name: the closure of `dependencies` of the given packages.
 * @param {string[]} packageDirs
 * @returns {Map<string, Set<string>>}
 */
export function installedVersions(packageDirs) {
  const versions = new Map()
  const seen = new Set()
  const queue = [...packageDirs]
  for (let dir = queue.pop(); dir !== undefined; dir = queue.pop()) {
    if (seen.has(dir)) continue
    seen.add(dir)
    const { name, version, dependencies = {}, optionalDependencies = {} } = readJson(join(dir, 'package.json'))
    versions.set(name, (versions.get(name) ?? new Set()).add(version))
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = findPackage(dependency, dir)
      if (found) queue.push(found)
    }
  }
  return versions
}

/**
 * @param {{ floors: any, node: string, builtIn: Record<string, string | undefined>, versions: Map<string, Set<string>> }} facts
 * @returns {string[]} one sentence for each part that is too old or cannot be read
 */
export function belowFloor({ floors, node, builtIn, versions }) {
  const problems = []
  if (!isAtLeast(node, floors.node)) problems.push(`node ${node} is below ${floors.node.join(' / ')}`)
  for (const [name, wanted] of Object.entries(floors.builtIn)) {
    if (!isAtLeast(builtIn[name], wanted)) problems.push(`node's own ${name} ${builtIn[name]} is below ${wanted.join(' / ')}`)
  }
  for (const [name, wanted] of Object.entries({ ...floors.server, ...floors.serverWhereUsed })) {
    const found = [...(versions.get(name) ?? [])]
    if (found.length === 0 && name in floors.server) problems.push(`${name} is not installed, its version is unknown`)
    for (const version of found) if (!isAtLeast(version, wanted)) problems.push(`${name} ${version} is below ${wanted.join(' / ')}`)
  }
  return problems
}

/** The facts of this machine and this installation. */
export const installedFacts = () => ({
  floors: readJson(join(root, 'floors.json')),
  node: process.versions.node,
  builtIn: process.versions,
  versions: installedVersions([join(root, 'api'), join(root, 'shared')]),
})

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const facts = installedFacts()
  const problems = belowFloor(facts)
  for (const problem of problems) console.error(`R1: ${problem}`)
  if (problems.length === 0) console.log(`R1: ${Object.keys(facts.floors.server).length} packages of the server, node ${facts.node}: none below its floor`)
  process.exit(problems.length === 0 ? 0 : 1)
}
