import { ELDER_MATERIALS } from '../elder-card'
import { until } from '../until'
import type { ProcessCity } from './process-city'
import type { HandedIn } from './submission-load'

const SETTLED_MS = 60_000
const LICENCES = ELDER_MATERIALS.filter(({ kind }) => kind === 'licence')

interface StoredCase {
  _id: string
  number: string | null
  state: string
  version: number
  history: { action: string }[]
  materials: unknown[]
}

/**
 * Each case is a draft and nothing else, or was handed in once as its applicant knows, with everything that belongs to it once.
 * @param aside ids of cases that none of these applicants handed in, and whose acts are not counted
 */
export async function expectHandedInOnce(
  { db }: Pick<ProcessCity, 'db'>,
  told: readonly HandedIn[],
  aside: { cases?: readonly string[]; subjects?: readonly string[] } = {},
): Promise<void> {
  const { cases: others = [], subjects = [] } = aside
  const handedIn = told.map(({ id }) => id).sort()
  const numbers = new Map(told.map(({ id, number }) => [id, number]))
  await until(async () => (await db.collection('outbox').countDocuments({ topic: 'application.moved', state: 'waiting' })) === 0, { withinMs: SETTLED_MS })
  const cases = await db
    .collection<StoredCase>('applications')
    .find({ _id: { $nin: [...others] } })
    .toArray()
  const [drafts, submitted] = [cases.filter(({ state }) => state === 'draft'), cases.filter(({ state }) => state !== 'draft')]
  for (const draft of drafts) expect(draft).toMatchObject({ number: null, submittedAt: null, history: [], materials: [] })
  expect(submitted.map(({ _id }) => _id).sort()).toEqual(handedIn)
  for (const { _id, number, version, history, materials } of submitted) {
    expect({ _id, number, version, acts: history.map(({ action }) => action) }).toEqual({ _id, number: numbers.get(_id), version: 2, acts: ['submit'] })
    expect(materials).toHaveLength(ELDER_MATERIALS.length)
  }
  expect(new Set(numbers.values()).size).toBe(told.length)
  expect(await db.collection('audit').countDocuments({ action: 'application.submit', subjectId: { $nin: [...subjects] } })).toBe(told.length)
  const messages = await db
    .collection<{ payload: { applicationId: string } }>('outbox')
    .find({ topic: 'application.moved', 'payload.applicationId': { $nin: [...others] } })
    .toArray()
  expect(messages.map(({ payload }) => payload.applicationId).sort()).toEqual(handedIn)
  const entries = await db
    .collection<{ sourceId: string }>('ledger')
    .find({ sourceId: /^application:/ })
    .toArray()
  expect(new Set(entries.map(({ sourceId }) => sourceId)).size).toBe(entries.length)
  const used = entries.map(({ sourceId }) => sourceId.split(':')[1] ?? '').filter((id) => !others.includes(id))
  expect(used.sort()).toEqual(handedIn.flatMap((id) => LICENCES.map(() => id)))
}
