import { connect, type Socket } from 'node:net'

export interface Shot {
  wall: number
  /** Milliseconds. */
  p50: number
  p99: number
  refused: number
  /** One answer that was not as expected. */
  sample: string
}

interface Target {
  port: number
  /** Whole HTTP/1.1 requests; an answer counts when its status is 2xx and holds no verdict but `valid`, or a colour at a door. */
  requests: readonly Buffer[]
  /** Connections, each with one request in flight. */
  concurrency: number
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** One request as it goes over the wire. */
export function toRequest({ method, path, headers = {}, body }: { method: string; path: string; headers?: Record<string, string>; body?: unknown }): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all: Record<string, string> = { host: '127.0.0.1', connection: 'keep-alive', ...headers }
  if (body !== undefined) Object.assign(all, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`)
}

/** Length of a whole answer, or 0 while it is not all there. */
function answerLength(received: Buffer): number {
  const end = received.indexOf(HEAD_END)
  if (end < 0) return 0
  const length = /content-length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1] ?? '0'
  const total = end + 4 + Number(length)
  return received.length >= total ? total : 0
}

const GOOD_VERDICTS = ['valid"', 'colour"']
function isAsExpected(answer: Buffer): boolean {
  if (answer.toString('latin1', 9, 10) !== '2') return false
  const at = answer.indexOf('"verdict":"')
  return at < 0 || GOOD_VERDICTS.some((verdict) => answer.toString('latin1', at + 11, at + 11 + verdict.length) === verdict)
}

const open = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })

/** Sends all requests over `concurrency` connections; the sender knows just enough HTTP to cost little. */
export async function fire({ port, requests, concurrency }: Target): Promise<Shot> {
  const sockets = await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, () => open(port)))
  const times = new Float64Array(requests.length)
  let next = 0
  let refused = 0
  let sample = ''
  const from = performance.now()
  await Promise.all(sockets.map((socket) => converse(socket)))
  const wall = (performance.now() - from) / 1000
  times.sort()
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0
  return { wall, p50: at(0.5), p99: at(0.99), refused, sample }

  function converse(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let received: Buffer = Buffer.alloc(0)
      let current = -1
      let sentAt = 0
      const ask = () => {
        current = next++
        if (current >= requests.length) {
          socket.destroy()
          resolve()
          return
        }
        sentAt = performance.now()
        socket.write(requests[current]!)
      }
      socket.on('data', (chunk: Buffer) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
        const length = answerLength(received)
        if (length === 0) return
        times[current] = performance.now() - sentAt
        if (!isAsExpected(received)) {
          refused++
          sample = received.toString('utf8').slice(0, 1_500)
        }
        received = received.subarray(length)
        ask()
      })
      socket.once('error', reject)
      socket.once('close', () => (current < requests.length ? reject(new Error('the connection was closed')) : resolve()))
      ask()
    })
  }
}
