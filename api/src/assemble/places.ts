import { createHmac, createSecretKey } from 'node:crypto'
import type { DocumentClaim } from '@zsb/shared/holder'
import { parseCitizenNumber, parseDocumentNumber } from '@zsb/shared/identity'
import type { OfflineKit } from '@zsb/shared/place'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import { createLedgerProjector, mongoLedger } from '../features/ledger'
import type { Notify } from '../features/notices'
import { createDoors, createPlaces, VISIT_KEY } from '../features/places'
import type { Printer } from '../features/papers'
import { createFieldCipher, createPublicSeal, newJti, publicPoint, sealingPairOf, textCipher } from '../platform/crypto'
import { keptDaysOf } from '../platform/erasure/erase.service'
import type { Log } from '../platform/log/log'
import type { KeyRecord } from '../platform/tokens'
import { readRetention } from './erasing'
import { ledgerHash, ledgerSeal, visitCipher } from './ledger-parts'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'
import { createTellOfVisit } from './tell-of-visit'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'erasable' | 'tokens' | 'keyRing' | 'limiter' | 'trail' | 'outbox' | 'newId' | 'now'>
  people: Pick<People, 'holders' | 'factsOf' | 'personOf' | 'family'>
  content: Pick<ContentService, 'relyingParty' | 'documentFormat'>
  printer: Pick<Printer, 'printCode'>
  log: Log
  notify: Notify
  config: Pick<Config, 'publicBase' | 'codeHosts' | 'contactQueryKey'>
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ area: string; endsOn: string }>
  readDoorCode: DoorParts['readDoorCode']
  readPastCode: DoorParts['readPastCode']
  photoOf: DoorParts['photoOf']
  findBusinessLicence: Parameters<typeof createPlaces>[0]['findBusinessLicence']
  endCodesOf: DoorParts['endCodesOf']
  colourOf: DoorParts['colourOf']
  childrenOf: DoorParts['childrenOf']
}
type DoorParts = Parameters<typeof createDoors>[0]

/** Places 场所 and their doors, with what they stand on: people, the register of offices, the ledger, the inbox. */
export function assemblePlaces({ platform, people, content, notify, config, printer, log, requireActive, findBusinessLicence, ...health }: Parts) {
  const { digests, tokens, outbox, newId, now } = platform
  // Whoever was two accounts is one person, by whichever id he is met.
  const idsOf = async (id: string) => people.holders.idsOf((await people.holders.find(id))?._id ?? id)
  const maskedNameOf = async (id: string) => (await people.personOf(id))?.nameMasked ?? ''
  const visitorSeal = platform.erasable.cipherFor(VISIT_KEY, { collection: 'place_visits', field: 'visitor' })
  const referenceSeal = platform.erasable.cipherFor(VISIT_KEY, { collection: 'place_visits', field: 'sealed' })
  const answerKey = createSecretKey(digests.deriveKey('doorAnswer'))
  const shared = { idsOf, maskedNameOf, visitorSeal, referenceSeal, requireActive, newId, now }
  const places = createPlaces({
    ...shared,
    findBusinessLicence,
    trail: platform.trail,
    notify,
    on: outbox.on,
    publicBase: config.publicBase,
    nameOf: async (id) => (await people.factsOf(id)).name,
    reviewsPlaces: (office) => content.relyingParty(office)?.reviewsPlaces === true,
    newCode: newJti,
    indexOf: (code) => digests.blindIndex('guardInvitation', code),
    issueToken: tokens.issue,
    verifyToken: tokens.verify,
    printer,
    newJti,
    hosts: config.codeHosts,
    onAside: (count) => log.error('visits.aside', { count }),
  })
  const doors = createDoors({
    ...shared,
    ...health,
    places,
    limiter: platform.limiter,
    sealReference: createPublicSeal(config.contactQueryKey),
    answerSealOf: (asked) => {
      const key = createHmac('sha256', answerKey).update(asked).digest()
      return textCipher(createFieldCipher({ activeId: 'asked', find: () => key }), 'place_visits', 'answer')
    },
    indexOf: (purpose, value) => digests.blindIndex(`door.${purpose}`, value),
    newRef: newJti,
    hosts: config.codeHosts,
    keys: () => offlineKeys(platform.keyRing.list(), now()),
    pair: sealingPairOf(digests.deriveKey('guardQueue')),
    checkDocument: documentCheck(content),
    findByDocument: async (claim) => {
      const holder = await people.holders.findByDocument(claim)
      return holder && { personId: holder._id, name: people.holders.factsOf(holder).name }
    },
    visitKeptDays: keptDaysOf(readRetention(), 'visits'),
  })
  const projector = createLedgerProjector({
    store: mongoLedger,
    seal: ledgerSeal(visitCipher(platform.erasable)),
    hashOf: ledgerHash,
    newId,
    pending: places.pendingVisits,
    onAppended: createTellOfVisit({ notify, guardiansOf: people.family.guardiansOf }),
  })
  return {
    routers: [...places.routers, ...doors.routers],
    seedDemoPlace: places.seedDemoPlace,
    projectVisits: projector.run,
    forgetAnswers: places.forgetAnswers,
    findPlace: places.findPlace,
    placesNamed: places.placesNamed,
    sealedVisits: places.sealedVisits,
  }
}

/** What a guard's device checks health codes with: keys that verify now, of the suite that it knows. */
const offlineKeys = (records: readonly KeyRecord[], at: Date): OfflineKit['keys'] =>
  records.flatMap(({ kid, kind, suite, publicKey, retireAt }) =>
    (kind === 'healthCode' || kind === 'printedCode') && suite === 'ES256' && typeof publicKey !== 'string' && (retireAt === null || at < retireAt)
      ? [{ kid, kind, point: publicPoint(publicKey) }]
      : [],
  )

/** A number as its kind of document has it; whether somebody has it is not asked. */
const documentCheck =
  (content: Pick<ContentService, 'documentFormat'>) =>
  (claim: DocumentClaim): DocumentClaim | null => {
    const format = content.documentFormat(claim.documentType)
    const number = parseDocumentNumber(claim.number, format)
    if (!number.ok || (format.check === 'gb11643' && !parseCitizenNumber(number.value).ok)) return null
    return { ...claim, number: number.value }
  }
