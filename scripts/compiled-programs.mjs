// The API and the stand-ins as one file each, for tests that start them again and again: a process is there in half the time.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.cache', 'programs')
const PROGRAMS = ['api/src/main.ts', 'mock/src/main.ts']
const isOurs = (path) => /^(\.{0,2}\/|@zsb\/)/.test(path)

/** What is ours goes into the file, packages stay where they are; a source that asks where it lies is told where it was written. */
const asWritten = {
  name: 'as-written',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'entry-point' || isOurs(path) ? undefined : { path, external: true }))
    build.onLoad({ filter: /[\\/](api|mock|shared)[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }))
  },
}

async function compile(file) {
  // The very compiler that tsx starts every program with.
  const { build } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    keepNames: true,
    plugins: [asWritten],
  })
  const compiled = join(folder, `${dirname(dirname(file))}.cjs`)
  // Another process may be reading it: it is there whole, or as it was.
  writeFileSync(`${compiled}.${process.pid}`, outputFiles[0].contents)
  renameSync(`${compiled}.${process.pid}`, compiled)
  return [file, compiled]
}

/**
 * @returns {Promise<Record<string, string>>} where each program lies now, by its source. Data migrations are read as they were written, which only what is
 *   started from its source can: a new database needs none. Whoever starts many cities compiles once, and hands it on as COMPILED_PROGRAMS.
 */
export async function compilePrograms() {
  if (process.env.COMPILED_PROGRAMS) return JSON.parse(process.env.COMPILED_PROGRAMS)
  mkdirSync(folder, { recursive: true })
  return Object.fromEntries(await Promise.all(PROGRAMS.map(compile)))
}
