import { createLedgerProjector, mongoLedger } from '../features/ledger'
import type { ContentService } from '../features/content'
import type { Notify } from '../features/notices'
import { createPlaces } from '../features/places'
import { newJti, textCipher } from '../platform/crypto'
import { ledgerHash, ledgerSeal, visitCipher } from './ledger-parts'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'
import { createTellOfVisit } from './tell-of-visit'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'cipher' | 'erasable' | 'trail' | 'outbox' | 'newId' | 'now'>
  people: Pick<People, 'holders' | 'factsOf' | 'personOf' | 'family'>
  content: Pick<ContentService, 'relyingParty'>
  notify: Notify
  publicBase: string
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ area: string }>
}

/** Places 场所 and their doors, with what they stand on: people, the register of offices, the ledger, the inbox. */
export function assemblePlaces({ platform, people, content, notify, ...parts }: Parts) {
  const { digests, cipher, outbox, newId } = platform
  const { pendingVisits, ...places } = createPlaces({
    ...platform,
    ...parts,
    notify,
    on: outbox.on,
    // Whoever was two accounts is one person, by whichever id he is met.
    idsOf: async (id) => people.holders.idsOf((await people.holders.find(id))?._id ?? id),
    nameOf: async (id) => (await people.factsOf(id)).name,
    maskedNameOf: async (id) => (await people.personOf(id))?.nameMasked ?? '',
    reviewsPlaces: (office) => content.relyingParty(office)?.reviewsPlaces === true,
    newCode: newJti,
    indexOf: (code) => digests.blindIndex('guardInvitation', code),
    visitorSeal: textCipher(cipher, 'place_visits', 'visitor'),
  })
  const projector = createLedgerProjector({
    store: mongoLedger,
    seal: ledgerSeal(visitCipher(platform.erasable)),
    hashOf: ledgerHash,
    newId,
    pending: pendingVisits,
    onAppended: createTellOfVisit({ notify, guardiansOf: people.family.guardiansOf }),
  })
  return { ...places, projectVisits: projector.run }
}
