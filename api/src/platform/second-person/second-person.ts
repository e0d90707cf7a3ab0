import { canonicalJson } from '../crypto'
import type { Principal } from '../http/principal'

/** Somebody who signed, and where: two signatures never share a person, a session or a device (R17). */
export interface Signatory {
  personId: string
  staffId: string
  sessionId: string
  deviceId: string
}

/** The second person's signature 复核签认: who, where, and over the hash of what was shown to him. */
export interface Approval extends Signatory {
  shownHash: string
  signature: string
}

export const signatoryOf = ({ personId, staffId = '', sessionId, deviceId }: Principal): Signatory => ({ personId, staffId, sessionId, deviceId })

/** What the second person's signature stands under: who, in which session, on which device, over what, when. */
export const signedText = ({ personId, staffId, sessionId, deviceId, shownHash, at }: Signatory & { shownHash: string; at: Date }): string =>
  canonicalJson({ personId, staffId, sessionId, deviceId, shownHash, at })

/** Two signatures of one person, one account, one session or one device. */
const shareSomething = (one: Signatory, other: Signatory): boolean =>
  one.personId === other.personId || one.staffId === other.staffId || one.sessionId === other.sessionId || one.deviceId === other.deviceId

interface Pair {
  asker: Signatory
  approver: Signatory
  /** Blind indexes of a person's documents: one natural person keeps them whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
}

/** Whether the two are one natural person: two accounts of one show by his documents only. */
export async function isSamePerson({ asker, approver, indexesOf }: Pair): Promise<boolean> {
  if (shareSomething(asker, approver)) return true
  const [theirs, mine] = await Promise.all([indexesOf(asker.personId), indexesOf(approver.personId)])
  return theirs.some((index) => mine.includes(index))
}
