// `npm run bench`: every speed goal of this part of the product, as ratios taken in one run, in one table; writes what was measured to
// docs/performance.md. `-- --quick` only shows that everything runs and writes nothing; `-- --only=P1,P3` measures some goals and keeps the figures of the
// others from the last report; `-- --share=0.1` and `-- --rounds=2` are for a trial, with a tenth of what is laid down and fewer rounds, and write nothing either.
import { prepare } from './bootstrap.mjs'

await prepare()
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = await import('node:fs')
const { availableParallelism, cpus, loadavg, tmpdir, totalmem } = await import('node:os')
const { join } = await import('node:path')
const { createRequire } = await import('node:module')
const { spawnSync } = await import('node:child_process')
const { root } = await import('./bootstrap.mjs')
const { run, programs } = await import('./stages.mjs')

const quick = process.argv.includes('--quick')
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice(7)
  .split(',')
/** A part of what is laid down or gone through where that is much, and fewer rounds, for a trial. */
const trial = process.argv.filter((argument) => /^--(?:share|rounds)=/.test(argument))
const flags = [...(quick ? ['--quick'] : []), ...trial]
const document = join(root, 'docs', 'performance.md')
const kept = join(root, 'docs', 'performance.json')
const BEGIN = '<!-- figures:begin -->'
const END = '<!-- figures:end -->'

/** The report a benchmark printed as its last line. */
function reportOf({ code, output }, name) {
  const line = output.split('\n').findLast((text) => text.startsWith('{"report":'))
  if (code !== 0 || !line) throw new Error(`${name} failed:\n${output.slice(-3_000)}`)
  return JSON.parse(line).report
}

const benchmark = async (file, env = {}) => reportOf(await run(['node', '--import', 'tsx', file, ...flags], { env, quiet: true, timeoutMs: 7_200_000 }), file)

/** Where millions of documents are laid down: as much memory as they are given in earnest, and no long log of their writes. */
const LARGE = { cacheGb: 4, args: ['--oplogSize', '990'] }

/** On a mongod of its own. */
async function onMongod(file, options = {}) {
  const { startReplicaSet } = await import('./mongod.mjs')
  const mongod = await startReplicaSet(quick ? {} : options)
  try {
    return await benchmark(file, { BENCH_MONGODB_URI: mongod.uri('bench'), BENCH_MONGOD_PID: String(mongod.child.pid) })
  } finally {
    await mongod.stop()
  }
}

/** P8: bundled first, because without a JIT there is no WebAssembly, and loaders need it. */
async function withoutJit() {
  const dir = mkdtempSync(join(tmpdir(), 'zsb-bench-'))
  try {
    const { buildSync } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild')
    const outfile = join(dir, 'qr.cjs')
    buildSync({ entryPoints: [join(root, 'miniapp/bench/qr.bench.ts')], bundle: true, platform: 'node', outfile, logLevel: 'error' })
    return reportOf(await run(['node', '--jitless', outfile, ...flags], { quiet: true }), 'qr.bench.ts')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** P12: what the mini-programs weigh. The quick run takes the builds that are there. */
async function weights() {
  const { build, buildH5WithMaps, weigh } = await import('./builds.mjs')
  const rows = []
  for (const platform of ['weapp', 'alipay']) {
    const built = join(root, 'miniapp/dist', platform, 'app.json')
    if (!quick && !(await build(platform)).ok) throw new Error(`${platform} could not be built`)
    if (!existsSync(built)) {
      rows.push({ goal: 'P12', what: platform, figure: 'not measured: not built', target: '≤ 400 KB', met: null })
      continue
    }
    const { main, packages } = weigh(platform)
    const [name, largest] = Object.entries(packages).sort(([, a], [, b]) => b - a)[0] ?? ['none', 0]
    const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`
    rows.push({ goal: 'P12', what: `${platform}: main package`, figure: kb(main), target: '≤ 400 KB', met: main <= 400_000 })
    rows.push({ goal: 'P12', what: `${platform}: largest sub-package (${name})`, figure: kb(largest), target: '≤ 300 KB', met: largest <= 300_000 })
  }
  console.error('building H5 with maps …')
  const { rows: first, profiles } = await benchmark('miniapp/bench/first-code.mjs', { BENCH_H5_DIR: await buildH5WithMaps() })
  return { rows: [...rows, ...first], profiles }
}

const parts = [
  { goals: ['P1', 'P6'], measure: () => benchmark('api/bench/tokens.bench.ts') },
  { goals: ['P2', 'P10'], measure: () => benchmark('api/bench/stack.bench.ts') },
  { goals: ['P3', 'P4'], measure: () => onMongod('api/bench/verification.bench.ts') },
  { goals: ['S1'], measure: () => benchmark('api/bench/search.bench.ts') },
  { goals: ['Q1', 'Q2', 'Q4'], measure: () => onMongod('api/bench/cases.bench.ts') },
  { goals: ['Q3'], measure: () => onMongod('api/bench/joint.bench.ts') },
  { goals: ['H1'], measure: () => onMongod('api/bench/health.bench.ts') },
  { goals: ['H2'], measure: () => onMongod('api/bench/health-sizes.bench.ts', LARGE) },
  { goals: ['H3'], measure: () => onMongod('api/bench/health-recolour.bench.ts', LARGE) },
  { goals: ['P7'], measure: () => benchmark('miniapp/bench/frames.bench.ts') },
  { goals: ['P8'], measure: withoutJit },
  { goals: ['P12'], measure: weights },
]

const verdict = ({ met }) => (met === null ? '' : met ? 'met' : 'missed')
const table = (head, lines) => [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n')

/** Where the CPU goes on the ways that miss their goal, or have none but to be known. */
function profileTables(rows, profiles) {
  const judged = (of) => rows.filter(({ goal, met }) => goal === of && met !== null)
  return Object.entries(profiles)
    .filter(([name]) => !judged(name.split(' ')[0]).some(({ met }) => met) || judged(name.split(' ')[0]).some(({ met }) => !met))
    .map(([goal, shares]) => {
      const lines = Object.entries(shares)
        .filter(([, share]) => share >= 0.005)
        .map(([part, share]) => [part, `${(100 * share).toFixed(1)} %`])
      return `\n### ${goal}: where the CPU goes\n\n${table(['part', 'share'], lines)}\n`
    })
    .join('')
}

/** When and on what a part was measured. */
function circumstances() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
  const dirty = git('status', '--porcelain', '--untracked-files=no', '--', 'api', 'miniapp', 'shared', 'mock', 'scripts') !== ''
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('log', '-1', '--format=%h')}${dirty ? ' with changes' : ''}`,
    load: Math.round(loadavg()[0]),
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}; Node ${process.versions.node}; mongod ${mongodVersion()}`,
  }
}

function mongodVersion() {
  const cached = join(root, '.cache/mongod/mongod')
  const { stdout } = spawnSync(existsSync(cached) ? cached : (process.env.MONGOMS_SYSTEM_BINARY ?? 'mongod'), ['--version'], { encoding: 'utf8' })
  return /v(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1] ?? 'of this machine'
}

const textOf = (measured) => {
  const rows = measured.flatMap((part) => part.rows)
  const lines = rows.map((row) => [row.goal, row.what, row.figure, row.target, verdict(row)])
  return `${table(['goal', 'what', 'measured', 'to reach', ''], lines)}\n${profileTables(rows, Object.assign({}, ...measured.map(({ profiles }) => profiles)))}`
}

/** The figures of all parts, each with its circumstances, go between their marks; what people wrote around them stays. */
async function write(report) {
  writeFileSync(kept, `${JSON.stringify(report, null, 2)}\n`)
  const measured = parts.map(({ goals }) => goals.join(', ')).flatMap((name) => (report.parts[name] ? [{ name, ...report.parts[name] }] : []))
  const when = measured.map(({ name, date, commit, load, seconds, machine }) => [name, date, commit, load ?? '–', seconds ?? '–', machine])
  const text = `${textOf(measured)}\n### When and on what\n\n${table(['goals', 'date', 'commit', 'load before', 'seconds', 'machine'], when)}`
  const before = existsSync(document) ? readFileSync(document, 'utf8') : `# Performance\n\n${BEGIN}\n${END}\n`
  const [head, rest] = before.split(BEGIN)
  writeFileSync(document, `${head}${BEGIN}\n\n${text}\n\n${END}${rest.split(END)[1]}`)
  await run([...programs.prettier, '--write', document, kept, '--log-level', 'warn'])
}

const found = []
for (const { goals, measure } of parts) {
  if (only && !goals.some((goal) => only.includes(goal))) continue
  const name = goals.join(', ')
  const around = circumstances()
  const from = Date.now()
  const report = await measure().catch((cause) => {
    console.error(cause)
    process.exitCode = 1
    return null
  })
  const seconds = Math.round((Date.now() - from) / 1000)
  console.error(`${name}: ${report ? `${seconds} s` : 'failed'}`)
  if (!report) continue
  found.push({ ...report, profiles: report.profiles ?? {} })
  // Written after each part, so that a run that is stopped leaves what it found; read again, because parts may be measured beside each other.
  if (quick || trial.length > 0) continue
  const known = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { parts: {} }
  known.parts[name] = { ...around, seconds, rows: report.rows, profiles: report.profiles ?? {} }
  await write(known)
}
if (!quick && trial.length === 0 && found.length === 0 && existsSync(kept)) await write(JSON.parse(readFileSync(kept, 'utf8')))
console.log(`\n${textOf(found)}`)
const judged = found.flatMap(({ rows }) => rows)
console.log(`${judged.filter(({ met }) => met === true).length} met, ${judged.filter(({ met }) => met === false).length} missed`)
