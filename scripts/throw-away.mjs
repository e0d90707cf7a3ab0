// Where data lie that nobody keeps: the databases of tests.
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const OURS = /^zsb-.*-(\d+)-\w+$/
/** What a run of all tests may need there, bytes. */
const ROOM = 6e9

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, process.availableMemory()) >= ROOM
  } catch {
    return false
  }
}

const isRunning = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** What a process left that was killed would fill the memory. */
function sweep() {
  for (const name of readdirSync(MEMORY)) {
    const pid = OURS.exec(name)?.[1]
    if (pid && !isRunning(Number(pid))) rmSync(join(MEMORY, name), { recursive: true, force: true })
  }
}

/** What `npm run security` runs in full is larger, and is to be told of a disk. */
const isInFull = () => Number(process.env.SECURITY_SHARE ?? 0) > 0

/**
 * A new folder for data that are thrown away with the test, in memory where there is room: a journaled write costs a disk more than all
 * the rest of it. A process that is killed loses nothing there either.
 */
export function throwAwayFolder(name) {
  if (isInFull() || !hasRoom()) return mkdtempSync(join(tmpdir(), `zsb-${name}-`))
  sweep()
  return mkdtempSync(join(MEMORY, `zsb-${name}-${process.pid}-`))
}
