// Runs jest and reads what it wrote: the counts, and the names of the tests.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './bootstrap.mjs'
import { programs, run } from './stages.mjs'

const folder = join(root, '.cache', 'test')

/** @param {string[]} [args] @returns {Promise<{ file: string, code: number }>} */
export async function runJest(args = [], timeoutMs = 2_400_000) {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'jest.json')
  rmSync(file, { force: true })
  const { code } = await run([...programs.jest, '--ci', '--json', '--outputFile', file, '--reporters', 'default', ...args], { timeoutMs })
  return { file, code }
}

/**
 * @returns {{ count: { passed: number, failed: number, note?: string }, names: { name: string, file: string }[], failures: string[], failedFiles: string[] }} names
 *   of the tests that passed, failures those of the others; a file that could not run and a run that ended badly count as failures
 */
export function readJest({ file, code }) {
  if (!existsSync(file)) return { count: { passed: 0, failed: 1, note: 'jest wrote no result' }, names: [], failures: [], failedFiles: [] }
  const result = JSON.parse(readFileSync(file, 'utf8'))
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites
  const skipped = result.numPendingTests + result.numTodoTests
  const names = result.testResults.flatMap((suite) =>
    suite.assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => ({ name: fullName, file: relative(root, suite.name) })),
  )
  return {
    count: { passed: result.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1), note: skipped ? `${skipped} skipped` : undefined },
    names,
    failures: result.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${relative(root, name)} › ${fullName}`),
    ),
    failedFiles: result.testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(root, name)),
  }
}
