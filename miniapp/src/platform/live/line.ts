import type { LiveMessage, LiveTicket } from '@zsb/shared/live'
import { request } from '../request'
import type { LiveState } from './index'
import { openSocket, type Socket } from './socket'

/** A ticket of 30 s, sent in the first message, never in the address (R29). */
export const LIVE_TICKET_PATH = '/api/v1/live/tickets'
export const LIVE_PATH = '/api/v1/live'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** Silence after which pages start to ask by themselves. */
const PATIENCE_MS = 3000
/** The server says every 10 s that it is there; a line that missed two of them is dead, whatever the phone believes (a change of cell). */
export const SILENCE_MS = 25_000

export interface Line {
  close: () => void
}

/** Keeps one WebSocket open: fetches a ticket, connects, says the ticket, and begins again with growing waits when it drops or falls silent. */
export function startLine({ onMessage, onState }: { onMessage: (message: LiveMessage) => void; onState: (state: LiveState) => void }): Line {
  let closed = false
  let socket: Socket | null = null
  /** Which attempt is the present one: whatever an earlier one still tells is not heard. */
  let attempt = 0
  let waitMs = FIRST_WAIT_MS
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const losePatience = () => {
    patience ??= setTimeout(() => !closed && onState('polling'), PATIENCE_MS)
  }
  const isLive = () => {
    clearTimeout(patience)
    patience = undefined
    clearTimeout(silence)
    silence = setTimeout(again, SILENCE_MS)
    waitMs = FIRST_WAIT_MS
    onState('live')
  }
  function again(): void {
    if (closed) return
    attempt++
    clearTimeout(silence)
    socket?.close()
    socket = null
    losePatience()
    clearTimeout(retry)
    retry = setTimeout(() => void connect(), waitMs)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
  async function connect(): Promise<void> {
    losePatience()
    const mine = ++attempt
    const isMine = () => !closed && attempt === mine
    /** A socket that opens before its maker has returned waits for it. */
    let send: ((text: string) => void) | null = null
    let open = false
    try {
      const { ticket } = await request<LiveTicket>(LIVE_TICKET_PATH, { method: 'POST', body: {}, unattended: true })
      if (!isMine()) return
      const sayTicket = () => isMine() && send?.(JSON.stringify({ ticket }))
      const opened = await openSocket(liveAddress(), {
        onOpen: () => {
          open = true
          sayTicket()
        },
        onText: (text) => {
          if (!isMine()) return
          isLive()
          const message = parseMessage(text)
          if (message) onMessage(message)
        },
        onDown: () => isMine() && again(),
      })
      if (!isMine()) return opened.close()
      socket = opened
      send = opened.send
      if (open) sayTicket()
    } catch {
      if (isMine()) again()
    }
  }

  onState('connecting')
  void connect()
  return {
    close: () => {
      closed = true
      clearTimeout(retry)
      clearTimeout(patience)
      clearTimeout(silence)
      socket?.close()
      onState('off')
    },
  }
}

function liveAddress(): string {
  const base = __API_BASE__ || window.location.origin
  return base.replace(/^http/, 'ws') + LIVE_PATH
}

function parseMessage(text: string): LiveMessage | null {
  try {
    const message = JSON.parse(text) as LiveMessage | null
    return typeof message?.topic === 'string' ? message : null
  } catch {
    return null
  }
}
