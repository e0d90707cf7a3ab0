import * as z from 'zod/mini'
import type { Config } from '../config'
import {
  CONTACT_KEY,
  contactQueryRoutes,
  createContactHandOver,
  createContactQueries,
  createMongoContactQueries,
  createQuerySignatures,
  type ProvenAnswer,
} from '../features/health-contacts'
import { verifyContactAnswer, type FindAuthority } from '../features/health-rules'
import type { LedgerSource } from '../features/ledger'
import type { Notify } from '../features/notices'
import { textCipher } from '../platform/crypto'
import { keptDaysOf } from '../platform/erasure/erase.service'
import { createOutbound, OutboundFailure } from '../platform/outbound/outbound'
import { idsOfUnsigned } from '../platform/second-person/second-person'
import { readRetention } from './erasing'
import type { Log } from '../platform/log/log'
import type { assemblePlaces } from './places'
import type { PlatformParts } from './platform-parts'

interface Parts {
  config: Pick<Config, 'partners' | 'partnerRanges'>
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'erasable' | 'trail' | 'newId' | 'now'>
  places: Pick<ReturnType<typeof assemblePlaces>, 'findPlace' | 'placesNamed' | 'sealedVisits'>
  findAuthority: FindAuthority
  requireActive: () => Promise<unknown>
  isActive: () => Promise<boolean>
  findEnd: (session?: unknown) => Promise<Date | null>
  log: Log
  indexesOf: (personId: string) => Promise<string[]>
  appendToLedger: (source: LedgerSource) => Promise<void>
  notify: Notify
}

const AUTHORITY = { zh: '疾病预防控制中心', en: 'Centre for Disease Control' }
const Answered = z.object({ answer: z.string() })
/** References of a day at a busy place are opened one by one. */
const ANSWERS_WITHIN_MS = 20_000

/** 流调查询: asked for here, opened by the disease control alone. */
export function assembleContacts({ config, platform, places, findAuthority, requireActive, isActive, findEnd, log, indexesOf, appendToLedger, notify }: Parts) {
  const { digests, cipher, erasable, trail, newId, now } = platform
  const store = createMongoContactQueries({ trail, findEnd })
  const line = config.partners.cdc ? createOutbound({ system: 'cdc', baseUrl: config.partners.cdc, range: config.partnerRanges.cdc }) : null

  /** @throws OutboundFailure where there is no line, or the answer is not signed for exactly this query */
  async function ask(query: { id: string; documentNumber: string; visits: { id: string; sealed: string }[] }): Promise<ProvenAnswer> {
    if (!line) throw new OutboundFailure('cdc', 'refused')
    const { body } = await line.askJson({
      method: 'POST',
      path: '/contact-queries',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(query),
      timeoutMs: ANSWERS_WITHIN_MS,
    })
    const read = z.safeParse(Answered, body)
    const proven = read.success ? await verifyContactAnswer(read.data.answer, { findAuthority, now: now() }) : null
    if (!proven?.ok || proven.value.payload.query !== query.id) throw new OutboundFailure('cdc', 'garbage')
    return { authority: proven.value.authority, persons: proven.value.payload.persons, unopened: proven.value.payload.unopened ?? 0 }
  }

  const [purposeSeal, sign] = [textCipher(cipher, 'health_contact_queries', 'reason'), (text: string) => digests.blindIndex('contactQuerySignature', text)]
  const signatures = createQuerySignatures({ purposeSeal, sign })
  const queries = createContactQueries({
    store,
    findPlace: places.findPlace,
    placesNamed: places.placesNamed,
    requireActive,
    purposeSeal,
    refusalSeal: textCipher(cipher, 'health_contact_queries', 'refusal'),
    indexesOf,
    signatures,
    sign,
    visitKeptDays: keptDaysOf(readRetention(), 'visits'),
    newId,
    now,
  })
  const handOver = createContactHandOver({
    store,
    sealedVisits: places.sealedVisits,
    ask,
    isSigned: signatures.isSigned,
    isActive,
    findEnd,
    onStuck: (reason) => log.error('health.contactStuck', { reason }),
    onAside: (count) => log.error('health.contactAside', { count }),
    personSeal: erasable.cipherFor(CONTACT_KEY, { collection: 'health_contact_people', field: 'person' }),
    appendToLedger,
    notify,
    authority: AUTHORITY,
    now,
  })
  return {
    routers: [contactQueryRoutes(queries)],
    round: handOver.round,
    tellAll: handOver.tellAll,
    eachUnexplained: () => idsOfUnsigned(store.eachSigned(), signatures.isSigned),
  }
}
