import { request } from 'node:http'
import type { Clock } from './clock'

/**
 * A clock that follows the time server of `mock/clock`, so that walks can let a minute or a month pass.
 * Loaded by main.ts outside production only. Resolves once the first offset has arrived.
 * @throws Error when the time server closes the stream before it ever answered
 */
export function followTimeServer(baseUrl: string): Promise<Clock> {
  let offsetMs = 0
  let closed = false
  return new Promise((resolve, reject) => {
    let settled = false
    const connect = () => {
      const stream = request(`${baseUrl}/time/stream`, (response) => {
        let rest = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines) {
            if (!line.startsWith('data:')) continue
            const message = JSON.parse(line.slice(5)) as { offsetMs: number }
            offsetMs = message.offsetMs
            if (!settled) {
              settled = true
              resolve(clock)
            }
          }
        })
        response.on('close', again)
      })
      stream.on('error', (cause) => (settled ? again() : reject(cause)))
      stream.end()
      clock.close = () => {
        closed = true
        stream.destroy()
      }
    }
    const again = () => {
      if (!closed) setTimeout(connect, 500).unref()
    }
    const clock: Clock = { now: () => new Date(Date.now() + offsetMs), close: () => undefined }
    connect()
  })
}
