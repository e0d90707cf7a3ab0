import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HealthColour } from '@zsb/shared/health-code'
import supertest from 'supertest'
import { monotonicFactory } from 'ulid'
import * as z from 'zod/mini'
import type { Act } from '../src/features/holders'
import { createDoors, createPlaces, type DoorCode } from '../src/features/places'
import { createFieldCipher, createKeyedDigests, createPublicSeal, newJti, textCipher } from '../src/platform/crypto'
import type { ErasableCipher } from '../src/platform/erasure/erasable-keys'
import { AppError } from '../src/platform/http/app-error'
import { createApp } from '../src/platform/http/create-app'
import type { Principal } from '../src/platform/http/principal'
import { createLog } from '../src/platform/log/log'
import type { Consumer } from '../src/platform/outbox/outbox'
import { createPolicy, PermissionTable } from '../src/platform/policy/permissions'
import { buildCitizen } from './small-app'

const permissions: unknown = JSON.parse(readFileSync(join(__dirname, '../content/access/permissions.json'), 'utf8'))
const newKey = () => randomBytes(16).toString('base64url')

/** Places and doors on the run's real mongod behind the real middlewares; people, codes and colours are the test's. */
export function openPlaceCity() {
  let at = new Date()
  let area: string | null = '990100'
  const now = () => at
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
  const codes = new Map<string, DoorCode>()
  const ended: string[] = []
  const colours = new Map<string, HealthColour>()
  const idsOf = async (id: string) => [id, ...(merged.get(id) ?? [])]
  const requireActive = async () => {
    if (!area) throw new AppError('HEALTH_CODE_OFF')
    return { area }
  }
  const maskedNameOf = async (personId: string) => `*${personId.slice(-1)}`
  const shared = { idsOf, maskedNameOf, requireActive, newId, now }
  const fieldSeal = textCipher(cipher, 'place_visits', 'visitor')
  const visitorSeal: ErasableCipher = {
    encrypt: async (text, { id }) => fieldSeal.encrypt(text, id),
    open: async (sealed, { id }) => ({ erased: false, text: fieldSeal.decrypt(sealed, id) }),
  }
  const places = createPlaces({
    ...shared,
    trail: { record: async (_tx, act) => void acts.push(act), tell: async (_tx, message) => void told.push(message) },
    on: (topic, consumer) => void consumers.set(topic, consumer),
    notify: async (notice) => void notices.push(notice),
    nameOf: async (personId) => `申请人${personId}`,
    reviewsPlaces: (office) => office === 'streetOffice',
    newCode: newJti,
    indexOf: (code) => digests.blindIndex('guardInvitation', code),
    publicBase: 'https://zsb.test',
    visitorSeal,
  })
  const doors = createDoors({
    ...shared,
    getOnDuty: places.getOnDuty,
    readDoorCode: async (text) => codes.get(text) ?? { ok: false, refusal: 'unknown' },
    colourOf: async ({ personId }) => ({ colour: colours.get(personId) ?? null }),
    sealReference: createPublicSeal(publicKey),
    visitorSeal,
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

  return {
    acts,
    /** Whose other codes were ended. */
    ended,
    notices,
    merged,
    colours,
    privateKey,
    pendingVisits: places.pendingVisits,
    seedDemoPlace: places.seedDemoPlace,
    signIn,
    now,
    advance: (ms: number) => void (at = new Date(at.getTime() + ms)),
    switchOff: () => void (area = null),
    switchOn: () => void (area = '990100'),
    /** A street clerk of the district. */
    signInStreetClerk: (over: Partial<Principal> = {}) => signIn({ personId: 'CLERK', ...streetClerk, ...over }),
    /** A code that is shown now; answers its text. */
    showCode: (personId: string): string => {
      const text = `https://zsb.test/h#${newKey()}`
      codes.set(text, { ok: true, jti: newKey(), personId })
      return text
    },
    expire: (text: string) => void codes.set(text, { ok: false, refusal: 'expired' }),
    /** Delivers what the outbox would, once. */
    deliver: async () => {
      for (const { topic, key, ids } of told.splice(0)) await consumers.get(topic)?.({ _id: newId(at), key, payload: ids, at })
    },
  }
}
