import { canonicalJson, sha256Hex, type TextSeal } from '../../platform/crypto'
import { isSignedByTwo } from '../../platform/second-person/second-person'
import type { ContactQuery } from './queries.store'

interface Parts {
  purposeSeal: TextSeal
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** What both signed of a contact query, and whether they did: nobody's visits are handed over on the word of a record alone. */
export function createQuerySignatures({ purposeSeal, sign }: Parts) {
  const shownOf = ({ _id: id, documentNumber, placeId, placeName, fromDay, toDay, tellAfterDays, reason }: ContactQuery) => ({
    id,
    documentNumber,
    place: { id: placeId, name: placeName },
    fromDay,
    toDay,
    purpose: purposeSeal.decrypt(reason, id),
    tellAfterDays,
  })
  const shownHashOf = (query: ContactQuery): string => sha256Hex(canonicalJson(shownOf(query)))

  const isSigned = (query: ContactQuery): boolean => isSignedByTwo(query, { shownHash: () => shownHashOf(query), sign })

  return { shownOf, shownHashOf, isSigned }
}
export type QuerySignatures = ReturnType<typeof createQuerySignatures>
