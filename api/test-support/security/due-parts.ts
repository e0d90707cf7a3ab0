import type { Db } from 'mongodb'
import { until } from '../until'
import { unanswered, type StoredCase } from './due-cases'

interface City {
  db: Db
}
const PART = 'vaccination'
const MATERIAL = 'birthCertificate'
const SETTLED_MS = 150_000

/**
 * Parts 联办子项 of what was handed in at once, of which a supplement was never answered: the clock ends each, and where its bundle stands follows from that.
 * @returns ids of their cases
 */
export const layDueParts = ({ db }: City, jointIds: readonly string[]): Promise<string[]> =>
  Promise.all(
    jointIds.map(async (id) => {
      const cases = db.collection<StoredCase>('applications')
      const part = await until(() => cases.findOne({ 'joint.id': id, 'joint.part': PART }))
      await cases.updateOne({ _id: part._id }, { $set: unanswered(part, part._id, [MATERIAL]) })
      return part._id
    }),
  )

/** Each was ended once: one change, one act on record, one message and one notice; its bundle was looked at after it and goes on. */
export async function expectPartsEndedOnce({ db }: City, { parts, subjects }: { parts: readonly string[]; subjects: readonly string[] }): Promise<void> {
  const ids = [...parts]
  const cases = db.collection<StoredCase>('applications')
  await until(async () => (await cases.countDocuments({ _id: { $in: ids }, 'progress.status': 'lapsed' })) === ids.length, { withinMs: SETTLED_MS })
  const messages = db.collection<{ payload: { applicationId: string; action: string }; state: string }>('outbox')
  const ours = { 'payload.applicationId': { $in: ids }, 'payload.action': 'lapse' }
  await until(async () => (await messages.countDocuments({ ...ours, state: 'waiting' })) === 0, { withinMs: SETTLED_MS })
  const ended = await cases.find({ _id: { $in: ids } }).toArray()
  expect([...new Set(ended.map(({ state, history }) => JSON.stringify([state, history.map(({ action }) => action)])))]).toEqual([
    JSON.stringify(['over', ['submit', 'lapse']]),
  ])
  expect(await db.collection('audit').countDocuments({ action: 'application.lapse', subjectId: { $in: [...subjects] } })).toBe(ids.length)
  expect((await messages.find(ours).toArray()).map(({ payload }) => payload.applicationId).sort()).toEqual([...ids].sort())
  const notices = db.collection<{ sourceId: string }>('notices').find({ sourceId: { $in: ids.map((id) => `${id}:1`) } })
  expect((await notices.toArray()).map(({ sourceId }) => sourceId).sort()).toEqual(ids.map((id) => `${id}:1`).sort())
}
