import { canonicalJson, sha256Hex, type TextSeal } from '../../platform/crypto'
import { isSignedByTwo, isWaiting } from '../../platform/second-person/second-person'
import type { Activation } from './activations.store'

interface Parts {
  reasonSeal: TextSeal
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}

/** What both signed of an activation, and whether they did: nothing is switched on, prolonged or widened by the word of a record alone (R17). */
export function createActivationSignatures({ reasonSeal, sign }: Parts) {
  const reasonOf = ({ _id: id, reason }: Activation): string => reasonSeal.decrypt(reason, id)
  const shownHashOf = (activation: Activation): string => {
    const { _id: id, documentNumber, authority, area, purpose, endsOn } = activation
    return sha256Hex(canonicalJson({ id, documentNumber, authority, area, purpose, endsOn, reason: reasonOf(activation) }))
  }
  const isSigned = (activation: Activation): boolean => isSignedByTwo(activation, { shownHash: () => shownHashOf(activation), sign })
  /** Whether it waits for its second person, so that no other is handed in. */
  const isOpen = (activation: Activation, now: Date): boolean => isWaiting(activation, { shownHash: () => shownHashOf(activation), now })

  return { reasonOf, shownHashOf, isSigned, isOpen }
}
export type ActivationSignatures = ReturnType<typeof createActivationSignatures>
