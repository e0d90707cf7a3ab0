import { Agent, request, type IncomingHttpHeaders } from 'node:http'

export interface Answer {
  /** 0 where no answer came: refused, reset or cut off. */
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export interface Send {
  method?: string
  bearer?: string
  headers?: Record<string, string>
  /** An object goes as JSON, a string as it is. */
  body?: unknown
  timeoutMs?: number
}

export const jsonOf = <T = Record<string, unknown>>(answer: Answer): T => JSON.parse(answer.text) as T

/** The verdict of an answer of POST /verifications, or what came instead of one. */
export function verdictOf(answer: Answer): string {
  if (answer.status !== 200) return `status ${answer.status} ${/"code":"(\w+)"/.exec(answer.text)?.[1] ?? ''}`
  return jsonOf<{ verdict?: string }>(answer).verdict ?? 'no verdict'
}

export type HttpClient = ReturnType<typeof createHttpClient>

/** Calls one API process over real connections that are kept open; a lost connection is an answer too. */
export function createHttpClient({ base, maxSockets = 256 }: { base: string; maxSockets?: number }) {
  const agent = new Agent({ keepAlive: true, maxSockets })
  const { hostname, port } = new URL(base)

  const send = (path: string, { method, bearer, headers = {}, body, timeoutMs = 40_000 }: Send = {}): Promise<Answer> =>
    new Promise((resolve) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
      let settled = false
      const settle = (answer: Answer) => {
        if (settled) return
        settled = true
        resolve(answer)
      }
      const nothing = () => settle({ status: 0, headers: {}, text: '' })
      const call = request({
        agent,
        hostname,
        port,
        path,
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(text !== undefined && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...headers,
        },
      })
      call.on('error', nothing)
      call.setTimeout(timeoutMs, () => call.destroy())
      call.on('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', nothing)
        incoming.on('close', nothing)
        incoming.on('end', () => settle({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString() }))
      })
      call.end(text)
    })

  return { base, send, close: () => agent.destroy() }
}

/** Runs `work` for every item, at most `width` at a time, and keeps the order of the results. */
export async function inParallel<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const runner = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await work(items[at]!, at)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, runner))
  return results
}
