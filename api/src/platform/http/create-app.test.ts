import { gzipSync } from 'node:zlib'
import Router from '@koa/router'
import supertest from 'supertest'
import * as z from 'zod/mini'
import { createLog } from '../log/log'
import { createPolicy } from '../policy/permissions'
import { createApp } from './create-app'
import { endpoint } from './endpoint'

const Note = z.strictObject({ text: z.string() })
const open = { permission: 'public', summary: '' }
const routes: { route: string; method: string; status: number }[] = []

const notes = new Router({ prefix: '/notes' })
  .post(
    '/',
    endpoint({ ...open, id: 'note.create', body: Note, response: Note, status: 201 }, ({ body }) => body),
  )
  .get(
    '/',
    endpoint({ ...open, id: 'note.list', response: z.object({ items: z.array(z.string()) }) }, () => ({ items: [] })),
  )
  .get(
    '/:id',
    endpoint({ ...open, id: 'note.get', params: z.strictObject({ id: z.string() }), response: z.object({ id: z.string() }) }, ({ params }) => params),
  )

const marks = new Router({ prefix: '/marks' })
  .post(
    '/',
    endpoint({ ...open, id: 'mark.set', response: z.object({ ok: z.boolean() }) }, ({ exchange }) => {
      exchange.setCookie('mark', 'x', { maxAgeSeconds: 60, path: '/' })
      exchange.setHeader('cache-control', 'max-age=5')
      return { ok: true }
    }),
  )
  .delete(
    '/',
    endpoint({ ...open, id: 'mark.clear', response: z.null(), status: 204 }, () => null),
  )
  .get(
    '/',
    endpoint({ ...open, id: 'mark.get', response: z.object({ ok: z.boolean() }) }, ({ exchange }) => {
      exchange.setHeader('x-mark', 'set')
      throw new Error('a defect')
    }),
  )

const app = createApp({
  platform: {
    authenticate: async () => null,
    policy: createPolicy({}),
    limiter: { consume: async () => undefined },
    idempotency: { once: ({ run }) => run() },
    now: () => new Date('2026-11-26T06:00:00Z'),
    secureCookies: false,
  },
  log: createLog({ level: 'silent' }),
  routers: [notes, marks],
  publicBase: 'https://zsb.test',
  observe: ({ route, method, status }) => routes.push({ route, method, status }),
})
const callback = app.callback()
const post = (path = '/api/v1/notes') => supertest(callback).post(path)

describe('a body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8', 'application/json; charset=utf-8; x=1'])(
    'is read as %s',
    async (type) => {
      const answer = await post().set('content-type', type).send('{"text":"𬭎·晓梅"}').expect(201)
      expect(answer.body).toEqual({ text: '𬭎·晓梅' })
    },
  )

  it('is read in however many pieces it comes, with or without its length', async () => {
    const text = '好'.repeat(60_000)
    await post().send({ text }).expect(201)
    const chunked = post().set('content-type', 'application/json').set('transfer-encoding', 'chunked')
    chunked.write('{"text":')
    chunked.write('"in pieces"}')
    expect((await chunked).body).toEqual({ text: 'in pieces' })
  })

  it('may be compressed, and may begin with a byte order mark', async () => {
    const packed = post().set('content-type', 'application/json').set('content-encoding', 'gzip')
    packed.write(gzipSync('{"text":"packed"}'))
    expect((await packed).body).toEqual({ text: 'packed' })
    await post().set('content-type', 'application/json').send('\ufeff{"text":"marked"}').expect(201)
  })

  it.each([
    ['R11: 415 for another type', 'text/plain', '{"text":"a"}', 415, 'REQUEST_NOT_JSON'],
    ['R11: 415 for a form', 'application/x-www-form-urlencoded', 'text=a', 415, 'REQUEST_NOT_JSON'],
    ['R11: 413 above 256 kB', 'application/json', JSON.stringify({ text: 'a'.repeat(262_144) }), 413, 'REQUEST_TOO_LARGE'],
    ['400 for half of a text', 'application/json', '{"text":', 400, 'REQUEST_INVALID'],
    ['400 for a prototype', 'application/json', '{"text":"a","__proto__":{"admin":true}}', 400, 'REQUEST_INVALID'],
    ['400 for a prototype in other letters', 'application/json', '{"text":"a","\\u005f_proto__":{"admin":true}}', 400, 'REQUEST_INVALID'],
    ['R11: 400 for a field nobody knows', 'application/json', '{"text":"a","more":1}', 400, 'REQUEST_INVALID'],
    ['R11: 400 for null', 'application/json', 'null', 400, 'REQUEST_INVALID'],
  ])('is refused: %s', async (_, type, body, status, code) => {
    const answer = await post().set('content-type', type).send(body).expect(status)
    expect(answer.body).toMatchObject({ code })
    expect(answer.text).not.toContain('admin')
  })

  it('may be missing: its schema decides', async () => {
    await post().expect(400)
  })
})

describe('an answer', () => {
  it('R29: carries the strict headers, an id and the clock of the server, wherever it comes from', async () => {
    for (const path of ['/api/v1/notes', '/api/v1/notes/1', '/api/v1/nothing', '/nothing']) {
      const { headers } = await supertest(callback).get(path)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain('wss://zsb.test')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        date: 'Thu, 26 Nov 2026 06:00:00 GMT',
      })
      expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/)
      if (path !== '/nothing') expect(headers['cache-control']).toBe('no-store')
    }
  })

  it('R29: carries them also with headers of its own, without a body, and when it is a refusal or a defect', async () => {
    const answers = [
      await supertest(callback).post('/api/v1/marks').expect(200),
      await supertest(callback).delete('/api/v1/marks').expect(204),
      await supertest(callback).get('/api/v1/marks').expect(500),
      await post().send({}).expect(400),
      await supertest(callback).head('/api/v1/notes').expect(200),
      await supertest(callback).get('/api/v1/notes?x=1').expect(200),
    ] as const
    const reference = await supertest(callback).get('/api/v1/notes').expect(200)
    const names = Object.keys(reference.headers).filter(
      (name) => !/^(?:connection|keep-alive|transfer-encoding|content-)/.test(name) || name.endsWith('policy'),
    )
    expect(names).toHaveLength(15)
    for (const { headers } of answers) {
      expect(Object.keys(headers)).toEqual(expect.arrayContaining(names))
      for (const name of names) if (!['x-request-id', 'cache-control'].includes(name)) expect(headers[name]).toBe(reference.headers[name])
    }
    expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(['max-age=5', ...Array<string>(5).fill('no-store')])
    expect(answers[0].headers).toMatchObject({ 'set-cookie': [expect.stringContaining('mark=x')] })
    // A minute after the moment that the Date header tells, whatever the machine's own clock says.
    expect(answers[0].headers).toMatchObject({ date: 'Thu, 26 Nov 2026 06:00:00 GMT' })
    expect(answers[0].headers['set-cookie']![0]).toContain('expires=Thu, 26 Nov 2026 06:01:00 GMT')
    expect(answers[0].body).toEqual({ ok: true })
    expect(answers[2].text).not.toContain('a defect')
  })

  it('names its type and its length in bytes', async () => {
    const { headers, text } = await post().send({ text: '𬭎' }).expect(201)
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) })
  })

  it('has an id of its own', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, async () => (await supertest(callback).get('/api/v1/notes')).headers['x-request-id'] as string))
    expect(new Set(ids).size).toBe(300)
  })
})

describe('a route', () => {
  it('is found the same way with a slash at its end, and counted under its pattern', async () => {
    routes.length = 0
    await supertest(callback).get('/api/v1/notes').expect(200)
    await supertest(callback).get('/api/v1/notes/').expect(200)
    await supertest(callback).get('/api/v1/notes/7').expect(200)
    await supertest(callback).get('/api/v1/others').expect(404)
    expect(routes.map(({ route }) => route)).toEqual(['/api/v1/notes', '/api/v1/notes', '/api/v1/notes/:id', 'other'])
  })

  it('answers HEAD as GET without a body, and 405 to what it is not for', async () => {
    await supertest(callback).head('/api/v1/notes').expect(200)
    await supertest(callback).put('/api/v1/notes').send({}).expect(405)
    await supertest(callback).delete('/api/v1/notes/7').expect(405)
  })
})
