import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { until } from '../until'
import type { ProcessCity } from './process-city'

export interface StoredCase {
  _id: string
  number: string | null
  item: string
  itemVersion: number
  form: string
  formVersion: number
  state: string
  version: number
  calendar: string | null
  clockOn: string | null
  place: string | null
  gapReminder?: string | null
  progress: object & { status: string; receivedOn: string | null }
  history: { action: string }[]
}
type City = Pick<ProcessCity, 'db'>

/** What time alone does to a case: each once, by whichever process. */
const JOBS = ['lapse', 'deemAccepted', 'remind', 'recount'] as const
type Job = (typeof JOBS)[number]
export type DueCases = Readonly<Record<Job, readonly string[]>>

const ASKED_ON = '2026-01-05'
const DUE_ON = '2026-02-04'
/** A round that was cut off is begun again once its lease has run out, by whoever looks next. */
const SETTLED_MS = 150_000
/** 行政许可, where silence is acceptance. */
const PERMIT = 'publicPlaceHygiene'
const versionOf = (folder: string) =>
  (JSON.parse(readFileSync(join(__dirname, `../../content/${folder}/${PERMIT}.json`), 'utf8')) as { version: number }).version

const dueOf = (from: string, dueOn: string) => ({ from, days: 30, unit: 'calendarDays', dueOn, calendar: 'china@1', provisional: false })
/** 补正 was never answered, and its last day is over. */
export const unanswered = ({ progress }: Pick<StoredCase, 'progress'>, id: string, materials = ['residence']): Partial<StoredCase> => ({
  progress: {
    ...progress,
    status: 'supplementing',
    receivedOn: ASKED_ON,
    ...{ lastOn: ASKED_ON, supplement: { askedOn: ASKED_ON, due: dueOf(ASKED_ON, DUE_ON), materials, suppliedOn: null, complete: false } },
  },
  clockOn: '2026-02-05',
  place: `${DUE_ON}_${id}`,
})
/** What of a case that was handed in is otherwise, for each job. */
const LAID: Readonly<Record<Job, (from: StoredCase, id: string) => Partial<StoredCase>>> = {
  lapse: (from, id) => unanswered(from, id),
  // The office has said nothing in its five days.
  deemAccepted: ({ progress }, id) => ({
    item: PERMIT,
    itemVersion: versionOf('service-items'),
    form: PERMIT,
    formVersion: versionOf('forms'),
    progress: { ...progress, status: 'submitted', receivedOn: ASKED_ON, ...{ lastOn: ASKED_ON } },
    clockOn: '2026-01-13',
    place: `2026-01-12_${id}`,
  }),
  // A material is owed by today.
  remind: ({ progress }, id) => ({
    progress: {
      ...progress,
      status: 'gapAccepted',
      ...{ acceptedOn: progress.receivedOn, gap: { materials: ['residence'], due: dueOf(progress.receivedOn!, progress.receivedOn!), filledOn: null } },
    },
    clockOn: null,
    place: `${progress.receivedOn}_${id}`,
    gapReminder: 'owed',
  }),
  // Its days were counted by a calendar that has been put right since.
  recount: (_from, id) => ({ calendar: 'china@0', place: `2026-01-05_${id}` }),
}

/** Cases for every job of the clock, made from one that was handed in: each is to be done once. */
export async function layDueCases({ db }: City, count: number): Promise<DueCases> {
  const cases = db.collection<StoredCase>('applications')
  const from = await until(() => cases.findOne({ state: 'open' }))
  const ids: Record<Job, string[]> = { lapse: [], deemAccepted: [], remind: [], recount: [] }
  const laid = Array.from({ length: count }, (_, n) => {
    const job = JOBS[n % JOBS.length]!
    const _id = ulid()
    ids[job].push(_id)
    return { ...from!, _id, number: `BJ-20260105-${_id.slice(-6)}-0`, history: [], ...LAID[job](from!, _id) }
  })
  await cases.insertMany(laid)
  return ids
}

export const allOf = (due: DueCases): string[] => JOBS.flatMap((job) => [...due[job]])

/** What says that a job is done with a case. */
const DONE: Readonly<Record<Job, object>> = {
  lapse: { 'progress.status': 'lapsed' },
  deemAccepted: { 'progress.status': 'deemedAccepted' },
  remind: { gapReminder: 'sent' },
  recount: { calendar: 'china@1' },
}
const countDone = ({ db }: City, { job, due }: { job: Job; due: DueCases }) =>
  db.collection<StoredCase>('applications').countDocuments({ _id: { $in: [...due[job]] }, ...DONE[job] })

/** How many of all the jobs are done by now. */
export async function countDoneByClock(city: City, due: DueCases): Promise<number> {
  const counts = await Promise.all(JOBS.map((job) => countDone(city, { job, due })))
  return counts.reduce((sum, each) => sum + each, 0)
}

/** What is left of each job: state, version and moves of its cases, its act on record, and what is told of it. */
const LEFT: Readonly<Record<Job, { stands: [string, number, string[]]; act: string; topic?: string; notice?: string }>> = {
  lapse: { stands: ['over', 3, ['lapse']], act: 'application.lapse', topic: 'application.moved', notice: '0' },
  deemAccepted: { stands: ['open', 3, ['deemAccepted']], act: 'application.deemAccepted', topic: 'application.moved', notice: '0' },
  remind: { stands: ['open', 2, []], act: 'application.gapReminded', topic: 'application.gapEnding', notice: 'gap' },
  recount: { stands: ['open', 2, []], act: 'application.recounted' },
}

/**
 * Every job was done once with each of its cases: one change, one act on record, one message and one notice.
 * @param aside whose acts are not counted
 */
export async function expectDoneOnce(city: City, due: DueCases, aside: readonly string[]): Promise<void> {
  for (const job of JOBS) await expectJobDoneOnce(city, { job, due, aside })
}

async function expectJobDoneOnce(city: City, { job, due, aside }: { job: Job; due: DueCases; aside: readonly string[] }): Promise<void> {
  const { db } = city
  const ids = [...due[job]]
  const { stands, act, topic, notice } = LEFT[job]
  await until(async () => (await countDone(city, { job, due })) === ids.length, { withinMs: SETTLED_MS })
  const messages = db.collection<{ payload: { applicationId: string }; state: string }>('outbox')
  const ours = { 'payload.applicationId': { $in: ids } }
  await until(async () => (await messages.countDocuments({ ...ours, state: 'waiting' })) === 0, { withinMs: SETTLED_MS })
  const cases = await db
    .collection<StoredCase>('applications')
    .find({ _id: { $in: ids } })
    .toArray()
  expect([...new Set(cases.map(({ state, version, history }) => JSON.stringify([state, version, history.map(({ action }) => action)])))]).toEqual([
    JSON.stringify(stands),
  ])
  expect([job, await db.collection('audit').countDocuments({ action: act, subjectId: { $nin: [...aside] } })]).toEqual([job, ids.length])
  const told = (await messages.find(ours).toArray()).map(({ payload }) => payload.applicationId)
  expect(told.sort()).toEqual(topic ? ids.sort() : [])
  const notices = await db
    .collection<{ sourceId: string }>('notices')
    .find({ sourceId: { $in: ids.flatMap((id) => ['0', 'gap'].map((of) => `${id}:${of}`)) } })
    .toArray()
  expect(notices.map(({ sourceId }) => sourceId).sort()).toEqual(notice ? ids.map((id) => `${id}:${notice}`).sort() : [])
}
