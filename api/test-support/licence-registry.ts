import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { DocumentType } from '@zsb/shared/identity'
import supertest from 'supertest'
import { monotonicFactory } from 'ulid'
import * as z from 'zod/mini'
import { openTestDatabase } from './database'
import { createFieldCipher, createKeyedDigests } from '../src/platform/crypto'
import { createApp } from '../src/platform/http/create-app'
import type { Principal } from '../src/platform/http/principal'
import { createLog } from '../src/platform/log/log'
import { createOutbox } from '../src/platform/outbox/outbox'
import { mongoOutbox } from '../src/platform/outbox/outbox.model'
import { createPolicy, PermissionTable } from '../src/platform/policy/permissions'
import { contentRoutes, createContentService, mongoContent, readAccessFile, readContentFiles, type ContentFile } from '../src/features/content'
import type { Act, Trail } from '../src/features/holders'
import type { Notify } from '../src/features/notices'
import { createHttpLibraries, createLicences, DEMO_LIBRARY_KEYS, DEMO_LIBRARY_RANGES, type LicenceLibrary } from '../src/features/licences'

const CONTENT_DIR = join(__dirname, '../content')
const KINDS: Record<string, DocumentType> = { '111': 'residentId', '999': 'birthCertificate' }

export function buildPrincipal(over: Partial<Principal> = {}): Principal {
  const personId = over.personId ?? 'P1'
  return { personId, capacity: 'self', subjectId: personId, level: 'confirmed', sessionId: `S-${personId}`, deviceId: `D-${personId}`, ...over }
}
export const buildStaff = (over: Partial<Principal> = {}): Principal => {
  const personId = over.personId ?? 'clerk1'
  return buildPrincipal({
    capacity: 'clerk',
    personId,
    staffId: `ST-${personId}`,
    officeId: 'OFFICE-VEHICLE-01',
    region: '990102',
    relyingPartyCode: 'vehicleOffice',
    level: 'confirmed',
    ...over,
  })
}

interface Options {
  name: string
  urls: Record<LicenceLibrary['code'], string>
  /** Further content beside the files of the repository. */
  extraContent?: ContentFile[]
  timeoutMs?: number
}

/** The licence registry on a real mongod, asking stand-ins over real HTTP; people, clock and notices are the test's. */
export async function openRegistry({ name, urls, extraContent = [], timeoutMs = 1_500 }: Options) {
  const database = await openTestDatabase(name)
  let offsetMs = 0
  const now = () => new Date(Date.now() + offsetMs)
  const log = createLog({ level: 'silent' })
  const ulid = monotonicFactory()
  const newId = (at: Date) => ulid(at.getTime())
  const content = createContentService({ store: mongoContent, now, log })
  await content.load([...readContentFiles(CONTENT_DIR), ...extraContent])
  const documents = new Map<string, { documentType: DocumentType; number: string }[]>()
  const acts: Act[] = []
  const notices: Parameters<Notify>[0][] = []
  const outbox = createOutbox({ store: mongoOutbox, newId, now, log })
  // The ledger listens to it in the whole API; a topic nobody listens to would hold up what follows for the same person.
  outbox.on('licence.revealed', async () => undefined)
  outbox.on('licence.gathered', async () => undefined)
  /** Consents that do not stand; every other does. */
  const refused = new Set<string>()
  const trail: Trail = {
    record: async (_tx, act) => void acts.push(act),
    tell: (tx, { topic, key, ids }) => outbox.put(tx as never, { topic, key, payload: ids }),
  }
  const key = randomBytes(32)
  const cipher = createFieldCipher({ activeId: 'k1', find: (id) => (id === 'k1' ? key : undefined) })
  const digests = createKeyedDigests(randomBytes(32))
  const libraries = createHttpLibraries({ urls, ranges: DEMO_LIBRARY_RANGES, keys: DEMO_LIBRARY_KEYS, clientId: 'zsb', timeoutMs, now })
  /** Another API process on the same database: its own cache, breakers and memory. */
  const openProcess = (over: { libraries?: LicenceLibrary[] } = {}) =>
    createLicences({
      libraries: over.libraries ?? createHttpLibraries({ urls, ranges: DEMO_LIBRARY_RANGES, keys: DEMO_LIBRARY_KEYS, clientId: 'zsb', timeoutMs, now }),
      content,
      documentsOf: async (subjectId) => documents.get(subjectId) ?? [],
      findConsent: async ({ personId, purpose }) => (refused.has(`${personId} ${purpose}`) ? null : `${personId} ${purpose}`),
      isChild: async () => false,
      isConfirmed: async () => true,
      trail,
      outbox,
      // One for each person, kind and source, as the inbox keeps it.
      notify: async (notice) => {
        const known = notices.some(({ personId, kind, sourceId }) => personId === notice.personId && kind === notice.kind && sourceId === notice.sourceId)
        if (!known) notices.push(notice)
      },
      cipher,
      digests,
      log,
      newId,
      now,
    })
  const licences = openProcess({ libraries })
  const principals = new Map<string, Principal>()
  const app = createApp({
    platform: {
      authenticate: async ({ bearer }) => principals.get(bearer) ?? null,
      policy: createPolicy(z.parse(PermissionTable, readAccessFile(CONTENT_DIR, 'permissions'))),
      limiter: { consume: async () => undefined },
      idempotency: { once: ({ run }) => run() },
      now,
      secureCookies: false,
    },
    log,
    routers: [...licences.routers, contentRoutes(content)],
    publicBase: 'http://127.0.0.1',
  })
  const callback = app.callback()
  const as = (principal: Principal) => {
    const bearer = randomBytes(12).toString('hex')
    principals.set(bearer, principal)
    const send = (method: 'get' | 'post', path: string) => supertest(callback)[method](`/api/v1${path}`).set('authorization', `Bearer ${bearer}`)
    return {
      get: (path: string) => send('get', path),
      post: (path: string, body: object = {}) => send('post', path).set('idempotency-key', randomBytes(12).toString('hex')).send(body),
    }
  }
  return {
    ...licences,
    licences,
    content,
    libraries,
    acts,
    notices,
    outbox,
    now,
    /** A consent somebody has not given, or has withdrawn; the withdrawal's message is the test's. */
    refuse: (personId: string, purpose: string) => void refused.add(`${personId} ${purpose}`),
    agree: (personId: string, purpose: string) => void refused.delete(`${personId} ${purpose}`),
    openProcess,
    as,
    /** Makes somebody known under a document. */
    know: (subjectId: string, { documentCode, number }: { documentCode: string; number: string }) => {
      documents.set(subjectId, [{ documentType: KINDS[documentCode] ?? 'residentId', number }])
      return buildPrincipal({ personId: subjectId })
    },
    advance: (ms: number) => {
      offsetMs += ms
    },
    close: async () => {
      await licences.stop()
      await content.stop()
      await database.close()
    },
  }
}
export type Registry = Awaited<ReturnType<typeof openRegistry>>
