import { canonicalJson, constantTimeEqual } from '../crypto'
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

/** A second person who has not signed within this has let it lapse. */
const PENDING_MS = 7 * 24 * 3_600_000

/** What one person asks for and a second one signs 双人复核, as both are kept. */
export interface PendingRecord {
  _id: string
  /** Encrypted. */
  reason: string
  asker: Signatory
  at: Date
  expiresAt: Date
  state: string
  approver: Approval | null
  decidedAt: Date | null
  /** Encrypted: why nobody signed. */
  refusal?: string | null
}

export const signatoryOf = ({ personId, staffId = '', sessionId, deviceId }: Principal): Signatory => ({ personId, staffId, sessionId, deviceId })

/** What is asked for, as it begins to wait for its second person. */
export const openPending = (principal: Principal, at: Date) => ({
  asker: signatoryOf(principal),
  at,
  expiresAt: new Date(at.getTime() + PENDING_MS),
  state: 'pending' as const,
  approver: null,
  decidedAt: null,
})

/** Whether nobody signed in time. */
export const hasLapsed = ({ state, expiresAt }: Pick<PendingRecord, 'state' | 'expiresAt'>, now: Date): boolean => state === 'pending' && now >= expiresAt

/** What the second person's signature stands under: who, in which session, on which device, over what, when. */
const signedText = ({ personId, staffId, sessionId, deviceId, shownHash, at }: Signatory & { shownHash: string; at: Date }): string =>
  canonicalJson({ personId, staffId, sessionId, deviceId, shownHash, at })

interface Signing {
  principal: Principal
  /** Hash of what was shown to him. */
  shownHash: string
  at: Date
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
}
export function approvalOf({ principal, shownHash, at, sign }: Signing): Approval {
  const signatory = signatoryOf(principal)
  return { ...signatory, shownHash, signature: sign(signedText({ ...signatory, shownHash, at })) }
}

/** Two signatures of one person, one account, one session or one device. */
export const shareSomething = (one: Signatory, other: Signatory): boolean =>
  one.personId === other.personId || one.staffId === other.staffId || one.sessionId === other.sessionId || one.deviceId === other.deviceId

/** Whether one has signed, at an instant, what stands there now, with our key. What lacks a field that every signature of ours has is none. */
export function isApproved(approval: Approval, { shownHash, at, sign }: Omit<Signing, 'principal'>): boolean {
  if (approval.shownHash !== shownHash || typeof approval.signature !== 'string') return false
  return constantTimeEqual(approval.signature, sign(signedText({ ...approval, at })))
}

/**
 * Whether it waits for its second person as what we hand in does: to be read by him, and for a week, by whichever clock. What somebody wrote into the
 * database beside it nobody could sign, and some of it nobody could refuse.
 */
export function isWaiting({ state, expiresAt }: PendingRecord, { shownHash, now }: Pick<Signed, 'shownHash'> & { now: Date }): boolean {
  if (state !== 'pending' || !(expiresAt instanceof Date) || expiresAt.getTime() > now.getTime() + 2 * PENDING_MS) return false
  try {
    return shownHash() !== ''
  } catch {
    return false
  }
}

interface Signed {
  /** Hash of what stands in the record now, as it was shown; throws of what was not sealed by us. */
  shownHash: () => string
  sign: (text: string) => string
}
/** Whether two who share nothing have signed what stands there, with our key: a state that somebody wrote into the database is no signature. */
export function isSignedByTwo({ state, asker, approver, decidedAt }: PendingRecord, { shownHash, sign }: Signed): boolean {
  if (state !== 'done' || !approver || !decidedAt) return false
  try {
    return !shareSomething(asker, approver) && isApproved(approver, { shownHash: shownHash(), at: decidedAt, sign })
  } catch {
    // Not sealed by us, or without what every record of ours has.
    return false
  }
}

/** Ids of records that say they were signed by two and were not, for the nightly check. */
export async function* idsOfUnsigned<Kept extends Pick<PendingRecord, '_id'>>(
  records: AsyncIterable<Kept>,
  isSigned: (record: Kept) => boolean,
): AsyncIterable<string> {
  for await (const record of records) if (!isSigned(record)) yield String(record._id)
}

/** What can be shown of records: what cannot was written there by hand, and keeps nobody from the others. */
export function viewsOf<Kept, Shown>(records: readonly Kept[], toView: (record: Kept) => Shown): Shown[] {
  return records.flatMap((record) => {
    try {
      return [toView(record)]
    } catch {
      return []
    }
  })
}

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
