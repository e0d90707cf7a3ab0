import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import mongoose from 'mongoose'
import * as z from 'zod/mini'
import { cardOf, scan, show } from '../../test-support/counter'
import { until } from '../../test-support/until'
import { openWholeApi, type WholeApi } from '../../test-support/whole-api'
import { VERIFYING } from '../platform/overload/shed'
import { PermissionTable } from '../platform/policy/permissions'
import { contentDir } from './content-dir'

const H5 = '<!doctype html><title>掌上办</title><script src="/js/app.0a1b2c3d.js"></script>'
const HOSTILE = 'good.com:80@evil.com'

/** Posts that sending twice does no harm to, and why. */
const WITHOUT_KEY: Record<string, string> = {
  'session.open': 'a partner’s or one-time code opens once by itself, and tokens are not remembered',
  'session.refresh': 'the refresh token is the key: twice within 30 s gives the same successor (R29)',
  'session.endOthers': 'ended sessions stay ended',
  'staffSession.open': 'the second factor’s code works once by itself, and tokens are not remembered',
  'staffSession.unlock': 'an open screen stays open; the answer holds the time only',
  'staffSession.setPin': 'the same PIN again is the same PIN, and none is remembered',
  'staffSession.end': 'an ended session stays ended',
  'me.freeze': 'a frozen account stays frozen; whoever lost a phone does not wait for a key',
  'live.ticket': 'a ticket lives 30 s and opens once; another one does no harm',
  'notice.read': 'a notice read is read',
  'notice.readAll': 'notices read are read',
  'licence.refresh': 'asks the libraries again and creates nothing that was there before',
  'licence.lookUp': 'reads only; POST keeps the number out of the address (R19)',
  'healthNotice.handIn': 'the notice’s own id is the key: the same one twice is one',
  'healthNotice.countersign': 'a notice counts once',
  'healthRules.try': 'reads only; a file is too long for an address',
  'content.check': 'reads only; a file is too long for an address',
  'healthDeclaration.findAtWindow': 'reads only; POST keeps the number of a document out of the address (R19)',
  'realName.lookUp': 'reads only; POST keeps the code out of the address (R19)',
  'realName.finishFace': 'the ticket is the key: its outcome counts once',
  'presentation.create':
    'a new showing ends what its session showed, so that no lost answer leaves a code behind, and a remembered one would have run out (R31)',
  'jointApplication.showCode': 'another code does no harm, and a remembered one would have run out',
  'application.showCode': 'another code does no harm, and a remembered one would have run out',
  'case.findPickUp': 'a look-up by a code that stands in no address; nothing is made',
  'case.findByDocument': 'reads only; POST keeps the number out of the address (R19)',
  'guardedPlace.offlineKit': 'another kit does no harm: it says nothing of anybody',
  'guardedPlace.sendOffline': 'each visit has an id of its own and is taken once',
  'guardedPlace.showCode': 'another code does no harm, and a remembered one would have run out',
  'place.showCode': 'another code does no harm, and a remembered one would have run out',
  'place.poster': 'another poster does no harm',
  'placeVisit.read': 'reads only; POST keeps the code out of the address (R19)',
  'healthCode.create': 'another code does no harm, and a remembered one would have run out',
  'presentationPassword.unlock': 'opens for ten minutes from now, however often',
}

const BY_FORM = 'which fields there are says the form, which is data: one it does not have is refused (unknownField)'
/** Objects of what is sent that take members nobody has named, and why. */
const TAKES_MORE: Record<string, string> = {
  'application.save body.answers': BY_FORM,
  'application.submit body.answers': BY_FORM,
  'healthDeclaration.declare body.answers': BY_FORM,
  'healthDeclaration.declareAtWindow body.answers': BY_FORM,
  'jointApplication.save body.answers': BY_FORM,
  'jointApplication.start body.answers': 'which questions there are says the bundle, which is data',
  'jointApplication.submit body.answers': BY_FORM,
  'windowApplication.ask body.answers': BY_FORM,
  'windowJoint.ask body.answers': BY_FORM,
  'windowJoint.save body.answers': BY_FORM,
  'windowApplication.save body.answers': BY_FORM,
}

let city: WholeApi
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zsb-h5-'))
  writeFileSync(join(dir, 'index.html'), H5)
  city = await openWholeApi({ name: 'outside', env: { H5_DIR: dir } })
}, 60_000)
afterAll(async () => {
  await city.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Where in a schema, as the OpenAPI document has it, an object takes members it does not name. */
function openObjectsIn(schema: z.ZodMiniType, name: string): string[] {
  const look = (node: unknown, at: string): string[] => {
    if (Array.isArray(node)) return node.flatMap((each) => look(each, at))
    if (typeof node !== 'object' || node === null) return []
    const { type, additionalProperties, properties = {}, ...rest } = node as { type?: unknown; additionalProperties?: unknown; properties?: object }
    return [
      ...(type === 'object' && additionalProperties !== false ? [at] : []),
      ...Object.entries(properties).flatMap(([key, value]) => look(value, `${at}.${key}`)),
      ...Object.entries({ ...rest, additionalProperties }).flatMap(([, value]) => look(value, at)),
    ]
  }
  return look(z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io: 'input' }), name)
}

describe('the permissions of the assembled API', () => {
  const table = z.parse(PermissionTable, JSON.parse(readFileSync(join(contentDir, 'access/permissions.json'), 'utf8')))

  it('R14: every operation names a permission with a row, and every row is used', () => {
    const named = new Set(city.api.operations.map(({ spec }) => spec.permission))
    named.delete('public')
    expect([...named].sort()).toEqual(Object.keys(table).sort())
  })

  it('R14: what needs nobody is a short list, and a new one is a decision', () => {
    const open = city.api.operations.filter(({ spec }) => spec.permission === 'public').map(({ spec }) => spec.id)
    expect(open.sort()).toEqual([
      // What is done in one go is read like the guides below.
      'bundle.get',
      'bundle.list',
      'demo.people',
      // What rests on a law is told to everybody, and phones without anybody signed in hide what is off.
      'healthCode.status',
      // Who signed it is who sends it.
      'healthNotice.countersign',
      'healthNotice.handIn',
      // Changes by hand are counted in public.
      'healthOverride.figures',
      // What was erased is proven to everybody.
      'healthProof.list',
      'privacyGuide.get',
      // Guides are for everybody, with an account or without.
      'serviceItem.get',
      'serviceItem.list',
      'serviceItem.sheet',
      'session.open',
      'session.refresh',
      'signIn.sendCode',
      'staffSession.open',
      'staffSession.unlock',
    ])
  })

  it('R23: what goes first under load are operations that there are', () => {
    const paths = city.api.operations.filter(({ method }) => method === 'post').map(({ path }) => `/api/v1${path}`)
    expect(VERIFYING.filter((path) => !paths.includes(path.replace(/:(\w+)/g, '{$1}')))).toEqual([])
  })
  it('R16: what is posted without an Idempotency-Key is a short list with its reasons, and a new one is a decision', () => {
    const withoutKey = city.api.operations.filter(({ method, spec }) => method === 'post' && !spec.idempotency).map(({ spec }) => spec.id)
    expect(withoutKey.sort()).toEqual(Object.keys(WITHOUT_KEY).sort())
  })

  it('R11: every object of a body, a path and a query refuses what it does not name, but for those listed with their reasons', () => {
    const open = city.api.operations.flatMap(({ spec }) =>
      (['body', 'params', 'query'] as const).flatMap((part) => (spec[part] ? openObjectsIn(spec[part], `${spec.id} ${part}`) : [])),
    )
    expect(open.sort()).toEqual(Object.keys(TAKES_MORE).sort())
  })

  it('R14: citizens and staff share only what belongs to a session or to everybody', () => {
    const shared = Object.entries(table).filter(([, { capacities }]) => capacities.includes('self') && capacities.some((one) => STAFF_CAPACITIES.includes(one)))
    expect(shared.map(([permission]) => permission).sort()).toEqual(['content.read', 'live.listen', 'me.freeze', 'me.read', 'notice.read', 'session.own'])
  })
})

describe('GET /.well-known/jwks.json', () => {
  it('R10: holds public keys with id, algorithm and use, and no private member', async () => {
    const answer = await city.request.get('/.well-known/jwks.json').expect(200).expect('content-type', /json/).expect('cache-control', 'public, max-age=300')
    const { keys } = answer.body as { keys: Record<string, string>[] }
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
      expect(key).toMatchObject({ alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig' })
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length)
  })
})

interface Described {
  operationId: string
  'x-permission': string
  security: Record<string, unknown>[]
  parameters: { name: string; in: string; required: boolean }[]
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: {
    schemas: { Problem: { required: string[]; properties: { code: { enum: string[] } } } }
    securitySchemes: Record<string, Record<string, string>>
  }
}

describe('GET /openapi.json', () => {
  let document: Document
  let operations: (Described & { method: string; path: string })[]
  beforeAll(async () => {
    document = (await city.request.get('/openapi.json').expect(200).expect('content-type', /json/)).body as Document
    operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, described]) => ({ ...described, method, path })))
  })

  it('is OpenAPI 3.1 and describes every operation of the routers once', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(city.api.operations.map(({ spec }) => spec.id).sort())
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  it('says who must show what: a bearer everywhere but in public, the cookie where a browser renews its session', () => {
    expect(document.components.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      refreshCookie: { type: 'apiKey', in: 'cookie', name: 'zsb_refresh' },
    })
    for (const { operationId, security, ...operation } of operations) {
      const expected = operation['x-permission'] !== 'public' ? [{ bearer: [] }] : operationId === 'session.refresh' ? [{ refreshCookie: [] }, {}] : []
      expect({ operationId, security }).toEqual({ operationId, security: expected })
    }
  })

  it('names the acting-for header where somebody is signed in, and the key of writes where it is asked for', () => {
    for (const { operationId, parameters, ...operation } of operations) {
      const headers = parameters.filter((parameter) => parameter.in === 'header').map(({ name, required }) => `${name} ${required}`)
      const { spec } = city.api.operations.find((found) => found.spec.id === operationId)!
      expect(headers).toEqual([...(operation['x-permission'] === 'public' ? [] : ['Acting-For false']), ...(spec.idempotency ? ['Idempotency-Key true'] : [])])
    }
  })

  it('describes refusals of every operation as problem details', () => {
    for (const { responses } of operations) {
      expect(responses['4XX']?.content?.['application/problem+json']?.schema.$ref).toBe('#/components/schemas/Problem')
      expect(responses.default).toEqual(responses['4XX'])
    }
    expect(document.components.schemas.Problem.required).toEqual(expect.arrayContaining(['type', 'title', 'status', 'code', 'requestId']))
  })

  it('names every parameter of a path', () => {
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named)
    }
  })
})

describe('GET /docs', () => {
  it('lists every operation, without a script and without anything from elsewhere', async () => {
    const { text } = await city.request.get('/docs').expect(200).expect('content-type', /html/)
    for (const { path } of city.api.operations) expect(text).toContain(`/api/v1${path}`)
    expect(text).not.toMatch(/<script|\son\w+=|javascript:|https?:/i)
  })
})

describe('the H5 document', () => {
  it.each(['/', '/index.html', '/v', '/docs'])('R29: %s has a strict policy: no inline script, nothing from elsewhere, no frame around it', async (path) => {
    const answer = await city.request.get(path).expect(200).expect('content-type', /html/)
    const policy = new Map(
      String(answer.headers['content-security-policy'])
        .split(';')
        .map((part) => [part.split(' ')[0], part] as const),
    )
    expect(policy.get('default-src')).toBe("default-src 'none'")
    expect(policy.get('script-src')).toBe("script-src 'self'")
    expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'")
    expect(policy.get('base-uri')).toBe("base-uri 'none'")
    expect(policy.get('form-action')).toBe("form-action 'self'")
    expect(policy.get('connect-src')).toBe(`connect-src 'self' ${city.base.replace('http', 'ws')}`)
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    expect(answer.headers['x-powered-by']).toBeUndefined()
  })

  it('is asked for again every time', async () => {
    expect((await city.request.get('/').expect('cache-control', 'no-cache')).text).toBe(H5)
  })
})

describe('what the orchestrator asks', () => {
  const ready = async (at = city.request) => {
    const { status, body } = await at.get('/readyz')
    return { status, body: body as unknown }
  }
  it('R25: a process that drains is alive and not ready', async () => {
    const second = await city.openInstance()
    expect(await ready(second.request)).toEqual({ status: 200, body: { ok: true } })
    second.api.drain()
    expect(await ready(second.request)).toEqual({ status: 503, body: { ok: false } })
    await second.request.get('/healthz').expect(200, { ok: true })
    expect(await ready()).toEqual({ status: 200, body: { ok: true } })
    await second.stop()
  })
  it('R25: a process whose database is away is alive and not ready, and ready again when it is back', async () => {
    const admin = jest.spyOn(mongoose.connection.db!, 'admin').mockImplementation(() => ({ ping: () => Promise.reject(new Error('away')) }) as never)
    expect(await ready()).toEqual({ status: 503, body: { ok: false } })
    await city.request.get('/healthz').expect(200, { ok: true })
    admin.mockRestore()
    expect(await ready()).toEqual({ status: 200, body: { ok: true } })
  })
  it('counts verdicts, requests by their route and what nobody could deliver', async () => {
    const figure = async (row: string) => {
      const line = (await city.request.get('/metrics').expect(200)).text.split('\n').find((each) => each.startsWith(`${row} `))
      return Number(line?.split(' ').at(-1) ?? 0)
    }
    const VERDICT = 'verdicts_total{verdict="valid"}'
    const REQUEST = 'http_request_seconds_count{method="POST",route="/api/v1/verifications",status="200"}'
    const before = { verdicts: await figure(VERDICT), requests: await figure(REQUEST), parked: await figure('outbox_parked') }
    const mei = await city.signInCitizen('wangXiaomei')
    const { code } = await show(mei, { licenceId: (await cardOf(mei, 'drivingLicence')).id })
    expect(await scan(await city.signInStaff('chenjing'), code)).toMatchObject({ verdict: 'valid' })
    expect(await figure(REQUEST)).toBe(before.requests + 1)
    // Told by the change stream.
    await until(async () => (await figure(VERDICT)) === before.verdicts + 1)
    const parked = { topic: 'x', key: 'x', payload: {}, at: city.now(), attempts: 9, nextAt: city.now(), state: 'parked', doneAt: null }
    await mongoose.connection.collection<{ _id: string }>('outbox').insertOne({ _id: 'parked', ...parked })
    expect(await figure('outbox_parked')).toBe(before.parked + 1)
    await mongoose.connection.collection<{ _id: string }>('outbox').deleteOne({ _id: 'parked' })
  })
})

describe('a browser’s cookie where people reach us by https', () => {
  it('R29: is Secure, also where TLS ends in front and nothing says so here, and is dropped as such', async () => {
    const behindTls = await city.openInstance({ PUBLIC_BASE: 'https://zsb.test' })
    const mei = await city.signInCitizen('wangXiaomei')
    const device = { id: 'S'.repeat(22), name: '浏览器', platform: 'h5' as const }
    const { refreshToken } = await city.api.people.sessions.sessions.open({ personId: mei.personId, method: 'phone', device })
    const refresh = behindTls.request.post('/api/v1/sessions/refresh').set('cookie', `zsb_refresh=${refreshToken}`)
    const opened = await refresh.send({ deviceId: device.id }).expect(200)
    const cookie = opened.headers['set-cookie']![0]!
    expect(cookie).toMatch(/^zsb_refresh=rt1\..*; path=\/api\/v1\/sessions; .*secure; httponly$/i)
    const { accessToken } = opened.body as { accessToken: string }
    const left = await behindTls.request.delete('/api/v1/sessions/current').set('authorization', `Bearer ${accessToken}`).expect(204)
    expect(left.headers['set-cookie']![0]).toMatch(/^zsb_refresh=; .*secure; httponly$/i)
    await behindTls.stop()
  })
})

describe(`Host: ${HOSTILE}`, () => {
  const PATHS = [
    '/',
    '/v',
    '/docs',
    '/openapi.json',
    '/.well-known/jwks.json',
    '/app-code.svg',
    '/healthz',
    '/readyz',
    '/nothing',
    '/api/v1/me',
    '/api/v1/nothing',
    '/v/',
    '//evil.com',
  ]
  const OWN = ['date', 'x-request-id']

  it.each(PATHS)('R23: changes nothing in the answer of %s', async (path) => {
    const [plain, hostile] = await Promise.all([city.request.get(path), city.request.get(path).set('host', HOSTILE).set('x-forwarded-host', 'evil.com')])
    const shape = ({ status, headers, text, body }: typeof plain) => ({
      status,
      headers: Object.entries(headers as Record<string, string>).filter(([name]) => !OWN.includes(name)),
      text: (text ?? String(body)).replace(/"requestId":"[^"]*"/, ''),
    })
    expect(shape(hostile)).toEqual(shape(plain))
    expect(JSON.stringify(shape(hostile))).not.toContain('evil.com:')
    expect(hostile.headers.location).toBeUndefined()
  })

  it('R23: a code made under it carries our own address, and is one of ours at the counter', async () => {
    const mei = await city.signInCitizen('wangXiaomei')
    const clerk = await city.signInStaff('chenjing')
    const card = await cardOf(mei, 'drivingLicence')
    const { scene, fields } = await optionsOf(card.id)
    const made = await mei.post('/presentations', { licenceId: card.id, scene, fields }).set('host', HOSTILE).set('x-forwarded-host', 'evil.com').expect(201)
    const { code } = made.body as { code: string }
    expect(code.startsWith(`${city.base}/v#`)).toBe(true)
    expect(JSON.stringify(made.body)).not.toContain('evil.com')
    expect(await scan(clerk, code)).toMatchObject({ verdict: 'valid' })
    const shown = await show(mei, { licenceId: card.id })
    const foreign = shown.code.replace(city.base, `http://${HOSTILE}`)
    expect(foreign).not.toBe(shown.code)
    expect(await scan(clerk, foreign)).not.toMatchObject({ verdict: 'valid' })

    async function optionsOf(licenceId: string) {
      const { scenes } = (await mei.get(`/presentation-options/${licenceId}`).expect(200)).body as { scenes: { code: string; required: { code: string }[] }[] }
      const chosen = scenes.find((candidate) => candidate.code === 'vehicleOffice')!
      return { scene: chosen.code, fields: chosen.required.map((field) => field.code) }
    }
  })

  it('R29: a browser’s cookie names no domain, whatever the host', async () => {
    const answer = await city.request.post('/api/v1/sessions/refresh').set('host', HOSTILE).send({ deviceId: 'x' })
    expect(JSON.stringify(answer.headers)).not.toMatch(/evil\.com|domain=/i)
  })
})
