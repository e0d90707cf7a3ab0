import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LiveMessage } from '@zsb/shared/live'
import { WebSocketServer, type WebSocket } from 'ws'

/** Who stands behind a ticket. */
export interface LivePerson {
  personId: string
  sessionId: string
}

interface Parts {
  server: Server
  /** Path of the socket. */
  path: string
  /** Origins of the H5 app; mini-programs send none or their own platform's. */
  allowedOrigins: readonly string[]
  redeemTicket: (ticket: string) => Promise<LivePerson | null>
}

const TICKET_WITHIN_MS = 5_000
const PING_EVERY_MS = 25_000
const SOCKETS_PER_PERSON = 8

export type LiveHub = ReturnType<typeof createLiveHub>

/**
 * Open phones of this process 实时通道. The ticket comes in the first message, never in the address; a browser's Origin is
 * checked (R29). Any API process can tell any phone because every process watches the database's change streams.
 */
export function createLiveHub({ server, path, allowedOrigins, redeemTicket }: Parts) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4_096, clientTracking: true })
  const byPerson = new Map<string, Set<WebSocket>>()
  const sessions = new Map<WebSocket, LivePerson>()

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const { origin } = request.headers
    const allowed = !origin || allowedOrigins.includes(origin) || origin === 'https://servicewechat.com'
    if (pathname !== path || !allowed) {
      socket.end(pathname === path ? 'HTTP/1.1 403 Forbidden\r\n\r\n' : 'HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, greet)
  }
  server.on('upgrade', onUpgrade)

  function greet(socket: WebSocket): void {
    const late = setTimeout(() => socket.close(4401, 'ticket'), TICKET_WITHIN_MS)
    socket.once('message', (data) => {
      clearTimeout(late)
      void admit(socket, data.toString())
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearTimeout(late)
      leave(socket)
    })
  }

  async function admit(socket: WebSocket, first: string): Promise<void> {
    const person = await redeem(first)
    const open = person ? (byPerson.get(person.personId) ?? new Set<WebSocket>()) : null
    if (!person || !open || open.size >= SOCKETS_PER_PERSON) return socket.close(4401, 'ticket')
    open.add(socket)
    byPerson.set(person.personId, open)
    sessions.set(socket, person)
    send(socket, { topic: 'ready' })
  }

  async function redeem(first: string): Promise<LivePerson | null> {
    try {
      const message = JSON.parse(first) as { ticket?: unknown }
      return typeof message.ticket === 'string' ? await redeemTicket(message.ticket) : null
    } catch {
      return null
    }
  }

  function leave(socket: WebSocket): void {
    const person = sessions.get(socket)
    sessions.delete(socket)
    if (!person) return
    const open = byPerson.get(person.personId)
    open?.delete(socket)
    if (open?.size === 0) byPerson.delete(person.personId)
  }

  const send = (socket: WebSocket, message: LiveMessage) => socket.send(JSON.stringify(message))

  /** Tells every open phone of a person on this process. */
  function tell(personId: string, message: LiveMessage): void {
    for (const socket of byPerson.get(personId) ?? []) send(socket, message)
  }

  /** A session that ended loses its sockets at once. */
  function dropSession(sessionId: string): void {
    for (const [socket, person] of sessions) if (person.sessionId === sessionId) socket.close(4403, 'session')
  }

  const pings = setInterval(() => {
    for (const socket of sockets.clients) socket.ping()
  }, PING_EVERY_MS)
  pings.unref()

  function close(): void {
    clearInterval(pings)
    server.off('upgrade', onUpgrade)
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }

  return { tell, dropSession, close }
}
