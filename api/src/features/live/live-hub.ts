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
  /** Takes the ticket: whose it was, or null for one that is not good or was taken before. */
  redeemTicket: (ticket: string) => Promise<LivePerson | null>
  /** Whether the session behind a socket still stands, asked of the store and not of a copy. */
  isSessionLive: (sessionId: string) => Promise<boolean>
  /** Address of the client, as the trusted proxy reports it. */
  sourceOf: (request: IncomingMessage) => string
  timing?: Partial<typeof TIMING>
}

/** aliveEveryMs: the phone counts a line as dead that misses two of these (miniapp/src/platform/live/line.ts). */
const TIMING = { ticketWithinMs: 5_000, pingEveryMs: 25_000, aliveEveryMs: 10_000, goodbyeMs: 2_000 }
const SOCKETS_PER_PERSON = 8
/** Sockets of one address that have not shown a ticket yet; halls share an address. */
const WAITING_PER_SOURCE = 64
/** What a phone that does not read may leave unread before it is let go. */
const MOST_UNREAD_BYTES = 64 * 1024

const REFUSALS = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests' } as const

export type LiveHub = ReturnType<typeof createLiveHub>

/**
 * Open phones of this process 实时通道. The ticket comes in the first message, never in the address; a browser's Origin is
 * checked (R29). Any API process can tell any phone because every process watches the database's change streams.
 */
export function createLiveHub({ server, path, allowedOrigins, redeemTicket, isSessionLive, sourceOf, timing }: Parts) {
  const { ticketWithinMs, pingEveryMs, aliveEveryMs, goodbyeMs } = { ...TIMING, ...timing }
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4_096, clientTracking: true })
  const byPerson = new Map<string, Set<WebSocket>>()
  const bySession = new Map<string, Set<WebSocket>>()
  const people = new Map<WebSocket, LivePerson>()
  const waiting = new Map<string, number>()
  /** Sockets that have not answered the last ping. */
  const silent = new WeakSet<WebSocket>()

  /** Why an upgrade is refused, or null. The address is foreign text: it is compared, never parsed. */
  function refusalOf(request: IncomingMessage): keyof typeof REFUSALS | null {
    const { origin } = request.headers
    if ((request.url ?? '').split('?', 1)[0] !== path) return 404
    if (origin && !allowedOrigins.includes(origin) && origin !== 'https://servicewechat.com') return 403
    return (waiting.get(sourceOf(request)) ?? 0) >= WAITING_PER_SOURCE ? 429 : null
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node hands the bare socket over: whoever resets it now would end the process.
    const drop = () => socket.destroy()
    socket.on('error', drop)
    const refusal = refusalOf(request)
    if (refusal) {
      socket.once('finish', drop)
      socket.end(`HTTP/1.1 ${refusal} ${REFUSALS[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      socket.off('error', drop)
      greet(opened, sourceOf(request))
    })
  }
  server.on('upgrade', onUpgrade)

  function greet(socket: WebSocket, source: string): void {
    const stopWaiting = wait(source)
    const late = setTimeout(() => part(socket, 4401, 'ticket'), ticketWithinMs)
    socket.once('message', (data) => {
      clearTimeout(late)
      void admit(socket, data.toString()).finally(stopWaiting)
    })
    socket.on('pong', () => silent.delete(socket))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearTimeout(late)
      stopWaiting()
      leave(socket)
    })
  }

  /** Counts a socket without a ticket; what comes back takes it out of the count, once. */
  function wait(source: string): () => void {
    waiting.set(source, (waiting.get(source) ?? 0) + 1)
    let counted = true
    return () => {
      if (!counted) return
      counted = false
      const left = (waiting.get(source) ?? 1) - 1
      if (left > 0) waiting.set(source, left)
      else waiting.delete(source)
    }
  }

  async function admit(socket: WebSocket, first: string): Promise<void> {
    const person = await redeem(first)
    if (socket.readyState !== socket.OPEN) return
    if (!person || (byPerson.get(person.personId)?.size ?? 0) >= SOCKETS_PER_PERSON) return part(socket, 4401, 'ticket')
    join(socket, person)
    // Asked after joining: a session that ends from now on finds its socket, one that ended before is seen here.
    if (!(await isLive(person.sessionId))) return dropSession(person.sessionId)
    send(socket, { topic: 'ready' })
  }

  async function redeem(first: string): Promise<LivePerson | null> {
    try {
      const message = JSON.parse(first) as { ticket?: unknown } | null
      return typeof message?.ticket === 'string' ? await redeemTicket(message.ticket) : null
    } catch {
      return null
    }
  }

  function join(socket: WebSocket, person: LivePerson): void {
    people.set(socket, person)
    add(byPerson, person.personId, socket)
    add(bySession, person.sessionId, socket)
  }

  function leave(socket: WebSocket): void {
    const person = people.get(socket)
    if (!person) return
    people.delete(socket)
    remove(byPerson, person.personId, socket)
    remove(bySession, person.sessionId, socket)
  }

  /** Says goodbye; a client that does not answer is cut off. */
  function part(socket: WebSocket, code: number, reason: string): void {
    leave(socket)
    socket.close(code, reason)
    const cut = setTimeout(() => socket.terminate(), goodbyeMs)
    socket.once('close', () => clearTimeout(cut))
  }

  function send(socket: WebSocket, message: LiveMessage): void {
    if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate()
    else socket.send(JSON.stringify(message))
  }

  /** Tells every open phone of a person on this process. */
  function tell(personId: string, message: LiveMessage): void {
    for (const socket of byPerson.get(personId) ?? []) send(socket, message)
  }

  /** People with an open phone on this process. */
  const connected = (): string[] => [...byPerson.keys()]

  /** A session that ended loses its sockets at once. */
  function dropSession(sessionId: string): void {
    for (const socket of [...(bySession.get(sessionId) ?? [])]) part(socket, 4403, 'session')
  }

  /** The store cannot be asked: nobody is thrown out for that, and the next round asks again. */
  const isLive = (sessionId: string) => isSessionLive(sessionId).catch(() => true)

  /** A session changed in some process: where it has sockets here and is over, they close. */
  async function recheck(sessionId: string): Promise<void> {
    if (bySession.has(sessionId) && !(await isLive(sessionId))) dropSession(sessionId)
  }

  /** Every session that has sockets here: after changes were missed, and now and then because time alone ends sessions too. */
  async function recheckAll(): Promise<void> {
    for (const sessionId of [...bySession.keys()]) await recheck(sessionId)
  }

  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      // Whoever did not answer the last ping has no network any more.
      if (silent.has(socket)) {
        socket.terminate()
        continue
      }
      silent.add(socket)
      socket.ping()
    }
    void recheckAll()
  }, pingEveryMs)
  pings.unref()
  /** A browser and a mini-program see no ping: they are told in a message of their own. */
  const life = setInterval(() => {
    for (const socket of people.keys()) send(socket, { topic: 'alive' })
  }, aliveEveryMs)
  life.unref()

  function close(): void {
    clearInterval(pings)
    clearInterval(life)
    server.off('upgrade', onUpgrade)
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }

  return { tell, connected, dropSession, recheck, recheckAll, close }
}

function add(index: Map<string, Set<WebSocket>>, key: string, socket: WebSocket): void {
  const kept = index.get(key) ?? new Set<WebSocket>()
  kept.add(socket)
  index.set(key, kept)
}

function remove(index: Map<string, Set<WebSocket>>, key: string, socket: WebSocket): void {
  const kept = index.get(key)
  kept?.delete(socket)
  if (kept?.size === 0) index.delete(key)
}
