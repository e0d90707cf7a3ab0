import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentType } from '@zsb/shared/identity'
import { IdentityDocumentFormat } from '@zsb/shared/identity'
import mongoose from 'mongoose'
import { monotonicFactory } from 'ulid'
import * as z from 'zod/mini'
import supertest from 'supertest'
import { createFieldCipher, createHashPassword, createKeyedDigests } from '../src/platform/crypto'
import { createDeclared } from '../src/platform/db/declared'
import { connectMongo, disconnectMongo } from '../src/platform/db/mongo'
import { createApp } from '../src/platform/http/create-app'
import type { RateLimiter } from '../src/platform/http/platform'
import { AppError } from '../src/platform/http/app-error'
import { createLog } from '../src/platform/log/log'
import { createPolicy, PermissionTable } from '../src/platform/policy/permissions'
import { createTokenService, loadKeyRing } from '../src/platform/tokens'
import { createDemo } from '../src/features/demo'
import { createFamily, type ProvenRelation } from '../src/features/family'
import { createHolderSeal, createHolderService, createMongoHolders, type Act, type Actor, type Trail } from '../src/features/holders'
import { createPrivacy } from '../src/features/privacy'
import { createRealName, type FacePartner, type PopulationRegister } from '../src/features/real-name'
import type { Principal } from '../src/platform/http/principal'
import { createStaff, createStaffRoles } from '../src/features/staff'
import { createSessions, type PhonePartner, type SessionsFeature, type SignInPartner } from '../src/features/sessions'

const CONTENT = join(__dirname, '../content')
const content = (path: string): unknown => JSON.parse(readFileSync(join(CONTENT, path), 'utf8'))

/** Partners without a wire, for the rules of this feature; the wire has its contract suite. */
function createPartners() {
  const messages: { phone: string; code: string }[] = []
  const register = new Map<string, { name: string; deceased?: boolean }>()
  const faces: Awaited<ReturnType<FacePartner['result']>>[] = []
  const wechat: SignInPartner & PhonePartner = {
    exchange: async (code) => (code.startsWith('wx-') ? { ok: true, subject: code } : { ok: false, reason: 'codeInvalid' }),
    phoneNumber: async (code) => (code.startsWith('1') ? { ok: true, phone: code } : { ok: false }),
  }
  const alipay: SignInPartner = { exchange: async (code) => (code.startsWith('ali-') ? { ok: true, subject: code } : { ok: false, reason: 'codeInvalid' }) }
  const population: Pick<PopulationRegister, 'check'> = {
    check: async ({ name, number }) => {
      const person = register.get(number)
      if (!person) return 'notOnRecord'
      return person.name !== name ? 'mismatch' : person.deceased ? 'deceased' : 'match'
    },
  }
  const face: FacePartner = {
    start: async () => ({ ticket: randomBytes(12).toString('base64url'), url: 'http://127.0.0.1/face', expiresAt: new Date(8.64e15) }),
    result: async () => faces.shift() ?? 'passed',
  }
  return {
    messages,
    register,
    faces,
    wechat,
    alipay,
    population,
    face,
    sms: { send: async (message: { phone: string; code: string }) => void messages.unshift(message) },
  }
}

function createMemoryLimiter(table: Record<string, { points: number }>): RateLimiter & { forget: () => void } {
  const counts = new Map<string, number>()
  return {
    consume: async (rule, key) => {
      const row = table[rule]
      if (!row) throw new Error(`no rate limit ${rule}`)
      const taken = (counts.get(`${rule} ${key}`) ?? 0) + 1
      counts.set(`${rule} ${key}`, taken)
      if (taken > row.points) throw new AppError('RATE_LIMITED', { retryAfterSeconds: 60 })
    },
    forget: () => counts.clear(),
  }
}

/** Every feature about people on one real mongod, behind real HTTP; the clock and the partners are the test's. */
export async function openPeopleCity(name: string) {
  // From the machine's day on: TTL indexes of the real mongod go by the machine's clock and would sweep a past one away.
  let at = new Date()
  const now = () => at
  const log = createLog({ level: 'silent' })
  const uri = new URL(process.env.MONGODB_TEST_URI ?? '')
  uri.pathname = `/${name}_${randomBytes(4).toString('hex')}`
  await connectMongo({ uri: uri.toString(), production: false, log })
  const ulid = monotonicFactory()
  const newId = (when: Date) => ulid(when.getTime())
  const digests = createKeyedDigests(randomBytes(32))
  const key = randomBytes(32)
  const cipher = createFieldCipher({ activeId: 'k1', find: (id) => (id === 'k1' ? key : undefined) })
  const acts: Act[] = []
  const told: { topic: string; ids: Record<string, string> }[] = []
  /** Action at whose audit entry the process is killed, as far as a test can: its transaction ends there. */
  let killedAt: string | null = null
  const record: Trail['record'] = async (_tx, act) => {
    if (act.action === killedAt) throw new Error('killed')
    acts.push(act)
  }
  const trail: Trail = { record, tell: async (_tx, { topic, ids }) => void told.push({ topic, ids }) }
  const limiter = createMemoryLimiter(content('access/rate-limits.json') as Record<string, { points: number }>)
  const keyRing = loadKeyRing({ dir: mkdtempSync(join(tmpdir(), 'zsb-keys-')), environment: 'test', mayCreate: true, now })
  const tokens = createTokenService({ keyRing, issuer: 'https://zsb.test', now })
  const partners = createPartners()
  const formats = new Map(
    readdirSync(join(CONTENT, 'identity-documents')).map((file) => {
      const format = z.parse(IdentityDocumentFormat, content(`identity-documents/${file}`))
      return [format.code, format] as const
    }),
  )
  const formatOf = (type: DocumentType) => formats.get(type)!
  const proven: { relation: ProvenRelation | null } = { relation: null }

  const holderSeal = createHolderSeal({ cipher, digests })
  const holders = createHolderService({ store: createMongoHolders({ trail }), seal: holderSeal, newId, now })
  const { privacy, routers: privacyRouters } = createPrivacy({
    holders,
    trail,
    partyWords: (code) => ({ zh: `单位 ${code}`, en: code }),
    guides: [content('privacy/privacy-guide-1.json')],
    newId,
    now,
  })
  const { family, routers: familyRouters } = createFamily({ holders, trail, proveRelation: async () => proven.relation, newId, now })
  const sessionParts = {
    holders,
    trail,
    tokens,
    digests,
    limiter,
    partners,
    takeRecentProof: (who: Pick<Principal, 'personId' | 'deviceId'>) => realName.recentProof.take(who),
    findStaffRole: createStaffRoles({ trail }),
    findGuardianship: family.guardianOf,
    listChildren: family.listChildren,
    acceptedGuideVersion: privacy.acceptedGuideVersion,
    newId,
    now,
  }
  const sessions = createSessions(sessionParts)
  const hashPassword = createHashPassword(10)
  const cases = { handlesApplications: () => false, reviewsPlaces: () => false, hasOpenCases: async () => false }
  const staff = createStaff({ holders, sessions, trail, cipher, digests, limiter, hashPassword, demo: true, ...cases, newId, now })
  const onDisplaced = async ({ personId, by }: { personId: string; by: Actor }) =>
    void (await sessions.sessions.endAllOf({ personId, reason: 'documentMoved', actor: by }))
  const realName = createRealName({
    holders,
    holderSeal,
    trail,
    digests,
    limiter,
    register: partners.population,
    face: partners.face,
    formatOf,
    hasSensitiveConsent: privacy.hasSensitiveConsent,
    onDisplaced,
    newId,
    now,
  })
  const demo = createDemo({ content: content('demo/people.json'), holders, staff, smsInbox: null, hashPassword, newId, now })
  await Promise.all(Object.values(mongoose.models).map(createDeclared))

  const answers = new Map<string, unknown>()
  const appOf = (feature: SessionsFeature) =>
    createApp({
      platform: {
        authenticate: feature.authenticate,
        policy: createPolicy(z.parse(PermissionTable, content('access/permissions.json'))),
        limiter,
        idempotency: {
          once: async ({ owner, key: idempotencyKey, run }) => {
            const id = `${owner} ${idempotencyKey}`
            if (!answers.has(id)) answers.set(id, await run())
            return answers.get(id)
          },
        },
        now,
        secureCookies: false,
      },
      log,
      routers: [...feature.routers, ...staff.routers, ...realName.routers, ...privacyRouters, ...familyRouters, ...demo.routers],
      publicBase: 'http://127.0.0.1',
    })
  const app = appOf(sessions)
  await sessions.start()

  return {
    holders,
    holderSeal,
    sessions,
    staff,
    family,
    privacy,
    demo,
    partners,
    proven,
    limiter,
    killAt: (action: string | null) => void (killedAt = action),
    acts,
    told,
    tokens,
    now,
    advance: (ms: number) => void (at = new Date(at.getTime() + ms)),
    request: supertest(app.callback()),
    /** A second API process: its own cache, the same database. */
    openSecondProcess: async () => {
      const second = createSessions(sessionParts)
      await second.start()
      return { request: supertest(appOf(second).callback()), stop: second.stop }
    },
    close: async () => {
      await sessions.stop()
      await mongoose.connection.dropDatabase()
      await disconnectMongo()
    },
  }
}
export type PeopleCity = Awaited<ReturnType<typeof openPeopleCity>>

export const newKey = (): string => randomBytes(16).toString('base64url')
export const buildDevice = (over: Partial<{ id: string; name: string; platform: 'weapp' | 'alipay' | 'h5' }> = {}) => ({
  id: randomBytes(16).toString('base64url'),
  name: '测试手机',
  platform: 'weapp' as const,
  ...over,
})

interface SignedInBody {
  accessToken: string
  refreshToken: string
  sessionId: string
  me: { personId: string; level: string; stepUpRequired: boolean; name: string | null; children: unknown[]; accountLevel: string; signInMethods: string[] }
}

/** Signs in with a phone number and a code, as a mini-program. */
export async function signInByPhone(
  city: PeopleCity,
  phone: string,
  device = buildDevice(),
): Promise<SignedInBody & { device: ReturnType<typeof buildDevice> }> {
  city.limiter.forget()
  await city.request.post('/api/v1/sign-in/codes').set('idempotency-key', newKey()).send({ phone }).expect(201)
  const code = city.partners.messages[0]!.code
  const answer = await city.request.post('/api/v1/sessions').set('client', 'mini').send({ method: 'phone', phone, code, device }).expect(201)
  return { ...(answer.body as SignedInBody), device }
}

export async function signInByPartner(
  city: PeopleCity,
  method: 'wechat' | 'alipay',
  code: string,
  device = buildDevice(),
): Promise<SignedInBody & { device: ReturnType<typeof buildDevice> }> {
  const answer = await city.request.post('/api/v1/sessions').set('client', 'mini').send({ method, code, device }).expect(201)
  return { ...(answer.body as SignedInBody), device }
}

/** A call as a signed-in person. */
export const as = (city: PeopleCity, accessToken: string, request = city.request) => ({
  get: (path: string) => request.get(`/api/v1${path}`).set('authorization', `Bearer ${accessToken}`),
  post: (path: string, body: object = {}) =>
    request.post(`/api/v1${path}`).set('authorization', `Bearer ${accessToken}`).set('idempotency-key', newKey()).send(body),
  delete: (path: string) => request.delete(`/api/v1${path}`).set('authorization', `Bearer ${accessToken}`),
})

/** A face check from consent to result: passed, unless the test has put another result before. */
export async function confirmByFace(city: PeopleCity, accessToken: string) {
  const person = as(city, accessToken)
  await person.post('/consents/sensitive', { purpose: 'faceCheck', decision: 'agree' }).expect(201)
  const { ticket } = (await person.post('/real-name/face-checks').expect(201)).body as { ticket: string }
  return person.post(`/real-name/face-checks/${ticket}/result`)
}

interface StaffSignIn {
  sessionId: string
  accessToken: string
  refreshToken: string
  staff: { staffId: string; personId: string; counter: { zh: string }; capacity: string }
}

export async function signInStaff(city: PeopleCity, username: string, device = buildDevice({ platform: 'h5' })): Promise<StaffSignIn> {
  city.limiter.forget()
  const people = (await city.request.get('/api/v1/demo/people').expect(200)).body as { staff: { username: string; password: string; totp: string }[] }
  const { password, totp } = people.staff.find((member) => member.username === username)!
  const answer = await city.request.post('/api/v1/staff-sessions').set('client', 'mini').send({ username, password, totp, device }).expect(201)
  return answer.body as StaffSignIn
}
