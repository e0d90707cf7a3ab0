import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { compiled } from '../compiled'

const root = join(__dirname, '../../..')

export interface Program {
  child: ChildProcess
  /** The JSON line that says it is ready. */
  ready: Record<string, unknown>
  /** Everything it wrote so far to stdout and stderr. */
  output: () => string
  /** Ends it at once and resolves when it is gone. */
  kill: () => Promise<void>
  stop: () => Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise<void>((resolve) => child.once('exit', () => resolve()))

interface Starting {
  /** Its source, from the top of the repository. */
  file: string
  env: Record<string, string>
  key: string
  /** As it was compiled for the run: in half the time, but it cannot apply a data migration, which is read as it was written. */
  isCompiled?: boolean
}

/** Starts a TypeScript program of this repository as a process of its own; resolves with the first stdout line that holds `key` as JSON. */
export async function startProgram({ file, env, key, isCompiled = false }: Starting): Promise<Program> {
  const child = spawn(process.execPath, isCompiled ? [compiled(file)] : ['--import', 'tsx', join(root, file)], {
    cwd: root,
    // What a killed process compiled is there for the next one.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const chunks: string[] = []
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    let rest = ''
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk.toString())
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('{') && line.includes(`"${key}"`)) resolve(JSON.parse(line) as Record<string, unknown>)
    })
    child.once('exit', (code) => reject(new Error(`${file} stopped with ${code}\n${chunks.join('').slice(-4_000)}`)))
  })
  child.removeAllListeners('exit')
  child.once('exit', () => running.delete(child))
  return {
    child,
    ready,
    output: () => chunks.join(''),
    kill: async () => {
      child.kill('SIGKILL')
      await gone(child)
    },
    stop: async () => {
      child.kill('SIGTERM')
      await gone(child)
    },
  }
}
