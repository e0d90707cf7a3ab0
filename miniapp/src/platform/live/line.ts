import Taro from '@tarojs/taro'
import type { LiveMessage, LiveTicket } from '@zsb/shared/live'
import { request } from '../request'
import type { LiveState } from './index'

/** A ticket of 30 s, sent in the first message, never in the address (R29). */
export const LIVE_TICKET_PATH = '/api/v1/live/tickets'
export const LIVE_PATH = '/api/v1/live'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** Silence after which pages start to ask by themselves. */
const PATIENCE_MS = 3000

export interface Line {
  close: () => void
}

/** Keeps one WebSocket open: fetches a ticket, connects, says the ticket, and begins again with growing waits when it drops. */
export function startLine({ onMessage, onState }: { onMessage: (message: LiveMessage) => void; onState: (state: LiveState) => void }): Line {
  let closed = false
  let socket: Taro.SocketTask | null = null
  let waitMs = FIRST_WAIT_MS
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined

  const losePatience = () => {
    patience ??= setTimeout(() => !closed && onState('polling'), PATIENCE_MS)
  }
  const isLive = () => {
    clearTimeout(patience)
    patience = undefined
    waitMs = FIRST_WAIT_MS
    onState('live')
  }
  const again = () => {
    if (closed) return
    socket = null
    losePatience()
    clearTimeout(retry)
    retry = setTimeout(() => void connect(), waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
  async function connect(): Promise<void> {
    losePatience()
    try {
      const { ticket } = await request<LiveTicket>(LIVE_TICKET_PATH, { method: 'POST', body: {} })
      if (closed) return
      const opened = await Taro.connectSocket({ url: liveAddress() })
      if (closed) return opened.close({})
      socket = opened
      opened.onOpen(() => opened.send({ data: JSON.stringify({ ticket }) }))
      opened.onMessage(({ data }) => {
        isLive()
        const message = parseMessage(data)
        if (message) onMessage(message)
      })
      opened.onClose(() => socket === opened && again())
      opened.onError(() => socket === opened && again())
    } catch {
      again()
    }
  }

  onState('connecting')
  void connect()
  return {
    close: () => {
      closed = true
      clearTimeout(retry)
      clearTimeout(patience)
      socket?.close({})
      onState('off')
    },
  }
}

function liveAddress(): string {
  const base = __API_BASE__ || window.location.origin
  return base.replace(/^http/, 'ws') + LIVE_PATH
}

function parseMessage(data: unknown): LiveMessage | null {
  try {
    const message = JSON.parse(String(data)) as LiveMessage | null
    return typeof message?.topic === 'string' ? message : null
  } catch {
    return null
  }
}
