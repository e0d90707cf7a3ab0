import { toCalendarDate } from '@zsb/shared/time'
import type { Db } from 'mongodb'
import { ulid } from 'ulid'
import { createFieldKeys } from '../../src/assemble/field-keys'
import { MARRIED } from '../joint-applications'
import { until } from '../until'
import type { ProcessCity } from './process-city'

interface StoredConsent {
  id: string
  answer: string | null
}
interface StoredJoint {
  _id: string
  applicantId: string
  answers: string
  consents: StoredConsent[]
  lookOn: string | null
}
interface StoredPart {
  _id: string
  number: string | null
  joint: { id: string; part: string }
}
export interface DueConsents {
  /** Joint applications 联办 whose second person was asked and said nothing. */
  joints: readonly string[]
  /** Cases of their parts that wait for nobody's consent. */
  cases: readonly string[]
}

/** Parts that begin without him. */
const WITHOUT_HIM = ['guidance', 'vaccination']
const ASKED_ON = '2026-01-05'
const LAST_DAY = '2026-01-15'
const SETTLED_MS = 150_000

/** Copies of one that was handed in, in each of which the father was asked and his last day is over. */
export async function layDueConsents(
  { db, keyDir }: Pick<ProcessCity, 'db' | 'keyDir'>,
  { from, count }: { from: string; count: number },
): Promise<DueConsents> {
  const joints = db.collection<StoredJoint>('joint_applications')
  const cases = db.collection<StoredPart>('applications')
  const original = await until(() => joints.findOne({ _id: from }))
  const parts = await until(async () => {
    const begun = await cases.find({ 'joint.id': from, 'joint.part': { $in: WITHOUT_HIM } }).toArray()
    return begun.length === WITHOUT_HIM.length ? begun : null
  })
  const { cipher } = createFieldKeys({ fieldKeys: [], keyDir })
  const place = (recordId: string) => ({ collection: 'joint_applications', field: 'answers', recordId })
  const answers = JSON.stringify({ ...(JSON.parse(cipher.decrypt(original.answers, place(from))) as object), ...MARRIED })
  const copies = Array.from({ length: count }, () => {
    const _id = ulid()
    const consent = { id: ulid(), role: 'father', index: _id, askedOn: ASKED_ON, answer: null, personId: null, answeredAt: null, materials: [] }
    return { ...original, _id, answers: cipher.encrypt(answers, place(_id)), consents: [consent], lookOn: LAST_DAY }
  })
  const begun = copies.flatMap((copy) =>
    parts.map((part) => {
      const _id = ulid()
      return { ...part, _id, number: `BJ-20260105-${_id.slice(-6)}-0`, joint: { ...part.joint, id: copy._id } }
    }),
  )
  // Whoever looks at one finds its parts begun.
  await cases.insertMany(begun)
  await joints.insertMany(copies)
  return { joints: copies.map(({ _id }) => _id), cases: begun.map(({ _id }) => _id) }
}

/** Each was looked at, and ended once: whoever applied is told once that he did not answer, and of what can no longer be done; nothing begins with it. */
export async function expectConsentsEndedOnce({ db }: { db: Db }, { joints: ids, cases }: DueConsents): Promise<void> {
  const joints = db.collection<StoredJoint>('joint_applications')
  const ours = { _id: { $in: [...ids] } }
  const looked = { ...ours, lookOn: { $gt: toCalendarDate(new Date()) } }
  await until(async () => (await joints.countDocuments(looked)) === ids.length, { withinMs: SETTLED_MS })
  const found = await joints.find(ours).toArray()
  const consents = found.flatMap((each) => each.consents)
  expect(consents.filter(({ answer }) => answer !== null)).toEqual([])
  const toldOf = async (kind: string, sourceIds: string[]) => {
    const notices = await db
      .collection<{ personId: string; sourceId: string }>('notices')
      .find({ kind, sourceId: { $in: sourceIds } })
      .toArray()
    expect(notices.map(({ sourceId }) => sourceId).sort()).toEqual(sourceIds.sort())
    expect([...new Set(notices.map(({ personId }) => personId))]).toEqual([found[0]!.applicantId])
  }
  await toldOf(
    'consentExpired',
    consents.map(({ id }) => id),
  )
  await toldOf(
    'jointPartsImpossible',
    ids.map((id) => `${id}:registration,insurance,card`),
  )
  const parts = await db
    .collection<StoredPart>('applications')
    .find({ 'joint.id': { $in: [...ids] } })
    .toArray()
  expect(parts.map(({ _id }) => _id).sort()).toEqual([...cases].sort())
}
