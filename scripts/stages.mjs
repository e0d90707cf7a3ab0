// Stages of a run: each is timed, counted, and the next one runs even when one fails.
import { spawn } from 'node:child_process'
import { cpus, setPriority } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from './bootstrap.mjs'

const bin = join(root, 'node_modules', '.bin')
const running = new Set()
process.once('exit', () => running.forEach((child) => kill(child, 'SIGKILL')))

/** Ends a program and everything it started. */
function kill(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    child.kill(signal)
  }
}

/**
 * Runs a program to its end; what it prints is shown (unless quiet) and kept.
 * @param {string[]} command program and arguments; `node` means this Node
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, quiet?: boolean, yields?: boolean }} [options] yields: it
 *   takes what of the machine others leave
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run([program, ...args], { cwd = root, env = {}, timeoutMs = 900_000, quiet = false, yields = false } = {}) {
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  running.add(child)
  if (yields && child.pid) setPriority(child.pid, 5)
  let output = ''
  const take = (stream) => (chunk) => {
    output += chunk
    if (!quiet) stream.write(chunk)
  }
  child.stdout.on('data', take(process.stdout))
  child.stderr.on('data', take(process.stderr))
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      output += `\nstopped after ${timeoutMs / 1000} s`
      kill(child, 'SIGKILL')
    }, timeoutMs)
    const end = (code) => {
      clearTimeout(late)
      running.delete(child)
      resolve({ code, output })
    }
    child.once('error', (error) => {
      output += `\n${error.message}`
      end(1)
    })
    child.once('close', (code) => end(code ?? 1))
  })
}

/** More failures of a stage than this are no accident of the machine (docs/decisions/0015). */
export const MOST_TRIED_AGAIN = 3

/** Does `work` for every item, so many at a time, in their order. */
export async function atATime(count, items, work) {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: count }, worker))
}

/** The package's own program, run by this Node: no shell, no .cmd. */
export const programs = {
  prettier: ['node', join(root, 'node_modules/prettier/bin/prettier.cjs')],
  eslint: ['node', join(root, 'node_modules/eslint/bin/eslint.js')],
  tsc: ['node', join(root, 'node_modules/typescript/bin/tsc')],
  jest: ['node', join(root, 'node_modules/jest/bin/jest.js')],
  taro: ['node', join(root, 'node_modules/@tarojs/cli/bin/taro')],
}

/**
 * What a program's output says it counted («N passed, N failed», the last one wins), else 1 by its exit code. A program that
 * failed without naming a failure counts as one.
 */
export function countOf({ code, output }) {
  const said = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)
  const note = /^tried again alone: .+$/m.exec(output)?.[0]
  if (!said) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, note }
  const failed = Number(said[2])
  return { passed: Number(said[1]), failed: code === 0 ? failed : Math.max(failed, 1), note }
}

/** Milliseconds that all cores of the machine were busy, and in all. */
function cpuTimes() {
  const times = cpus().map(({ times }) => times)
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) }
}

/** Share of the machine that was busy since `from`: where it is low, more can go on at once. Empty where no time has passed. */
function busySince(from) {
  const now = cpuTimes()
  return now.all > from.all ? `${Math.round((100 * (now.busy - from.busy)) / (now.all - from.all))} %` : ''
}

export function createRun() {
  const stages = []
  const began = Date.now()
  /** What was done before the run was created. */
  let before = 0
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  return {
    stages,
    /**
     * @param {string} title
     * @param {() => Promise<{ passed: number, failed: number, note?: string, failures?: string[] }>} body its failures are named once more at the end
     */
    async stage(title, body) {
      console.log(`\n▶ ${title}`)
      const from = Date.now()
      const cpu = cpuTimes()
      const result = await body().catch((error) => {
        console.error(error instanceof Error ? error.message : error)
        return { passed: 0, failed: 1 }
      })
      stages.push({ title, ms: Date.now() - from, busy: busySince(cpu), ...result })
      console.log(`${result.failed === 0 ? '✓' : '✗'} ${title} ${((Date.now() - from) / 1000).toFixed(1)} s${result.note ? ` — ${result.note}` : ''}`)
      return result
    },
    add: (title, ms, result) => {
      before += ms
      stages.push({ title, ms, ...result })
    },
    /** Prints the table and the last line; returns the exit code. */
    finish() {
      const sum = (key) => stages.reduce((total, stage) => total + stage[key], 0)
      console.log('\nstage                          time    busy   passed  failed')
      for (const { title, ms, busy = '', passed, failed, note } of stages) {
        console.log(
          `${title.padEnd(26)} ${`${(ms / 1000).toFixed(1)} s`.padStart(9)} ${busy.padStart(7)} ${String(passed).padStart(8)} ${String(failed).padStart(7)}${note ? `  ${note}` : ''}`,
        )
      }
      for (const { title, failures = [] } of stages) for (const failure of failures.slice(0, 20)) console.log(`✗ ${title}: ${failure}`)
      console.log(`${'all'.padEnd(26)} ${`${((before + Date.now() - began) / 1000).toFixed(1)} s`.padStart(9)}\n`)
      console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
      return sum('failed') === 0 ? 0 : 1
    },
  }
}
