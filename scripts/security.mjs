// `npm run security`: the attacks and faults of security.md's table in full, stage by stage, and the report in docs/security-report.md.
// `-- --share=0.1` runs a tenth of every volume (never less than the suite's); `-- --only=kills,planted` runs some stages and keeps
// the figures of the others from the last report. The same tests run with every change in `npm test`, at the suite's volumes.
import { prepare } from './bootstrap.mjs'

await prepare()
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = await import('node:fs')
const { cpus, loadavg, totalmem } = await import('node:os')
const { join } = await import('node:path')
const { spawnSync } = await import('node:child_process')
const { root } = await import('./bootstrap.mjs')
const { createRun, programs, run } = await import('./stages.mjs')
const { readJest } = await import('./jest-run.mjs')

const argument = (name) =>
  process.argv
    .find((text) => text.startsWith(`--${name}=`))
    ?.split('=')
    .at(-1)
const share = Number(argument('share') ?? 1)
const only = argument('only')?.split(',')
const folder = join(root, '.cache', 'security')
const document = join(root, 'docs', 'security-report.md')
const kept = join(root, 'docs', 'security-report.json')

/** Stage → the test file of api/security that it runs, its title, and of a file with tests that measure the machine the one that is meant. */
const STAGES = [
  ['tokens', 'hostile-tokens', 'Attack corpus and mutants of every token kind at every entry point'],
  ['single-use', 'single-use', 'Single use under concurrency, two API processes'],
  ['decisions', 'double-decision', 'Double decision on a change of state'],
  ['authorisation', 'authorisation', 'Authorisation'],
  ['schema-fuzz', 'schema-fuzz', 'Schema fuzz from OpenAPI'],
  ['operators', 'operator-injection', 'Operator injection in every filterable field'],
  ['lifecycle', 'lifecycle', 'State machine, model-based'],
  ['bundles', 'random-bundles', 'Random bundles 一件事 through the engine, with parts that are late'],
  ['kills', 'kills-(api|mongod)', 'kill -9 of the API and of mongod'],
  ['failover', 'failover', 'Step-down and partition of a three-node set'],
  ['submissions', 'submissions', 'Double submit / double decision'],
  ['slow-clients', 'slow-clients', 'Slow clients', 'slow clients are closed'],
  ['ten-clients', 'slow-clients', 'Ten times the load: clients', 'under ten times the clients'],
  ['ten-requests', 'slow-clients', 'Ten times the load: requests in a second', 'under ten times the requests'],
  ['ten-verifications', 'slow-clients', 'Ten times the load: verifications', 'under ten times the verifications'],
  ['ten-door', 'slow-clients', 'Ten times the load: at a door', 'under ten times the load at a door'],
  ['planted', 'planted', 'Planted personal data'],
  ['files', 'hostile-files', 'Hostile files'],
]

/**
 * Stages that keep one process busy, or wait for the database after every request: so many lanes of each run beside each other, every one
 * with its part of the volume and seeds of its own (api/test-support/security/figures.ts).
 */
const LANES = { tokens: 2, 'schema-fuzz': 2, lifecycle: 4 }
/** A part of less would be too small to meet everything that a test expects to have met. */
const LEAST_SHARE = 0.1

/** Rows of the table that this part of the product has nothing for yet. */
const NOT_YET = [['Payment callbacks (R27)', 'nothing can be paid yet']]

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
const clean = () => git('status', '--porcelain', '--untracked-files=no', '--', 'api', 'shared', 'mock', 'scripts') === ''

/** What earlier runs found; read again before each writing, because stages may be run beside each other. */
const known = () => (existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : { stages: {} })
const { stage, finish } = createRun()
mkdirSync(folder, { recursive: true })

/** Runs one lane's part of a stage. @returns {Promise<{ passed: number, failed: number }>} */
async function runLane({ name, file, test, figures, lane, lanes }) {
  const result = join(folder, `${name}-${lane}.json`)
  rmSync(result, { force: true })
  const which = ['--selectProjects', 'api', '--testPathPatterns', `api/security/${file}\\.`, ...(test ? ['--testNamePattern', test] : [])]
  const { code } = await run([...programs.jest, '--ci', '--forceExit', '--json', '--outputFile', result, ...which], {
    env: { SECURITY_FIGURES: figures, SECURITY_SHARE: String(share), SECURITY_LANE: `${lane}/${lanes}` },
    timeoutMs: 10_800_000,
  })
  return readJest({ file: result, code }).count
}

for (const [name, file, , test] of STAGES) {
  if (only && !only.includes(name)) continue
  const figures = join(folder, `${name}.jsonl`)
  rmSync(figures, { force: true })
  const lanes = share >= LEAST_SHARE ? (LANES[name] ?? 1) : 1
  const from = Date.now()
  const load = loadavg()[0]
  const result = await stage(name, async () => {
    const counts = await Promise.all(Array.from({ length: lanes }, (_, i) => runLane({ name, file, test, figures, lane: i + 1, lanes })))
    return { passed: counts.reduce((sum, { passed }) => sum + passed, 0), failed: counts.reduce((sum, { failed }) => sum + failed, 0) }
  })
  const lines = existsSync(figures)
    ? readFileSync(figures, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : []
  const report = known()
  report.stages[name] = {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${clean() ? '' : ' with changes not committed'}`,
    share,
    seconds: Math.round((Date.now() - from) / 1000),
    load: Math.round(load),
    passed: result.passed,
    failed: result.failed,
    figures: lines,
  }
  writeFileSync(kept, `${JSON.stringify(report, null, 2)}\n`)
}
// Written also when no stage was run: figures taken in another working copy are put together so.
writeFileSync(document, render(known().stages))
process.exitCode = finish()

function volumeOf({ share: part }) {
  if (part >= 1) return 'full'
  return part > 0 ? `${Number((part * 100).toFixed(1))} % of the full volume, at least the suite's` : "the suite's"
}

function render(stages) {
  const done = STAGES.filter(([name]) => stages[name])
  const seconds = done.reduce((sum, [name]) => sum + stages[name].seconds, 0)
  const rows = done.flatMap(([name]) =>
    stages[name].figures.map(({ row, figure, value, passed }) => `| ${row} | ${figure} | ${value} | ${passed ? 'reached' : '**missed**'} |`),
  )
  const missing = STAGES.filter(([name]) => !stages[name]).map(([name, , title]) => `| ${title} | stage \`${name}\` has not been run |`)
  return `# Security report

Made by \`npm run security\`: the attacks and faults of the table in security.md, against real processes. Every stage says at which
volume it was run; the same tests run with every change in \`npm test\`, at 1 % of the full volume or more, and what is counted in times
at least twenty times but for the step-down and the partition, of which there is one each (docs/decisions/0012).

Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${process.platform}. All stages together: ${Math.round(seconds / 60)} min.

## Stages

| Stage | Volume | Date | Commit | Time | Load of the machine before | Tests passed, failed |
|---|---|---|---|---|---|---|
${done
  .map(([name]) => stages[name])
  .map((it, i) => `| \`${done[i][0]}\` | ${volumeOf(it)} | ${it.date} | ${it.commit} | ${it.seconds} s | ${it.load} | ${it.passed}, ${it.failed} |`)
  .join('\n')}

Again: \`npm run security\`, one stage alone \`npm run security -- --only=kills\`, a tenth of the volumes \`-- --share=0.1\`.

## Figures

| Row of security.md | What was counted | Figure | |
|---|---|---|---|
${rows.join('\n')}

## Not in this report

| Row | Why |
|---|---|
${[...missing, ...NOT_YET.map(([row, why]) => `| ${row} | ${why} |`)].join('\n')}
`
}
