import type { Server } from 'node:http'
import type { Log } from '../platform/log/log'

interface Parts {
  server: Server
  /** Not ready any more; the live channel hangs up. */
  drain: () => void
  /** Loops, change streams, what waits to be written. */
  stop: () => Promise<void>
  disconnect: () => Promise<void>
  log: Log
  /** How long requests that were taken may still run. */
  answerWithinMs?: number
  /** How long each step after them may take. */
  stopWithinMs?: number
}

const ANSWER_WITHIN_MS = 5_000
const STOP_WITHIN_MS = 2_000
const LOOK_EVERY_MS = 25

/**
 * Stops serving in the order of what depends on what: nothing new is taken, what was taken is answered (and with it whatever waits in
 * a micro-batch is written), then the work in the background ends, then the database is let go. Every step is bounded; a caller that
 * kills after ten seconds never has to.
 * @returns whether every request was answered and all work ended in time
 */
export async function stopServing(parts: Parts): Promise<boolean> {
  const { server, log, answerWithinMs = ANSWER_WITHIN_MS, stopWithinMs = STOP_WITHIN_MS } = parts
  parts.drain()
  // A connection kept alive would otherwise hold the server open long after its request was answered.
  server.prependListener('request', (_, response) => void response.setHeader('connection', 'close'))
  const closed = new Promise<true>((resolve) => void server.close(() => resolve(true)))
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS)
  const answered = await within(closed, answerWithinMs)
  clearInterval(idle)
  if (!answered) {
    log.warn('api.unanswered')
    server.closeAllConnections()
  }
  const stopped = await within(
    parts.stop().then(() => true),
    stopWithinMs,
  )
  if (!stopped) log.warn('api.unfinished')
  await within(
    parts.disconnect().then(() => true),
    stopWithinMs,
  )
  return answered && stopped
}

async function within(work: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
