import { canonicalJson, sha256Hex, type TextSeal } from '../../platform/crypto'
import { isSignedByTwo, isWaiting } from '../../platform/second-person/second-person'
import type { Sunset } from './sunsets.store'

interface Parts {
  reasonSeal: TextSeal
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** What both signed of a sunset, and whether they did: nothing is destroyed on the word of a record alone. */
export function createSunsetSignatures({ reasonSeal, sign }: Parts) {
  const shownOf = ({ _id: id, documentNumber, reason }: Sunset) => ({ id, documentNumber, reason: reasonSeal.decrypt(reason, id) })
  const shownHashOf = (sunset: Sunset): string =>
    sha256Hex(canonicalJson({ ...shownOf(sunset), plan: sunset.steps.map(({ kind, afterDays }) => ({ kind, afterDays })) }))

  const isSigned = (sunset: Sunset): boolean => isSignedByTwo(sunset, { shownHash: () => shownHashOf(sunset), sign })
  /** Whether it keeps others from being handed in: it waits for its second person, or is worked off. */
  const isOpen = (sunset: Sunset, now: Date): boolean => isSigned(sunset) || isWaiting(sunset, { shownHash: () => shownHashOf(sunset), now })

  return { shownOf, shownHashOf, isSigned, isOpen }
}
export type SunsetSignatures = ReturnType<typeof createSunsetSignatures>
