// `npm run check`, before every commit: format, lint, types beside each other, then the unit tests: all that need no database, but *.slow.test.ts.
// At most three minutes. Those on a real mongod are `npm test`'s. `npm run check -- types` runs one stage.
import { prepare } from './bootstrap.mjs'

await prepare()
const { relative } = await import('node:path')
const { root } = await import('./bootstrap.mjs')
const { createRun, programs, run } = await import('./stages.mjs')
const { checkFormat, checkLint, checkTypes } = await import('./static-checks.mjs')
const { readJest, runJest } = await import('./jest-run.mjs')

const only = process.argv.slice(2)
/** Whatever opens a database for a test: a test that needs one stands on one of these. */
const DATABASES = ['database', 'people-city', 'whole-api', 'security/process-city'].map((name) => `api/test-support/${name}.ts`)

/** Their paths, as jest finds them by what they import. */
async function testsOnDatabases() {
  const { code, output } = await run([...programs.jest, '--listTests', '--json', '--findRelatedTests', ...DATABASES], { quiet: true })
  const listed = /^\[.*\]$/m.exec(output)?.[0]
  if (code !== 0 || !listed) throw new Error(`jest does not tell which tests stand on a database:\n${output.slice(-2_000)}`)
  return JSON.parse(listed).map((path) => relative(root, path).replaceAll('\\', '/'))
}

async function unit() {
  const ignored = ['/node_modules/', '/dist/', '\\.slow\\.test\\.', ...(await testsOnDatabases()).map((path) => `/${path.replaceAll('.', '\\.')}$`)]
  return readJest(await runJest(['--testPathIgnorePatterns', ...ignored])).count
}

/** In turn; those of one line beside each other. */
const lines = [{ format: checkFormat, lint: checkLint, types: checkTypes }, { unit }]
const { stage, finish } = createRun()
for (const line of lines)
  await Promise.all(
    Object.entries(line)
      .filter(([title]) => only.length === 0 || only.includes(title))
      .map(([title, body]) => stage(title, body)),
  )
process.exitCode = finish()
