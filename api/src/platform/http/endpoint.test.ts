import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { openSmallApp } from '../../../test-support/small-app'
import { endpoint } from './endpoint'

const Echo = z.strictObject({ text: z.string().check(z.maxLength(20)), list: z.optional(z.array(z.any())), deep: z.optional(z.any()) })
const handled: unknown[] = []
const { request, callback } = openSmallApp({
  routes: {
    'POST /echoes/:id': endpoint(
      {
        id: 'echo.create',
        summary: 'echo',
        permission: 'open.self',
        params: z.strictObject({ id: z.string().check(z.regex(/^[a-z]+$/)) }),
        query: z.strictObject({ limit: z.optional(z.string()) }),
        body: Echo,
        response: z.object({ text: z.string() }),
        status: 201,
      },
      ({ body }) => {
        handled.push(body)
        return { text: body.text, secret: 'never sent' } as { text: string }
      },
    ),
    'POST /bare': endpoint({ id: 'bare', summary: 'bare', permission: 'open.self', response: z.object({ ok: z.boolean() }) }, () => ({ ok: true })),
    'GET /echoes': endpoint(
      { id: 'echo.list', summary: 'list', permission: 'open.clerk', query: z.strictObject({ limit: z.optional(z.string()) }), response: z.object({}) },
      () => ({}),
    ),
    'GET /unlisted': endpoint({ id: 'unlisted', summary: 'unlisted', permission: 'no.such', response: z.object({}) }, () => ({})),
    'GET /broken': endpoint({ id: 'broken', summary: 'broken', permission: 'public', response: z.object({ n: z.number() }) }, () => {
      throw new Error('the cause, with a name in it: 王小梅')
    }),
    'GET /misshapen': endpoint(
      { id: 'misshapen', summary: 'misshapen', permission: 'public', response: z.object({ n: z.number() }) },
      () => ({ n: 'text' }) as unknown as { n: number },
    ),
  },
})
beforeEach(() => void (handled.length = 0))

const post = (path = '/api/v1/echoes/a') => request.post(path).set('authorization', 'Bearer citizen')
const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`
const rawJson = (text: string) => post().set('content-type', 'application/json').send(text)

describe('an endpoint', () => {
  it('R14: signs in first, asks the policy second, reads and parses third', async () => {
    const hostile = 'x'.repeat(300_000)
    const nobody = await request.post('/api/v1/echoes/A1').set('content-type', 'text/plain').send(hostile).expect(401)
    expect(nobody.body.code).toBe('SIGN_IN_REQUIRED')
    expect((await request.post('/api/v1/echoes/A1').set('authorization', 'Bearer gone').send('{').expect(401)).body.code).toBe('SESSION_ENDED')
    const clerk = request.post('/api/v1/echoes/A1').set('authorization', 'Bearer clerk').set('content-type', 'application/json')
    expect((await clerk.send('{').expect(403)).body.code).toBe('FORBIDDEN')
    expect((await rawJson('{').expect(400)).body.code).toBe('REQUEST_INVALID')
    expect(handled).toEqual([])
  })
  it('R13: answers only what its response names', async () => {
    expect((await post().send({ text: 'hello' }).expect(201)).body).toEqual({ text: 'hello' })
  })
  it.each([
    ['an unknown member', '/api/v1/echoes/a', { text: 'a', admin: true }, '/body'],
    ['a wrong type', '/api/v1/echoes/a', { text: 5 }, '/body/text'],
    ['a missing member', '/api/v1/echoes/a', {}, '/body/text'],
    ['an unknown query key', '/api/v1/echoes/a?%24where=1', { text: 'a' }, '/query'],
    ['a query key twice', '/api/v1/echoes/a?limit=1&limit=2', { text: 'a' }, '/query/limit'],
    ['a malformed path part', '/api/v1/echoes/A1', { text: 'a' }, '/params/id'],
  ])('R11: refuses %s and points at it', async (_, path, body, pointer) => {
    const { body: problem } = await post(path).send(body).expect(400)
    expect(problem).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ pointer, zh: expect.any(String), en: expect.any(String) }] })
  })
  it('R11: a refusal never repeats what was sent', async () => {
    const { text } = await post().send({ text: '110101199003078888-and-more' }).expect(400)
    expect(text).not.toContain('110101199003078888')
  })
  it('R11: refuses a body where none belongs, and takes the empty object clients send', async () => {
    await post('/api/v1/bare').send({}).expect(200)
    await post('/api/v1/bare').expect(200)
    for (const body of [{ admin: true }, [], [1]]) expect((await post('/api/v1/bare').send(body).expect(400)).body.errors[0].pointer).toBe('/body')
    await request.get('/api/v1/echoes').set('authorization', 'Bearer clerk').send({ a: 1 }).expect(400)
  })
})

describe('a body', () => {
  it.each([
    ['broken JSON', '{"text":', 400, 'REQUEST_INVALID'],
    ['nothing but a letter', 'x', 400, 'REQUEST_INVALID'],
    ['a prototype', '{"__proto__":{"admin":true},"text":"a"}', 400, 'REQUEST_INVALID'],
    ['a nested prototype', '{"text":"a","deep":{"__proto__":1}}', 400, 'REQUEST_INVALID'],
    ['a constructor', '{"text":"a","deep":{"constructor":{"prototype":1}}}', 400, 'REQUEST_INVALID'],
    ['a list in place of an object', '[]', 400, 'REQUEST_INVALID'],
    ['a bare null', 'null', 400, 'REQUEST_INVALID'],
  ])('R11: of %s is a coded refusal', async (_, text, status, code) => {
    const answer = await rawJson(text).expect(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect([code, 'REQUEST_TOO_COMPLEX']).toContain(answer.body.code)
    expect(handled).toEqual([])
  })
  it('R11: may be 32 deep, no deeper', async () => {
    await rawJson(`{"text":"a","deep":${nested(31)}}`).expect(201)
    expect((await rawJson(`{"text":"a","deep":${nested(32)}}`).expect(400)).body.code).toBe('REQUEST_TOO_COMPLEX')
    expect((await rawJson(`{"text":"a","deep":${nested(20_000)}}`).expect(400)).body.code).toBe('REQUEST_TOO_COMPLEX')
  })
  it('R11: may have 1,000 names, no more', async () => {
    const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 1]))
    await post()
      .send({ text: 'a', deep: names(998) })
      .expect(201)
    expect(
      (
        await post()
          .send({ text: 'a', deep: names(999) })
          .expect(400)
      ).body.code,
    ).toBe('REQUEST_TOO_COMPLEX')
  })
  it('R11: may have lists of 1,000, no longer', async () => {
    await post()
      .send({ text: 'a', list: new Array(1000).fill(1) })
      .expect(201)
    expect(
      (
        await post()
          .send({ text: 'a', list: new Array(1001).fill(1) })
          .expect(400)
      ).body.code,
    ).toBe('REQUEST_TOO_COMPLEX')
  })
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', ''])(
    'R11: of type %s is refused with 415',
    async (type) => {
      const call = post().set('content-type', type || 'application/octet-stream')
      expect((await call.send('text=a').expect(415)).body.code).toBe('REQUEST_NOT_JSON')
    },
  )
  it('R11: beyond 256 kB is refused with 413, also when it only grows so large unpacked', async () => {
    expect((await rawJson(JSON.stringify({ text: 'a', deep: 'x'.repeat(262_144) })).expect(413)).body.code).toBe('REQUEST_TOO_LARGE')
    const bomb = gzipSync(Buffer.alloc(20_000_000, 32))
    const answer = await post()
      .set('content-type', 'application/json')
      .set('content-encoding', 'gzip')
      .serialize((buffer) => buffer as never)
      .send(bomb as never)
    expect(answer.status).toBe(413)
  })
  it.each([
    ['gzip that is none', 'gzip', Buffer.from('not gzip at all'), 400],
    ['gzip cut short', 'gzip', gzipSync('{"text":"a"}').subarray(0, 15), 400],
    ['brotli that is none', 'br', Buffer.from('nothing like brotli'), 400],
    ['a compression nobody knows', 'zstd', Buffer.from('{"text":"a"}'), 415],
    ['two compressions', 'gzip, gzip', gzipSync('{"text":"a"}'), 415],
  ])('R11: in %s is a coded refusal, never a 500', async (_, encoding, bytes, status) => {
    const answer = await post()
      .set('content-type', 'application/json')
      .set('content-encoding', encoding)
      .serialize((buffer) => buffer as never)
      .send(bytes as never)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
  it('compressed as it should be is read', async () => {
    for (const [encoding, bytes] of [
      ['gzip', gzipSync('{"text":"a"}')],
      ['br', brotliCompressSync('{"text":"a"}')],
    ] as const) {
      const call = post().set('content-type', 'application/json').set('content-encoding', encoding)
      await call
        .serialize((buffer) => buffer as never)
        .send(bytes as never)
        .expect(201)
    }
  })
  it('R11: that breaks off is nobody’s 500 and ends nothing', async () => {
    const server = createServer(callback)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(
      'POST /api/v1/echoes/a HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer citizen\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"te',
    )
    await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
    await once(socket, 'close')
    await new Promise((resolve) => server.close(resolve))
    expect(handled).toEqual([])
  })
})

describe('the answers around the operations', () => {
  it('an unknown path is 404, a known one in another way is 405 with Allow', async () => {
    expect((await request.get('/api/v1/nothing').expect(404)).body.code).toBe('NOT_FOUND')
    const answer = await request.put('/api/v1/echoes').expect(405)
    expect(answer.body.code).toBe('METHOD_NOT_ALLOWED')
    expect(answer.headers.allow).toBe('HEAD, GET')
  })
  it('R14: a permission without a row refuses everybody', async () => {
    for (const bearer of ['citizen', 'clerk']) {
      await request.get('/api/v1/unlisted').set('authorization', `Bearer ${bearer}`).expect(403)
    }
  })
  it('R19: a defect is answered as INTERNAL with nothing of its cause, in the body or the log', async () => {
    const { request: own, lines } = openSmallApp({
      routes: {
        'GET /broken': endpoint({ id: 'broken', summary: 'b', permission: 'public', response: z.object({}) }, () => {
          throw new Error('王小梅 110101199003078888')
        }),
      },
    })
    const answer = await own.get('/api/v1/broken').expect(500)
    expect(answer.body).toMatchObject({ code: 'INTERNAL', zh: expect.any(String), en: expect.any(String), requestId: answer.headers['x-request-id'] })
    expect(answer.text + lines.join()).not.toMatch(/王小梅|110101199003078888/)
    expect(lines.join()).toContain(answer.body.requestId as string)
  })
  it('R13: an answer of the wrong shape is a defect, not sent', async () => {
    expect((await request.get('/api/v1/misshapen').expect(500)).body.code).toBe('INTERNAL')
  })
  it('R29: nothing below /api is kept by caches, refusals neither', async () => {
    const answers = [await post().send({ text: 'a' }), await post().send({}), await request.get('/api/v1/nothing')]
    for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store')
  })
})
