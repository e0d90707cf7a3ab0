// Format, lint and types: the stages `npm run check` and `npm test` share.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { countOf, programs, run } from './stages.mjs'

const cache = join(root, '.cache')
export const WORKSPACES = ['shared', 'api', 'mock', 'miniapp']

export async function checkFormat() {
  mkdirSync(cache, { recursive: true })
  return countOf(await run([...programs.prettier, '--check', '.', '--log-level', 'warn', '--cache', '--cache-location', join(cache, 'prettier')]))
}

/** No cache: whether a file closes an import cycle depends on others. */
export const checkLint = async () => countOf(await run([...programs.eslint, '.', '--max-warnings', '0']))

export async function checkTypes() {
  mkdirSync(join(cache, 'tsc'), { recursive: true })
  const result = { passed: 0, failed: 0 }
  const rest = [...WORKSPACES]
  const worker = async () => {
    for (let name = rest.shift(); name; name = rest.shift()) {
      const { code, output } = await run([...programs.tsc, '-p', name, '--noEmit', '--incremental', '--tsBuildInfoFile', join(cache, 'tsc', name)], {
        quiet: true,
      })
      if (code === 0) result.passed++
      else {
        result.failed++
        console.error(output)
      }
    }
  }
  await Promise.all([worker(), worker()])
  return result
}
