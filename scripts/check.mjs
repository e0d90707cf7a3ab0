// `npm run check`, before every commit: format, lint, types and the tests except *.slow.test.ts. At most three minutes.
// `npm run check -- types` runs one stage.
import { prepare } from './bootstrap.mjs'

await prepare()
const { createRun } = await import('./stages.mjs')
const { checkFormat, checkLint, checkTypes } = await import('./static-checks.mjs')
const { readJest, runJest } = await import('./jest-run.mjs')

const only = process.argv.slice(2)
const stages = {
  format: checkFormat,
  lint: checkLint,
  types: checkTypes,
  unit: async () => readJest(await runJest(['--testPathIgnorePatterns', '/node_modules/', '/dist/', '\\.slow\\.test\\.'])).count,
}
const { stage, finish } = createRun()
for (const [title, body] of Object.entries(stages)) if (only.length === 0 || only.includes(title)) await stage(title, body)
process.exitCode = finish()
