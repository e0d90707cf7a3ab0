import Taro from '@tarojs/taro'
import { learnServerTime, serverNow } from '../clock'
import { noteAnswer, noteNoNetwork } from '../network'
import { transportError } from './api-error'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Answer {
  status: number
  body: unknown
  /** Names in lower case. */
  headers: Record<string, string>
}

/**
 * One exchange with the API. Throws only transport errors (NETWORK, TIMEOUT); what the API refuses is an Answer too.
 * The body is read as text and parsed here: the platforms differ in what they parse by themselves (problem+json, empty 204).
 */
export async function exchange(ask: { path: string; method: Method; body?: unknown; headers: Record<string, string>; timeoutMs: number }): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const task = Taro.request<unknown>({
    url: __API_BASE__ + ask.path,
    method: ask.method as never,
    data: ask.body === undefined ? undefined : (JSON.stringify(ask.body) as never),
    header: ask.headers,
    dataType: 'text' as never,
    responseType: 'text',
    timeout: ask.timeoutMs + 1000,
    credentials: 'same-origin',
  })
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(transportError('TIMEOUT'))
        ;(task as { abort?: () => void }).abort?.()
      }, ask.timeoutMs)
    })
    const { statusCode, data, header } = await Promise.race([task, late])
    if (!statusCode) throw transportError('NETWORK')
    const headers = lowerCase(header)
    learnServerTime(headers.date)
    noteAnswer(serverNow())
    return { status: statusCode, body: parseBody(data), headers }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'ApiError') throw cause
    const said = String((cause as { errMsg?: string } | undefined)?.errMsg ?? cause)
    if (/time ?out/i.test(said)) throw transportError('TIMEOUT')
    noteNoNetwork()
    throw transportError('NETWORK')
  } finally {
    clearTimeout(timer)
  }
}

function lowerCase(header: unknown): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [name, value] of Object.entries((header ?? {}) as Record<string, unknown>)) all[name.toLowerCase()] = String(value)
  return all
}

function parseBody(data: unknown): unknown {
  if (typeof data !== 'string') return data
  if (data === '') return undefined
  try {
    return JSON.parse(data) as unknown
  } catch {
    return undefined
  }
}
