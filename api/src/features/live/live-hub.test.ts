import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { createLiveHub, type LiveHub, type LivePerson } from './live-hub'

const ORIGIN = 'https://zsb.example'
const live = new Set<string>()
let server: Server
let hub: LiveHub
let port: number
const redeemTicket = async (ticket: string): Promise<LivePerson | null> =>
  ticket.startsWith('ticket-') ? { personId: 'P1', sessionId: ticket.slice(7) } : null

beforeEach(async () => {
  live.clear()
  server = createServer((_, response) => response.end('ok'))
  hub = createLiveHub({
    server,
    path: '/live',
    allowedOrigins: [ORIGIN],
    redeemTicket,
    isSessionLive: async (id) => live.has(id),
    sourceOf: (request) => String(request.headers['x-test-source'] ?? 'one'),
    timing: { ticketWithinMs: 300, pingEveryMs: 100, goodbyeMs: 100 },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  hub.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Bytes as a hostile client writes them; answers what came back until the server hung up. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.write(text)
  await once(socket, 'close')
  return answer
}
const upgradeOf = (target: string) =>
  `GET ${target} HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`

function open({ origin, ticket, source, autoPong = true }: { origin?: string; ticket?: string; source?: string; autoPong?: boolean } = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, { autoPong, ...(origin && { origin }), ...(source && { headers: { 'x-test-source': source } }) })
  const messages: string[] = []
  socket.on('message', (data: Buffer) => messages.push(data.toString()))
  socket.on('error', () => undefined)
  if (ticket !== undefined) socket.on('open', () => socket.send(ticket))
  return { socket, messages, closed: once(socket, 'close').then(([code]) => code as number) }
}
const admitted = async (session: string, over: Parameters<typeof open>[0] = {}) => {
  live.add(session)
  const opened = open({ ticket: JSON.stringify({ ticket: `ticket-${session}` }), ...over })
  await once(opened.socket, 'message')
  return opened
}

describe('an upgrade', () => {
  it.each(['//', '//evil.example/live', 'http://[', '/%', '/live/', '*'])('R23: for %s is refused and the process lives on', async (target) => {
    const answer = await sendRaw(upgradeOf(target))
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok')
  })
  it('R23: whose client resets the connection while it is refused ends nothing', async () => {
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      await once(socket, 'connect')
      socket.write(upgradeOf('/elsewhere'))
      socket.resetAndDestroy()
    }
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok')
  })
  it('R29: from a foreign page is refused, from our own is taken, and a mini-program sends none', async () => {
    const refused = new WebSocket(`ws://127.0.0.1:${port}/live`, { origin: 'https://evil.example' })
    const [, response] = (await once(refused, 'unexpected-response')) as [unknown, { statusCode: number; resume: () => void }]
    response.resume()
    expect(response.statusCode).toBe(403)
    await admitted('s1', { origin: ORIGIN })
    await admitted('s2')
  })
})

describe('a socket', () => {
  it('R29: without a ticket in time is closed', async () => {
    const { closed, messages } = open()
    expect(await closed).toBe(4401)
    expect(messages).toEqual([])
  })
  it.each(['not json', 'null', '{}', '{"ticket":5}', '{"ticket":"forged"}'])('R29: whose first message is %s is closed', async (ticket) => {
    expect(await open({ ticket }).closed).toBe(4401)
  })
  it('R28: of a session that ended after its ticket was given is not admitted', async () => {
    const { closed, messages } = open({ ticket: JSON.stringify({ ticket: 'ticket-over' }) })
    expect(await closed).toBe(4403)
    expect(messages).toEqual([])
  })
  it('R28: is closed when its session is found to be over, those of other sessions stay', async () => {
    const [mine, other] = [await admitted('mine'), await admitted('other')]
    live.delete('mine')
    await hub.recheck('mine')
    expect(await mine.closed).toBe(4403)
    hub.tell('P1', { topic: 'notice.added', id: 'n1' })
    await once(other.socket, 'message')
    expect(other.messages).toEqual(['{"topic":"ready"}', '{"topic":"notice.added","id":"n1"}'])
    expect(mine.messages).toEqual(['{"topic":"ready"}'])
  })
  it('R28: is closed in time even when nothing tells of the end', async () => {
    const { closed } = await admitted('quiet')
    live.delete('quiet')
    expect(await closed).toBe(4403)
  })
  it('is told again and again that the line is alive; one without a ticket is told nothing', async () => {
    hub.close()
    hub = createLiveHub({
      server,
      path: '/live',
      allowedOrigins: [ORIGIN],
      redeemTicket,
      isSessionLive: async (id) => live.has(id),
      sourceOf: () => 'one',
      timing: { aliveEveryMs: 10 },
    })
    const waiting = open()
    const { socket, messages } = await admitted('s1')
    while (messages.length < 3) await once(socket, 'message')
    expect(messages).toEqual(['{"topic":"ready"}', '{"topic":"alive"}', '{"topic":"alive"}'])
    expect(waiting.messages).toEqual([])
  })
  it('stays while the store cannot be asked', async () => {
    const opened = await admitted('kept')
    hub.close()
    const failing = createLiveHub({
      server,
      path: '/live',
      allowedOrigins: [],
      redeemTicket,
      isSessionLive: () => Promise.reject(new Error('no store')),
      sourceOf: () => 'one',
    })
    await opened.closed
    const again = await admitted('kept')
    await failing.recheckAll()
    expect(again.socket.readyState).toBe(WebSocket.OPEN)
    failing.close()
  })
  it('R23: that answers no ping is cut off; one that answers stays', async () => {
    const [deaf, alive] = [await admitted('deaf', { autoPong: false }), await admitted('alive')]
    expect(await deaf.closed).toBe(1006)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
  })
  it('R22: beyond 64 without a ticket from one address is refused, other addresses are not', async () => {
    const waiting = Array.from({ length: 64 }, () => open())
    await Promise.all(waiting.map(({ socket }) => once(socket, 'open')))
    const late = open()
    const [, response] = (await once(late.socket, 'unexpected-response')) as [unknown, { statusCode: number; resume: () => void }]
    response.resume()
    expect(response.statusCode).toBe(429)
    await admitted('elsewhere', { source: 'two' })
    await Promise.all(waiting.map(({ closed }) => closed))
    await admitted('later')
  })
  it('beyond eight of one person is refused', async () => {
    for (let i = 0; i < 8; i += 1) await admitted(`s${i}`)
    expect(await open({ ticket: JSON.stringify({ ticket: 'ticket-s9' }) }).closed).toBe(4401)
  })
})
