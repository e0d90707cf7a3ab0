import type { Capacity } from '@zsb/shared/principal'

interface Words {
  zh: string
  en: string
}

/** How a licence stands, in the words of its type's law. `valid` alone may be shown as 有效. */
export type StatusMeaning = 'valid' | 'suspended' | 'revoked' | 'expired' | 'lost' | 'notYetValid' | 'unknown'

/** A field with its value, ready for the eye of a verifier. */
export interface LicenceFieldValue extends Words {
  code: string
  kind: string
  value: string
}

/** A scene preset of a licence type: what must be shown, what may be added. */
export interface DisclosurePreset {
  scene: string
  required: readonly string[]
  optional: readonly string[]
}

/** What showing and verifying need of a licence 证照; the licences feature answers it, nothing else of it is known here. */
export interface PresentableLicence {
  licenceId: string
  revision: number
  typeCode: string
  name: Words
  /** Colour family of its card. */
  family: string
  holderName: string
  issuer: string
  sensitive: boolean
  presets: readonly DisclosurePreset[]
  meaning: StatusMeaning
  /** The word of the type's own law: 有效, 暂扣, 挂失 … */
  legalWord: Words
  /** The word of the type's ordinary state, the one it is issued in. */
  ordinaryWord: Words
  validFromDay: string | null
  validToDay: string | null
  /** When the source library last confirmed the state. */
  statusAsOf: Date
  fields: readonly LicenceFieldValue[]
}

/** One as its holder has it. */
export interface OwnedLicence extends PresentableLicence {
  /** Blind indexes of the holder's documents under which it lies in his wallet. */
  heldUnder: readonly string[]
}

/** The door to the licences feature. Reading by the wrong subject answers null, like none. */
export interface PresentableLicences {
  /** @param query.capacity of whoever shows it; refused where the consent it rests on is missing */
  findOwned: (query: { licenceId: string; subjectId: string; capacity?: Capacity }) => Promise<OwnedLicence | null>
  /**
   * For verification: asks the source library again when the state is older than the scene's limit. A library that does
   * not answer leaves the old time in `statusAsOf`. Where every holder has a page of his own, `subjectId` says whose it is.
   * @param query.heldUnder how it was held when it was shown; null once it has left the wallet since. Kept with the showing, so that a
   *   verification asks nobody who the holder is
   * @param query.revision the content as it was then; the present one without it
   */
  findForVerification: (query: {
    licenceId: string
    maxAgeSeconds: number
    subjectId?: string
    heldUnder?: readonly string[]
    revision?: number
  }) => Promise<PresentableLicence | null>
}

/** Scene 用证场景 as content. */
export interface SceneRecord extends Words {
  code: string
  identifiesPerson: boolean
  statusMaxAgeSeconds: number
  purposes: readonly (Words & { code: string })[]
}

export type ShownBy = Extract<Capacity, 'self' | 'guardian' | 'agent'>
