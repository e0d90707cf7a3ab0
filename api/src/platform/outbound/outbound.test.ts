import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until } from '../../../test-support/until'
import { createRangeCheck, isNetwork, rangedLookup, type AddressRange } from './address-range'
import { createOutbound, OutboundFailure } from './outbound'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const ANSWERS: Record<string, Answer> = {
  '/ok': (_, response) => response.end('{"ok":true}'),
  '/refused': (_, response) => response.writeHead(404).end('{"no":true}'),
  '/broken': (_, response) => response.writeHead(502).end('王小梅'),
  '/words': (_, response) => response.end('no JSON'),
  '/silent': () => undefined,
  '/half': (_, response) => void response.writeHead(200).write('{"ok":'),
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"ok":', () => response.destroy())
  },
  '/largest': (_, response) => response.end('x'.repeat(1_000_000)),
  '/too-large': (_, response) => response.end('x'.repeat(1_000_001)),
}

/** A system that notes what reaches it. */
async function openSystem() {
  const asked: string[] = []
  let answer: Answer | null = null
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    ;(answer ?? ANSWERS[request.url ?? ''] ?? ANSWERS['/ok']!)(request, response)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answerWith: (next: Answer | null) => void (answer = next),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
type System = Awaited<ReturnType<typeof openSystem>>

let system: System
let other: System
beforeEach(async () => {
  system = await openSystem()
  other = await openSystem()
})
afterEach(() => Promise.all([system.close(), other.close()]))

const lineTo = (over: { baseUrl?: string; range?: AddressRange; timeoutMs?: number; resetMs?: number } = {}) =>
  createOutbound({ system: 'police', baseUrl: system.url, range: 'loopback', ...over })
const get = (path: string) => ({ method: 'GET' as const, path })
const failure = (kind: string, status?: number) => expect.objectContaining({ name: 'Error', system: 'police', kind, ...(status && { status }) })

describe('the way out to one system', () => {
  it('hands on the answer of any status below 500', async () => {
    expect(await lineTo().askJson(get('/ok'))).toEqual({ status: 200, body: { ok: true } })
    expect(await lineTo().askJson(get('/refused'))).toEqual({ status: 404, body: { no: true } })
  })

  it.each([301, 302, 303, 307, 308])('R23: follows no redirect %s, not even to itself', async (status) => {
    for (const target of [`${other.url}/ok`, '/ok']) {
      system.answerWith((_, response) => response.writeHead(status, { location: target }).end())
      await expect(lineTo().ask(get('/moved'))).rejects.toEqual(failure('refused'))
    }
    expect(other.asked).toEqual([])
    expect(system.asked).toEqual(['/moved', '/moved'])
  })

  it('R23: waits for a silent system no longer than it may, nor for one that stops halfway', async () => {
    const line = lineTo({ timeoutMs: 50 })
    await expect(line.ask(get('/silent'))).rejects.toEqual(failure('timeout'))
    await expect(line.ask(get('/half'))).rejects.toEqual(failure('timeout'))
    await expect(lineTo().ask({ ...get('/silent'), timeoutMs: 50 })).rejects.toEqual(failure('timeout'))
  })

  it('R23: takes one million bytes and not one more', async () => {
    expect((await lineTo().ask(get('/largest'))).text).toHaveLength(1_000_000)
    await expect(lineTo().ask(get('/too-large'))).rejects.toEqual(failure('garbage'))
  })

  it('R23: an answer without an end is cut off at the bound', async () => {
    let open = true
    system.answerWith((_, response) => {
      const pour = () => {
        while (open && response.write('x'.repeat(65_536)));
      }
      response.on('drain', pour)
      response.on('close', () => (open = false))
      pour()
    })
    await expect(lineTo().ask(get('/endless'))).rejects.toEqual(failure('garbage'))
    await until(() => !open)
  })

  it('R19: tells the kind of an outage and nothing of the question or the answer', async () => {
    const thrown = await lineTo()
      .ask({ method: 'POST', path: '/broken', body: '{"name":"王小梅"}' })
      .catch((cause: unknown) => cause)
    expect(thrown).toBeInstanceOf(OutboundFailure)
    expect(thrown).toEqual(failure('status', 502))
    expect(JSON.stringify(thrown) + String((thrown as Error).stack)).not.toContain('王小梅')
    await expect(lineTo().askJson(get('/words'))).rejects.toEqual(failure('garbage', 200))
    await expect(lineTo().ask(get('/cut'))).rejects.toEqual(failure('refused'))
  })

  it('R23: reaches its own origin and nothing else, whatever the path says', async () => {
    const host = new URL(other.url).host
    const line = lineTo()
    for (const path of [`${other.url}/ok`, `//${host}/ok`, `@${host}/ok`, `.${host}/ok`, `:80@${host}/ok`, '', 'ok', '?x', '#x']) {
      await expect(line.ask(get(path))).rejects.toThrow('police: not a path')
    }
    for (const path of [`/\\${host}/ok`, `/\t/${host}/ok`, `/@${host}/ok`, `/..//${host}/ok`, `/\n/${host}/ok`, '/%2f%2fevil'])
      await line.ask(get(path)).catch(() => undefined)
    expect(other.asked).toEqual([])
  })

  it('R23: takes the origin of its address only: no path, no user', async () => {
    await lineTo({ baseUrl: system.url.replace('//', '//user:secret@') + '/inner/path?x=1' }).ask(get('/ok'))
    expect(system.asked).toEqual(['/ok'])
    expect(() => lineTo({ baseUrl: 'police' })).toThrow()
  })
})

describe('R23: the range of addresses', () => {
  it.each<[AddressRange, string[], string[]]>([
    ['loopback', ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'], ['10.0.0.1', '8.8.8.8', '::2', '169.254.169.254']],
    [
      'public',
      ['8.8.8.8', '2606:4700::1111', '100.128.0.1'],
      [
        '127.0.0.1',
        '::1',
        '10.1.2.3',
        '172.31.0.1',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
        '224.0.0.1',
        'fe80::1',
        'fd12::1',
        '::ffff:10.0.0.1',
        '::',
      ],
    ],
    [
      ['10.20.0.0/16', 'fd00:1::/32'],
      ['10.20.255.1', 'fd00:1::5', '::ffff:10.20.0.1'],
      ['10.21.0.1', '127.0.0.1', 'fd00:2::5', '8.8.8.8'],
    ],
  ])('%j', (range, inside, outside) => {
    const isAllowed = createRangeCheck(range)
    expect(inside.filter((address) => !isAllowed(address))).toEqual([])
    expect(outside.filter(isAllowed)).toEqual([])
  })
  it('is a network or is refused', () => {
    expect(['10.0.0.0/8', '::/0', '1.2.3.4/32'].every(isNetwork)).toBe(true)
    expect(['10.0.0.0', '10.0.0.0/33', 'x/8', '10.0.0.0/8/8', '::1/129', '/8', '10.0.0.0/'].some(isNetwork)).toBe(false)
  })
  it('a system whose name leads elsewhere is not asked', async () => {
    const named = system.url.replace('127.0.0.1', 'localhost')
    expect((await lineTo({ baseUrl: named }).askJson(get('/ok'))).status).toBe(200)
    await expect(lineTo({ baseUrl: named, range: ['10.20.0.0/16'] }).ask(get('/ok'))).rejects.toEqual(failure('range'))
    await expect(lineTo({ range: ['10.20.0.0/16'] }).ask(get('/ok'))).rejects.toEqual(failure('range'))
    await expect(lineTo({ baseUrl: named, range: 'public' }).ask(get('/ok'))).rejects.toEqual(failure('range'))
    expect(system.asked).toEqual(['/ok'])
  })
  it('of several addresses of a name only those of the range are handed on', () => {
    const answers = ['10.0.0.1', '127.0.0.1', '8.8.8.8'].map((address) => ({ address, family: 4 }))
    const ask = rangedLookup(createRangeCheck('public'), ((_: string, __: object, done: (error: null, all: object) => void) => done(null, answers)) as never)
    const seen: unknown[] = []
    ask('police.example', { all: true }, (...answer) => void seen.push(answer))
    ask('police.example', {}, (...answer) => void seen.push(answer))
    expect(seen).toEqual([
      [null, [{ address: '8.8.8.8', family: 4 }]],
      [null, '8.8.8.8', 4],
    ])
  })
})

describe('R23: the circuit breaker', () => {
  const askTimes = (line: ReturnType<typeof lineTo>, times: number) =>
    Array.from({ length: times }, () => line.ask(get('/broken'))).reduce<Promise<unknown>>(
      (before, one) => before.then(() => one.catch(() => undefined)),
      Promise.resolve(),
    )

  it('opens after eight failures, then asks the system no more', async () => {
    const line = lineTo()
    for (let time = 0; time < 8; time++) await expect(line.ask(get('/broken'))).rejects.toEqual(failure('status', 502))
    const before = system.asked.length
    await expect(line.ask(get('/ok'))).rejects.toEqual(failure('open'))
    expect(system.asked).toHaveLength(before)
  })

  it('tries one question after a while, and closes when it is answered', async () => {
    const line = lineTo({ resetMs: 30 })
    await askTimes(line, 10)
    await expect(line.ask(get('/ok'))).rejects.toEqual(failure('open'))
    await until(() =>
      line.ask(get('/ok')).then(
        () => true,
        () => false,
      ),
    )
    expect((await line.ask(get('/ok'))).status).toBe(200)
  })

  it('opens again when the first question after the while fails too', async () => {
    const line = lineTo({ resetMs: 30 })
    await askTimes(line, 10)
    await until(() =>
      line.ask(get('/broken')).then(
        () => false,
        (cause: OutboundFailure) => cause.kind === 'status',
      ),
    )
    await expect(line.ask(get('/ok'))).rejects.toEqual(failure('open'))
  })

  it('stays closed for refusals and for one system’s trouble in another', async () => {
    const line = lineTo()
    for (let time = 0; time < 12; time++) await line.ask(get('/refused'))
    expect((await line.ask(get('/ok'))).status).toBe(200)
    await askTimes(lineTo(), 10)
    expect((await createOutbound({ system: 'health', baseUrl: other.url, range: 'loopback' }).ask(get('/ok'))).status).toBe(200)
  })
})
