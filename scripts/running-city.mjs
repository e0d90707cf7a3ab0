// Which city runs from this folder: a pid counts only while it is still the program that wrote it, because pids are given again.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'

/** Where the demo keeps its database, keys and logs. DATA_DIR is for a second city on one machine. */
export const dataDir = process.env.DATA_DIR ?? join(root, '.data')
const pidFile = join(dataDir, 'start.pid')
const dbPath = join(dataDir, 'mongo')

function readPid(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** True when the process lives and its command line has all the words; where the system shows no command lines, living is enough. */
function runs(pid, words) {
  if (!pid || !isAlive(pid)) return false
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return words.every((word) => command.includes(word))
  } catch {
    return process.platform !== 'linux'
  }
}

/** @returns {number | null} the process of another `npm start` on this data */
export function findRunningCity() {
  const pid = readPid(pidFile)
  return pid !== process.pid && runs(pid, ['start.mjs']) ? pid : null
}

export const claimCity = () => writeFileSync(pidFile, String(process.pid))

export function releaseCity() {
  if (readPid(pidFile) === process.pid) rmSync(pidFile, { force: true })
}

/** A start that was killed leaves its mongod behind, which holds the data folder. @param {(text: string) => void} say */
export async function stopLeftoverMongod(say) {
  const pid = readPid(join(dbPath, 'mongod.lock'))
  if (!runs(pid, ['mongod', dbPath])) return
  say('停止上次遗留的 mongod / stopping a mongod left by an earlier start')
  process.kill(pid, 'SIGTERM')
  for (let i = 0; i < 200 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 50))
  if (isAlive(pid)) process.kill(pid, 'SIGKILL')
}
