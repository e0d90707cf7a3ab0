// A measured process: the whole Koa stack without a database, and a bare Koa beside it (P2, P10).
import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Router from '@koa/router'
import { RelyingParty, allowedFields, mayAsk } from '@zsb/shared/relying-party'
import { toCalendarDate } from '@zsb/shared/time'
import Koa from 'koa'
import * as z from 'zod/mini'
import { contentDir } from '../../src/assemble/content-dir'
import { outsideHandlers, vitalHandlers } from '../../src/assemble/outside-handlers'
import type { Config } from '../../src/config'
import { complaintRoutes, ledgerRoutes } from '../../src/features/ledger'
import { contentRoutes, readAccessFile, readContentFiles } from '../../src/features/content'
import { liveRoutes } from '../../src/features/live'
import { noticeRoutes } from '../../src/features/notices'
import {
  presentationOptionsRoutes,
  presentationPasswordRoutes,
  presentationRoutes,
  type PresentableLicence,
  type Presentation,
  type SceneRecord,
} from '../../src/features/presentations'
import { createAuthenticate } from '../../src/features/sessions/authenticate'
import { createSessionCache } from '../../src/features/sessions/session-cache'
import { createSessionTokens } from '../../src/features/sessions/session-tokens'
import { meRoutes, sessionRoutes, signInRoutes, windowFreezeRoutes } from '../../src/features/sessions/sessions.routes'
import { roleOf } from '../../src/features/staff/staff.service'
import { contestRoutes, createCodeReader, createVerificationService, verificationRoutes, type UseRecord } from '../../src/features/verification'
import { createKeyedDigests } from '../../src/platform/crypto'
import { createApp } from '../../src/platform/http/create-app'
import { endpoint } from '../../src/platform/http/endpoint'
import { openApiOnDemand, listOperations } from '../../src/platform/http/openapi'
import { createLog } from '../../src/platform/log/log'
import { createMetrics } from '../../src/platform/metrics/metrics'
import { createRefusal } from '../../src/platform/overload/refusal'
import { createShedding, NEVER_SHED } from '../../src/platform/overload/shed'
import { createPolicy, PermissionTable } from '../../src/platform/policy/permissions'
import { checkTogether, createTokenService, loadKeyRing } from '../../src/platform/tokens'
import { takeOrders } from './orders'
import { buildClerk, renewed } from './people'
import { createRawVerify } from './raw'

const CLERKS = 64
const BASE = 'http://zsb.test'
const HELLO = { hello: '掌上办' }

const now = () => new Date()
const log = createLog({ level: 'warn' })
const digests = createKeyedDigests(randomBytes(32))
const tokens = createTokenService({
  keyRing: loadKeyRing({ dir: mkdtempSync(join(tmpdir(), 'zsb-bench-')), environment: 'bench', mayCreate: true, now }),
  issuer: 'bench',
  now,
})
const content = readContentFiles(contentDir)
const scenes = new Map(content.filter(({ kind }) => kind === 'scene').map(({ raw }) => [(raw as SceneRecord).code, raw as SceneRecord]))
const party = z.parse(RelyingParty, content.find(({ kind, name }) => kind === 'relyingParty' && name.includes('vehicleOffice'))?.raw)

const clerks = Array.from({ length: CLERKS }, (_, i) => buildClerk(String(i).padStart(4, '0'), now()))
const holders = new Map(clerks.map(({ holder }) => [holder._id, holder]))
const accounts = new Map(clerks.map(({ account }) => [account._id, account]))
const sessions = new Map(clerks.map(({ session }) => [session._id, session]))
const sessionTokens = createSessionTokens({ tokens, refreshKey: randomBytes(32) })
const authenticate = createAuthenticate({
  tokens: sessionTokens,
  cache: createSessionCache({ find: async (id) => sessions.get(id) ?? null, now }),
  store: {
    find: async (id) => sessions.get(id) ?? null,
    touch: async ({ id, at }) => {
      const session = sessions.get(id)!
      sessions.set(id, { ...session, activeAt: at })
      return true
    },
  },
  holders: { find: async (id) => holders.get(id) ?? null },
  findStaffRole: async (id) => roleOf(accounts.get(id) ?? null),
  findGuardianship: async () => null,
  now,
})

const licence: PresentableLicence = {
  licenceId: '01J000000000000000000000L1',
  revision: 1,
  typeCode: 'drivingLicence',
  name: { zh: '机动车驾驶证', en: 'Driving licence' },
  family: 'drive',
  holderName: '林晓梅',
  issuer: '临江市公安局',
  sensitive: false,
  presets: [],
  meaning: 'valid',
  legalWord: { zh: '有效', en: 'Valid' },
  ordinaryWord: { zh: '有效', en: 'Valid' },
  validFromDay: null,
  validToDay: '2036-01-01',
  statusAsOf: new Date(8.64e15),
  fields: [
    { code: 'name', zh: '姓名', en: 'Name', kind: 'text', value: '林晓梅' },
    { code: 'photo', zh: '照片', en: 'Photo', kind: 'photo', value: `data:image/png;base64,${randomBytes(900).toString('base64')}` },
    { code: 'vehicleClass', zh: '准驾车型', en: 'Class', kind: 'text', value: 'C1' },
    { code: 'number', zh: '证号', en: 'Number', kind: 'idNumber', value: '990102199005230029' },
  ],
}
const presentations = new Map<string, Presentation>()
const uses = new Map<string, UseRecord>()

const verification = createVerificationService({
  readCode: createCodeReader({
    hosts: ['zsb.test'],
    verifyToken: checkTogether(tokens.verifyPresentation),
    presentations: { find: async (jti) => presentations.get(jti) ?? null, findByShortIndex: async () => null },
    shortIndexOf: (text) => text,
    now,
  }),
  uses: {
    insert: async (use) => {
      if (uses.has(use._id)) return 'duplicate'
      uses.set(use._id, use)
      return 'inserted'
    },
    find: async (id) => uses.get(id) ?? null,
    findByDisplay: async () => null,
    listByStaff: async () => ({ items: [], next: null }),
    countByStaff: async () => 0,
    setIdentityMatch: async () => null,
    contest: async () => null,
  },
  licences: { findForVerification: async () => licence },
  policy: {
    mayAsk: ({ scene, purpose }) => mayAsk(party, { scene, purpose }),
    allowedFields: ({ scene, licenceType }) => allowedFields(party, { scene, licenceType }),
    scene: (code) => scenes.get(code) ?? null,
  },
  noteRefusal: async () => undefined,
  newId: (at) => at.getTime().toString(36),
  newReceiptPart: () => 'ABC123',
  digest: (text) => digests.blindIndex('retryKey', text),
  toDay: toCalendarDate,
  now,
})

const hello = new Router({ prefix: '/hello' }).get(
  '/',
  endpoint({ id: 'bench.hello', summary: '', permission: 'public', response: z.object({ hello: z.string() }) }, () => HELLO),
)
/** Neighbours of the route: the router has to find its way among them. Nobody calls them. */
const idle = {} as never
const h5Dir = mkdtempSync(join(tmpdir(), 'zsb-bench-h5-'))
writeFileSync(join(h5Dir, 'index.html'), '<!doctype html><title>bench</title>')
const metrics = createMetrics()
const routers = [
  signInRoutes(idle),
  sessionRoutes(idle),
  meRoutes(idle),
  windowFreezeRoutes(idle),
  presentationRoutes(idle),
  presentationOptionsRoutes(idle),
  presentationPasswordRoutes(idle),
  verificationRoutes({ service: verification, own: idle }),
  contestRoutes(idle),
  ledgerRoutes(idle),
  complaintRoutes(idle),
  noticeRoutes(idle),
  liveRoutes(idle),
  contentRoutes(idle),
  hello,
]
const shedding = createShedding(NEVER_SHED)
const app = createApp({
  platform: {
    authenticate,
    policy: createPolicy(z.parse(PermissionTable, readAccessFile(contentDir, 'permissions'))),
    limiter: { consume: async () => undefined },
    idempotency: { once: ({ run }) => run() },
    now,
    secureCookies: false,
  },
  log,
  routers,
  vital: vitalHandlers({ metrics, isReady: () => true }),
  outside: outsideHandlers({
    config: { publicBase: BASE, h5Dir } as Config,
    openApi: openApiOnDemand({ operations: listOperations(routers), version: '1' }),
    jwks: () => ({ keys: [] }),
  }),
  publicBase: BASE,
  observe: metrics.observe,
})

const bare = new Koa()
bare.silent = true
bare.use((ctx) => {
  ctx.body = HELLO
})

async function listen(callback: RequestListener): Promise<number> {
  const server = createServer(callback)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const bearersAt = renewed((at) => clerks.map(({ session }) => sessionTokens.issueAccess(session._id, at).accessToken))

let prepared: { code: string; bearer: string }[] = []

/** Fresh codes, each with its presentation, and a clerk for each. */
function prepare(count: number): { code: string; bearer: string }[] {
  presentations.clear()
  uses.clear()
  const at = now()
  const exp = Math.floor(at.getTime() / 1000) + 59
  const bearers = bearersAt(at)
  prepared = Array.from({ length: count }, (_, i) => {
    const jti = randomBytes(16).toString('base64url')
    presentations.set(jti, {
      _id: jti,
      displayId: `d${jti}`,
      subjectId: 'mei',
      actor: { personId: 'mei', capacity: 'self', sessionId: 's' },
      licenceId: licence.licenceId,
      revision: 1,
      scene: 'vehicleOffice',
      fields: ['name', 'photo', 'vehicleClass', 'number'],
      shortIndex: jti,
      issuedAt: at,
      expiresAt: new Date(exp * 1000),
      endedAt: null,
      endedBecause: null,
      refusal: null,
      purgeAt: at,
    })
    return { code: `https://zsb.test/v#${tokens.issuePresentation({ jti, exp })}`, bearer: bearers[i % CLERKS]! }
  })
  return prepared
}

const AT_ONCE = 16
const verifyTogether = checkTogether(tokens.verifyPresentation)
/** The codes that were prepared last, sixteen in a turn of the event loop, as the endpoint checks what has come together. */
async function checkBatches(): Promise<void> {
  for (let from = 0; from < prepared.length; from += AT_ONCE) {
    const batch = prepared.slice(from, from + AT_ONCE)
    const answers = await Promise.all(batch.map(({ code }) => verifyTogether(code.slice(code.indexOf('#') + 1))))
    if (!answers.every(({ ok }) => ok)) throw new Error('a genuine code was refused')
  }
}

takeOrders({
  ports: async () => ({ own: await listen(shedding.guard(app.callback(), createRefusal(BASE))), bare: await listen(bare.callback()) }),
  prepare,
  batches: checkBatches,
  raw: createRawVerify(),
})
