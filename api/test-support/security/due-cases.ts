import { ulid } from 'ulid'
import { until } from '../until'
import type { ProcessCity } from './process-city'

interface StoredCase {
  _id: string
  number: string | null
  state: string
  version: number
  progress: object & { status: string }
  history: { action: string }[]
}
type City = Pick<ProcessCity, 'db'>

const ASKED_ON = '2026-01-05'
const DUE_ON = '2026-02-04'
/** A round that was cut off is begun again once its lease has run out, by whoever looks next. */
const SETTLED_MS = 150_000

/**
 * Cases whose 补正 nobody answered and whose last day is over, made from one that was handed in. Each is the clock's to end, once.
 * @returns their ids
 */
export async function layDueCases({ db }: City, count: number): Promise<string[]> {
  const cases = db.collection<StoredCase>('applications')
  const from = await until(() => cases.findOne({ state: 'open' }))
  const due = { from: ASKED_ON, days: 30, unit: 'calendarDays', dueOn: DUE_ON, calendar: 'china@1', provisional: false }
  const progress = {
    ...from!.progress,
    status: 'supplementing',
    lastOn: ASKED_ON,
    receivedOn: ASKED_ON,
    supplement: { askedOn: ASKED_ON, due, materials: ['residence'], suppliedOn: null, complete: false },
  }
  const laid = Array.from({ length: count }, () => {
    const _id = ulid()
    return { ...from!, _id, number: `BJ-20260105-${_id.slice(-6)}-0`, progress, history: [], clockOn: '2026-02-05', place: `${DUE_ON}_${_id}` }
  })
  await cases.insertMany(laid)
  return laid.map(({ _id }) => _id)
}

/** How many of them the clock has ended by now. */
export const countLapsed = ({ db }: City, ids: readonly string[]): Promise<number> =>
  db.collection<StoredCase>('applications').countDocuments({ _id: { $in: [...ids] }, 'progress.status': 'lapsed' })

/** Each was ended by one move, with one act on record, one message and one notice. */
export async function expectLapsedOnce(city: City, ids: readonly string[]): Promise<void> {
  const { db } = city
  const messages = db.collection<{ payload: { applicationId: string }; state: string }>('outbox')
  const ours = { topic: 'application.moved', 'payload.applicationId': { $in: [...ids] } }
  await until(async () => (await countLapsed(city, ids)) === ids.length, { withinMs: SETTLED_MS })
  await until(async () => (await messages.countDocuments({ ...ours, state: 'waiting' })) === 0, { withinMs: SETTLED_MS })
  const ended = await db
    .collection<StoredCase>('applications')
    .find({ _id: { $in: [...ids] } })
    .toArray()
  expect([...new Set(ended.map(({ state, version, history }) => JSON.stringify([state, version, history.map(({ action }) => action)])))]).toEqual([
    JSON.stringify(['over', 3, ['lapse']]),
  ])
  expect(await db.collection('audit').countDocuments({ action: 'application.lapse' })).toBe(ids.length)
  const told = (await messages.find(ours).toArray()).map(({ payload }) => payload.applicationId)
  expect(told.sort()).toEqual([...ids].sort())
  const notices = await db
    .collection<{ sourceId: string }>('notices')
    .find({ sourceId: { $in: ids.map((id) => `${id}:0`) } })
    .toArray()
  expect(notices.map(({ sourceId }) => sourceId).sort()).toEqual(ids.map((id) => `${id}:0`).sort())
}
