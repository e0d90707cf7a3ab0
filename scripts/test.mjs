// `npm test`: everything, on a fresh clone, without a question. The last line is «N passed, N failed».
// `npm test -- jest builds` runs the named stages only.
import { prepare } from './bootstrap.mjs'

const { installMs } = await prepare()
const { existsSync, mkdirSync, readFileSync, readdirSync } = await import('node:fs')
const { join } = await import('node:path')
const { root } = await import('./bootstrap.mjs')
const { atATime, countOf, createRun, MOST_TRIED_AGAIN, run } = await import('./stages.mjs')
const { checkFormat, checkLint, checkTypes } = await import('./static-checks.mjs')
const { readJest, runJest } = await import('./jest-run.mjs')
const { build, dist, weigh, weighFirstLoad } = await import('./builds.mjs')
const { projectProblems, secretsBelow } = await import('./bundles.mjs')
const { faultsIn, LABELS } = await import('../e2e/atlas/report.mjs')
const { compilePrograms } = await import('./compiled-programs.mjs')
const { provideChromium } = await import('./chromium.mjs')
const { printRules, rulesWithoutTest, testsByRule } = await import('./rules.mjs')

const only = process.argv.slice(2)
const wanted = (name) => only.length === 0 || only.includes(name)
const { stage, add, finish } = createRun()
/** Names of every test that passed, for the table of rules. @type {{ name: string, file: string }[]} */
const names = []

const filesIn = (folder, ending) =>
  (existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => name.endsWith(ending))
        .sort()
    : []
  ).map((name) => `${folder}/${name}`)

/**
 * A few files that failed beside others on a busy machine are tried once more, one alone after the other; the table says which
 * (docs/decisions/0015).
 */
async function jest() {
  const first = readJest(await runJest())
  const again = first.failedFiles
  if (again.length === 0 || again.length > MOST_TRIED_AGAIN) {
    names.push(...first.names)
    return { ...first.count, failures: first.failures }
  }
  const second = readJest(await runJest(['--runInBand', '--runTestsByPath', ...again]))
  const passed = [...first.names.filter(({ file }) => !again.includes(file)), ...second.names]
  names.push(...passed)
  return { passed: passed.length, failed: second.count.failed, failures: second.failures, note: `tried again alone: ${again.join(', ')}` }
}

async function buildAndWeigh(platform) {
  const { ok, output } = await build(platform)
  if (!ok) {
    console.error(output)
    return { passed: 0, failed: 1, note: 'nothing new was built' }
  }
  const checks = [secretsBelow(dist(platform))]
  if (checks[0].length === 0) names.push({ name: `R28: the ${platform} bundle carries no secret`, file: 'scripts/bundles.mjs' })
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`
  let note
  if (platform === 'h5') {
    const { script, style, problems } = weighFirstLoad()
    note = `before anything is drawn: scripts ${kb(script)}, styles ${kb(style)}`
    checks.push(problems)
  } else {
    const { main, packages, problems } = weigh(platform)
    const largest = Object.entries(packages).sort(([, a], [, b]) => b - a)[0] ?? ['none', 0]
    note = `main ${kb(main)}, largest sub-package ${largest[0]} ${kb(largest[1])}`
    checks.push(problems)
  }
  if (platform === 'weapp') checks.push(projectProblems())
  checks.flat().forEach((problem) => console.error(problem))
  const failed = checks.filter((problems) => problems.length > 0).length
  return { passed: 1 + checks.length - failed, failed, note }
}

const labelsOfAtlas = join(root, '.cache', 'atlas', LABELS)

/** The built mini-program pages, rendered outside devtools by node's own test runner, and compared with H5 in Chromium. */
async function miniPages() {
  const files = filesIn('e2e/mini', '.test.cjs')
  if (files.length === 0) return { passed: 0, failed: 1, note: 'no test in e2e/mini' }
  const tap = join(root, '.cache', 'test', 'mini.tap')
  mkdirSync(join(root, '.cache', 'test'), { recursive: true })
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${tap}`]
  const { code } = await run(['node', '--import', 'tsx', '--test', '--test-force-exit', '--test-concurrency=1', ...reporters, ...files], {
    // What the atlas of this run has drawn in the browser is not drawn again.
    env: wanted('atlas') && existsSync(labelsOfAtlas) ? { ATLAS_LABELS: labelsOfAtlas } : {},
    timeoutMs: 1_200_000,
    yields: true,
  })
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : ''
  names.push(...[...text.matchAll(/^\s*ok \d+ - (.+)$/gm)].map(([, name]) => ({ name, file: 'e2e/mini' })))
  const counted = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  const failed = counted('fail') + counted('cancelled')
  const failures = [...text.matchAll(/^\s*not ok \d+ - (.+)$/gm)].map(([, name]) => name)
  return { passed: counted('pass'), failed: code === 0 ? failed : Math.max(failed, 1), failures }
}

/** Walks that want the machine for themselves: one measures how soon her phone is told, the other how soon the city is there. */
const ALONE = ['main-job', 'start'].map((name) => `e2e/walks/${name}.walk.mjs`)

/** Those that take longest begin first: the last one would have nothing beside it. */
const LONGEST = ['window', 'newborn', 'elder-card'].map((name) => `e2e/walks/${name}.walk.mjs`)

/** A walk waits more than it works: the others go two at a time, each printed when it is over. */
async function walks() {
  const files = filesIn('e2e/walks', '.walk.mjs')
  if (files.length === 0) return { passed: 0, failed: 1, note: 'no walk in e2e/walks' }
  const results = new Map()
  const env = { COMPILED_PROGRAMS: JSON.stringify(await compilePrograms()) }
  const go = async (file, { quiet }) => {
    const result = await run(['node', '--import', 'tsx', file], { env, timeoutMs: 600_000, quiet })
    if (quiet) process.stdout.write(result.output)
    results.set(file, result)
  }
  await atATime(2, [...LONGEST, ...files.filter((file) => ![...LONGEST, ...ALONE].includes(file))], (file) => go(file, { quiet: true }))
  for (const file of files.filter((each) => ALONE.includes(each))) await go(file, { quiet: false })
  const again = files.filter((file) => countOf(results.get(file)).failed > 0)
  const isTriedAgain = again.length > 0 && again.length <= MOST_TRIED_AGAIN
  if (isTriedAgain) for (const file of again) await go(file, { quiet: false })
  const total = { passed: 0, failed: 0, failures: [], note: isTriedAgain ? `tried again alone: ${again.join(', ')}` : undefined }
  for (const [file, result] of results) {
    names.push(...[...result.output.matchAll(/^\s*✓ (.+?)(?: \(\d+ ms\))?$/gm)].map(([, name]) => ({ name, file })))
    const { passed, failed } = countOf(result)
    total.passed += passed
    total.failed += failed
    if (failed > 0) total.failures.push(`${file} ${/^\s*✗ (.+)$/m.exec(result.output)?.[1] ?? ''}`)
  }
  return total
}

/** Every screen in its states; what it found is said once more at the end of the run. */
async function atlas() {
  const result = await run(['node', '--import', 'tsx', 'scripts/atlas.mjs'], { timeoutMs: 1_500_000 })
  const counted = countOf(result)
  return { ...counted, failures: counted.failed > 0 ? faultsIn(join(root, '.cache', 'atlas')) : [] }
}

async function rules() {
  const table = testsByRule(names)
  printRules(table)
  const without = rulesWithoutTest(table)
  for (const rule of without) console.error(`R${rule} has no test that passed`)
  return { passed: [...table.values()].filter(({ tests }) => tests > 0).length, failed: without.length }
}

/** In turn; those of one line beside each other, because each of them keeps one core busy. */
const stages = [
  [['floors', async () => countOf(await run(['node', 'scripts/floors.mjs']))]],
  [
    ['format', checkFormat],
    ['lint', checkLint],
    ['types', checkTypes],
  ],
  [['lint-proof', async () => countOf(await run(['node', 'scripts/lint-proof.mjs']))]],
  [['jest', jest]],
  [
    ['weapp', () => buildAndWeigh('weapp')],
    ['alipay', () => buildAndWeigh('alipay')],
    ['h5', () => buildAndWeigh('h5')],
  ],
  [['browser', async () => ({ passed: 1, failed: 0, note: provideChromium() })]],
  [['atlas', atlas]],
  // Walks wait for a quarter of their time: the pages take that, and give way.
  [
    ['walks', walks],
    ['mini-program pages', miniPages],
  ],
]

add('install', installMs, { passed: 1, failed: 0 })
for (const line of stages) await Promise.all(line.filter(([title]) => wanted(title)).map(([title, body]) => stage(title, body)))
if (only.length === 0) await stage('rules', rules)
process.exitCode = finish()
