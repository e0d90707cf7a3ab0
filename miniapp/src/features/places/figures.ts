import { refreshResources } from '@/platform/resource'
import { guardedPath } from './api'

const EVERY_MS = 15_000
let askedAt = 0
let waiting: ReturnType<typeof setTimeout> | null = null

function ask(): void {
  waiting = null
  askedAt = Date.now()
  void refreshResources(guardedPath)
}

/** 今天扫了几次 follows what was scanned, four times a minute at most: the server counts the whole day for it. */
export function askFigures(): void {
  if (waiting !== null) return
  const rest = askedAt + EVERY_MS - Date.now()
  if (rest <= 0) ask()
  else waiting = setTimeout(ask, rest)
}
