import { createHmac, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HealthColour } from '@zsb/shared/health-code'
import { offlineBinding } from '@zsb/shared/place'
import supertest from 'supertest'
import { monotonicFactory } from 'ulid'
import * as z from 'zod/mini'
import type { Act } from '../src/features/holders'
import { createDoors, createPlaces, type DoorCode, type PastCode } from '../src/features/places'
import type { CodeSheet } from '../src/features/papers'
import { createFieldCipher, createKeyedDigests, createPublicSeal, newJti, openPublicSeal, sealingPairOf, textCipher } from '../src/platform/crypto'
import type { ErasableCipher } from '../src/platform/erasure/erasable-keys'
import { AppError } from '../src/platform/http/app-error'
import { createApp } from '../src/platform/http/create-app'
import type { Principal } from '../src/platform/http/principal'
import { createLog } from '../src/platform/log/log'
import type { Consumer } from '../src/platform/outbox/outbox'
import { createPolicy, PermissionTable } from '../src/platform/policy/permissions'
import { createTokenService, openKeyStore } from '../src/platform/tokens'
import { buildCitizen } from './small-app'

const permissions: unknown = JSON.parse(readFileSync(join(__dirname, '../content/access/permissions.json'), 'utf8'))
const limits = JSON.parse(readFileSync(join(__dirname, '../content/access/rate-limits.json'), 'utf8')) as Record<string, { points: number }>
const newKey = () => randomBytes(16).toString('base64url')
const HOST = 'zsb.test'
/** Of one code a phone shows: so long a minute is. */
const LIFE_MS = 60_000

interface OfflineVisit {
  guardId: string
  personId: string
  at: Date
  id?: string
  /** What the code was at that instant. */
  is?: 'good' | 'used' | 'revoked' | 'never'
  /** On paper. */
  printed?: boolean
}

/** Places and doors on the run's real mongod behind the real middlewares; people, codes and colours are the test's. */
export function openPlaceCity() {
  let at = new Date()
  let area: string | null = '990100'
  const now = () => at
  /** By whose wallet it is in and the code. */
  const businessLicences = new Map<string, { holderName: string; issuer: string }>()
  const ulid = monotonicFactory()
  const newId = (when: Date) => ulid(when.getTime())
  const digests = createKeyedDigests(randomBytes(32))
  const fieldKey = randomBytes(32)
  const cipher = createFieldCipher({ activeId: 'k1', find: () => fieldKey })
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const acts: Act[] = []
  const notices: { personId: string; kind: string; words: object; link: object | null }[] = []
  const consumers = new Map<string, Consumer>()
  const told: { topic: string; key: string; ids: Record<string, string> }[] = []
  const principals = new Map<string, Principal>()
  const merged = new Map<string, string[]>()
  const children = new Map<string, { personId: string; name: string }[]>()
  const codes = new Map<string, DoorCode>()
  const ended: string[] = []
  const colours = new Map<string, HealthColour>()
  const idsOf = async (id: string) => [id, ...(merged.get(id) ?? [])]
  const requireActive = async () => {
    if (!area) throw new AppError('HEALTH_CODE_OFF')
    return { area, endsOn: '2099-12-31' }
  }
  const keyStore = openKeyStore({ dir: mkdtempSync(join(tmpdir(), 'zsb-places-')), environment: 'test', mayCreate: true, now })
  const tokens = createTokenService({ keyRing: keyStore.ring, issuer: 'zsb', now })
  const pair = sealingPairOf(randomBytes(32))
  const [x, y] = [Buffer.from(pair.point, 'base64url').subarray(1, 33), Buffer.from(pair.point, 'base64url').subarray(33)]
  const sealForServer = createPublicSeal(
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') }, format: 'jwk' }),
  )
  const past = new Map<string, PastCode>()
  const printed: CodeSheet[] = []
  let asideCount = 0
  const points = new Map(Object.entries(limits).map(([rule, row]) => [rule, row.points]))
  const spent = new Map<string, number>()
  const limiter = {
    consume: async (rule: string, key: string) => {
      const times = (spent.get(`${rule} ${key}`) ?? 0) + 1
      spent.set(`${rule} ${key}`, times)
      if (times > points.get(rule)!) throw new AppError('RATE_LIMITED', { detail: { rule } })
    },
  }
  const maskedNameOf = async (personId: string) => `*${personId.slice(-1)}`
  const shared = { idsOf, maskedNameOf, requireActive, newId, now }
  const fieldSeal = textCipher(cipher, 'place_visits', 'visitor')
  const visitorSeal: ErasableCipher = {
    encrypt: async (text, { id }) => fieldSeal.encrypt(text, id),
    open: async (sealed, { id }) => ({ erased: false, text: fieldSeal.decrypt(sealed, id) }),
  }
  const monthSeal = textCipher(cipher, 'place_visits', 'sealed')
  const referenceSeal: ErasableCipher = {
    encrypt: async (text, { id }) => monthSeal.encrypt(text, id),
    open: async (sealed, { id }) => ({ erased: false, text: monthSeal.decrypt(sealed, id) }),
  }
  const places = createPlaces({
    ...shared,
    trail: { record: async (_tx, act) => void acts.push(act), tell: async (_tx, message) => void told.push(message) },
    on: (topic, consumer) => void consumers.set(topic, consumer),
    notify: async (notice) => void notices.push(notice),
    nameOf: async (personId) => `申请人${personId}`,
    findBusinessLicence: async ({ creditCode, principal }) => businessLicences.get(`${principal.subjectId} ${creditCode}`) ?? null,
    reviewsPlaces: (office) => office === 'streetOffice',
    newCode: newJti,
    indexOf: (code) => digests.blindIndex('guardInvitation', code),
    publicBase: 'https://zsb.test',
    visitorSeal,
    referenceSeal,
    onAside: (count) => void (asideCount += count),
    issueToken: tokens.issue,
    verifyToken: tokens.verify,
    printer: { printCode: async (sheet) => (printed.push(sheet), Buffer.from('%PDF')) },
    newJti,
    hosts: [HOST],
  })
  const doors = createDoors({
    ...shared,
    limiter,
    places,
    readPastCode: async (token) => past.get(token) ?? { ok: false },
    photoOf: async () => 'data:image/png;base64,AAAA',
    childrenOf: async ({ personId }) => children.get(personId) ?? [],
    hosts: [HOST],
    keys: () => [{ kid: 'k1', kind: 'healthCode', point: pair.point }],
    pair,
    checkDocument: (claim) => (claim.number.startsWith('9901') ? claim : null),
    findByDocument: async ({ number }) => (number === '990102195203070022' ? { personId: 'LIU', name: '刘桂兰' } : null),
    readDoorCode: async (text) => codes.get(text) ?? { ok: false, refusal: 'unknown' },
    colourOf: async ({ personId }) => ({ colour: colours.get(personId) ?? null }),
    sealReference: createPublicSeal(publicKey),
    visitorSeal,
    referenceSeal,
    answerSealOf: (asked) => {
      const key = createHmac('sha256', digests.deriveKey('doorAnswer')).update(asked).digest()
      return textCipher(createFieldCipher({ activeId: 'a', find: () => key }), 'place_visits', 'answer')
    },
    indexOf: (purpose, value) => digests.blindIndex(purpose, value),
    newRef: newJti,
    endCodesOf: async ({ personId }) => void ended.push(personId),
    visitKeptDays: 28,
  })
  const app = createApp({
    platform: {
      authenticate: async ({ bearer }) => principals.get(bearer) ?? null,
      policy: createPolicy(z.parse(PermissionTable, permissions)),
      limiter: { consume: async () => undefined },
      idempotency: { once: ({ run }) => run() },
      now,
      secureCookies: false,
    },
    log: createLog({ level: 'silent' }),
    routers: [...places.routers, ...doors.routers],
    publicBase: 'https://zsb.test',
  })
  const request = supertest(app.callback())

  /** Somebody signed in; every write carries a fresh Idempotency-Key, which `.set` overrides. */
  function signIn(principal: Partial<Principal> & { personId: string }) {
    const bearer = newKey()
    principals.set(bearer, buildCitizen({ subjectId: principal.personId, ...principal }))
    const call = (method: 'get' | 'post' | 'delete', path: string) =>
      request[method](`/api/v1${path}`).set('authorization', `Bearer ${bearer}`).set('idempotency-key', newKey())
    return {
      get: (path: string) => call('get', path),
      delete: (path: string) => call('delete', path),
      post: (path: string, body: object = {}) => call('post', path).send(body),
    }
  }
  const streetClerk = { capacity: 'clerk', staffId: 'ST1', relyingPartyCode: 'streetOffice', region: '990102' } as const

  type SignedIn = ReturnType<typeof signIn>
  const signInStreetClerk = (over: Partial<Principal> = {}) => signIn({ personId: 'CLERK', ...streetClerk, ...over })
  /** A place that was approved, with a guard for a week. */
  async function openDoor({ owner, guard }: { owner: SignedIn; guard: SignedIn }) {
    const mall = { name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' }
    const { id: placeId } = (await owner.post('/places', mall).expect(201)).body as { id: string }
    await signInStreetClerk().post(`/staff/places/${placeId}/review`, { outcome: 'approve' }).expect(200)
    const { code } = (await owner.post(`/places/${placeId}/invitations`, { days: 7 }).expect(201)).body as { code: string }
    const { guardId } = (await guard.post('/guard-invitations/acceptances', { code }).expect(201)).body as { guardId: string }
    return { placeId, guardId }
  }

  return {
    acts,
    businessLicences,
    openDoor,
    /** So many points of a rule from here on. */
    limitTo: (rule: string, most: number) => void points.set(rule, most),
    /** Whose other codes were ended. */
    ended,
    notices,
    merged,
    /** Whose children somebody is guardian of. */
    children,
    colours,
    privateKey,
    pendingVisits: places.pendingVisits,
    forgetAnswers: places.forgetAnswers,
    /** How many visits went aside. */
    aside: () => asideCount,
    /** What the disease control would read of a visit, and of which text it would open it. */
    referenceOf: (visit: { sealed?: unknown; _id: unknown }) => {
      const sealed = monthSeal.decrypt(String(visit.sealed), String(visit._id))
      return JSON.parse(openPublicSeal({ sealed, about: String(visit._id), privateKey })) as Record<string, unknown>
    },
    sealedVisits: places.sealedVisits,
    /** Sheets that were printed. */
    printed,
    tokens,
    /** A visit as a guard's device seals it, and the code on record. */
    sealedVisit: ({ guardId, personId, at, id = newKey(), is = 'good', printed: onPaper = false }: OfflineVisit) => {
      const token = newKey()
      const goodAt = (when: Date) => (is === 'good' && Math.abs(when.getTime() - at.getTime()) > LIFE_MS ? 'never' : is)
      past.set(token, { ok: true, jti: newKey(), proof: newKey(), personId, printed: onPaper, goodAt })
      return { id, sealed: sealForServer(JSON.stringify({ token, at: at.toISOString() }), offlineBinding({ guardId, id })) }
    },
    /** Somebody written in without network, as a guard's device seals it. */
    sealedEntry: ({ guardId, person, at, key = newKey() }: { guardId: string; person: object; at: Date; key?: string }) => {
      const id = newKey()
      const text = JSON.stringify({ person, consent: true, key, at: at.toISOString() })
      return { id, sealed: sealForServer(text, offlineBinding({ guardId, id })) }
    },
    /** The id of a code, as the records of codes have it, and the digest that is made of a text with our key. */
    jtiOf: (text: string): string => {
      const code = codes.get(text)
      return code?.ok ? code.jti : ''
    },
    codeIndexOf: (value: string) => digests.blindIndex('code', value),
    /** Something else sealed to the server. */
    sealForServer,
    seedDemoPlace: places.seedDemoPlace,
    signIn,
    now,
    advance: (ms: number) => void (at = new Date(at.getTime() + ms)),
    switchOff: () => void (area = null),
    switchOn: () => void (area = '990100'),
    /** A street clerk of the district. */
    signInStreetClerk,
    /** A code that is shown now; answers its text. */
    showCode: (personId: string): string => {
      const text = `https://zsb.test/h#${newKey()}`
      codes.set(text, { ok: true, jti: newKey(), proof: newKey(), personId, printed: false })
      return text
    },
    /** A code on paper; answers its text. */
    showPaper: (personId: string): string => {
      const text = `https://zsb.test/p#${newKey()}`
      codes.set(text, { ok: true, jti: newKey(), proof: newKey(), personId, printed: true })
      return text
    },
    refuse: (text: string, refusal: 'revoked' | 'expired') => void codes.set(text, { ok: false, refusal }),
    /** Delivers what the outbox would, once. */
    deliver: async () => {
      for (const { topic, key, ids } of told.splice(0)) await consumers.get(topic)?.({ _id: newId(at), key, payload: ids, at })
    },
  }
}
