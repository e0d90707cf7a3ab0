// The parts of a running city: Node programs that say on stdout, in one line of JSON, when they are ready.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './bootstrap.mjs'

/** An expected problem: shown to the person at the terminal without a stack. */
export class PartProblem extends Error {}

const readyWithin = 90_000

/**
 * @param {{ name: string, file: string, key: string, env: Record<string, string | undefined>, logFile: string }} options
 *   `key`: the property of the line that says ready
 * @returns {Promise<{ name: string, line: any, exited: Promise<number | null>, stop: () => Promise<void> }>}
 */
export async function startPart({ name, file, key, env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = createWriteStream(logFile, { flags: 'w' })
  const preload = pathToFileURL(join(root, 'scripts', 'end-with-parent.mjs')).href
  const child = spawn(process.execPath, ['--import', preload, '--import', 'tsx', join(root, file)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  const killOnExit = () => child.kill('SIGKILL')
  process.once('exit', killOnExit)
  let last = ''
  const keep = (chunk) => {
    log.write(chunk)
    last = (last + chunk).slice(-3_000)
  }
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => child.once('close', (code) => resolve(code)))
  void exited.then(() => {
    process.removeListener('exit', killOnExit)
    log.end()
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await exited
    clearTimeout(hard)
  }
  child.stderr.on('data', keep)
  const line = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new PartProblem(`${name} ${why}\n${last.trim().split('\n').slice(-12).join('\n')}\n(${logFile})`))
    const late = setTimeout(() => {
      fail(`${readyWithin / 1000} 秒内未就绪 / was not ready in time`)
      child.kill('SIGKILL')
    }, readyWithin)
    let rest = ''
    child.stdout.on('data', (chunk) => {
      keep(chunk)
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      const ready = lines.find((text) => text.startsWith('{') && text.includes(`"${key}"`))
      if (!ready) return
      clearTimeout(late)
      resolve(JSON.parse(ready))
    })
    void exited.then((code) => {
      clearTimeout(late)
      fail(`没有启动 / did not start (exit ${code})`)
    })
  })
  return { name, line, exited, stop, lastWords: () => last.trim().split('\n').slice(-12).join('\n') }
}
