import { createHmac } from 'node:crypto'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import { createLedgerProjector, mongoLedger } from '../features/ledger'
import type { Notify } from '../features/notices'
import { createDoors, createPlaces, VISIT_KEY } from '../features/places'
import { createFieldCipher, createPublicSeal, newJti, textCipher } from '../platform/crypto'
import { keptDaysOf } from '../platform/erasure/erase.service'
import { readRetention } from './erasing'
import { ledgerHash, ledgerSeal, visitCipher } from './ledger-parts'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'
import { createTellOfVisit } from './tell-of-visit'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'erasable' | 'trail' | 'outbox' | 'newId' | 'now'>
  people: Pick<People, 'holders' | 'factsOf' | 'personOf' | 'family'>
  content: Pick<ContentService, 'relyingParty'>
  notify: Notify
  config: Pick<Config, 'publicBase' | 'contactQueryKey'>
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ area: string }>
  readDoorCode: DoorParts['readDoorCode']
  endCodesOf: DoorParts['endCodesOf']
  colourOf: DoorParts['colourOf']
}
type DoorParts = Parameters<typeof createDoors>[0]

/** Places 场所 and their doors, with what they stand on: people, the register of offices, the ledger, the inbox. */
export function assemblePlaces({ platform, people, content, notify, config, requireActive, readDoorCode, endCodesOf, colourOf }: Parts) {
  const { digests, outbox, newId, now } = platform
  // Whoever was two accounts is one person, by whichever id he is met.
  const idsOf = async (id: string) => people.holders.idsOf((await people.holders.find(id))?._id ?? id)
  const maskedNameOf = async (id: string) => (await people.personOf(id))?.nameMasked ?? ''
  const visitorSeal = platform.erasable.cipherFor(VISIT_KEY, { collection: 'place_visits', field: 'visitor' })
  const shared = { idsOf, maskedNameOf, visitorSeal, requireActive, newId, now }
  const { pendingVisits, ...places } = createPlaces({
    ...shared,
    trail: platform.trail,
    notify,
    on: outbox.on,
    publicBase: config.publicBase,
    nameOf: async (id) => (await people.factsOf(id)).name,
    reviewsPlaces: (office) => content.relyingParty(office)?.reviewsPlaces === true,
    newCode: newJti,
    indexOf: (code) => digests.blindIndex('guardInvitation', code),
  })
  const doors = createDoors({
    ...shared,
    getOnDuty: places.getOnDuty,
    readDoorCode,
    colourOf,
    sealReference: createPublicSeal(config.contactQueryKey),
    answerSealOf: (asked) => {
      const key = createHmac('sha256', digests.deriveKey('doorAnswer')).update(asked).digest()
      return textCipher(createFieldCipher({ activeId: 'asked', find: () => key }), 'place_visits', 'answer')
    },
    indexOf: (purpose, value) => digests.blindIndex(`door.${purpose}`, value),
    newRef: newJti,
    endCodesOf,
    visitKeptDays: keptDaysOf(readRetention(), 'visits'),
  })
  const projector = createLedgerProjector({
    store: mongoLedger,
    seal: ledgerSeal(visitCipher(platform.erasable)),
    hashOf: ledgerHash,
    newId,
    pending: pendingVisits,
    onAppended: createTellOfVisit({ notify, guardiansOf: people.family.guardiansOf }),
  })
  return { routers: [...places.routers, ...doors.routers], seedDemoPlace: places.seedDemoPlace, projectVisits: projector.run }
}
