import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { createFieldKeys } from '../../src/assemble/field-keys'
import { until } from '../until'
import type { ProcessCity } from './process-city'

export interface StoredCase {
  _id: string
  number: string | null
  item: string
  itemVersion: number
  form: string
  formVersion: number
  subjectId: string
  applicantId: string
  answers: string
  sourced: string[]
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
/** Whose 公共场所卫生许可证 runs out while its renewal is not decided. */
interface Renewed {
  licenceId: string
  holderId: string
}

/** What time alone does to a case: each once, by whichever process. */
const JOBS = ['lapse', 'deemAccepted', 'lapseGap', 'deemRenewed', 'remind', 'recount'] as const
type Job = (typeof JOBS)[number]
export type DueCases = Readonly<Record<Job, readonly string[]>>

const ASKED_ON = '2026-01-05'
const DUE_ON = '2026-02-04'
/** A round that was cut off is begun again once its lease has run out, by whoever looks next. */
const SETTLED_MS = 150_000
/** 行政许可, where silence is acceptance. */
const PERMIT = 'publicPlaceHygiene'
/** 延续, where silence until its end renews the licence. */
const RENEWAL = 'publicPlaceHygieneRenewal'
const ENDED_ON = '2026-02-28'
const versionOf = (folder: string, code: string) =>
  (JSON.parse(readFileSync(join(__dirname, `../../content/${folder}/${code}.json`), 'utf8')) as { version: number }).version
const contentOf = (code: string) => ({ item: code, itemVersion: versionOf('service-items', code), form: code, formVersion: versionOf('forms', code) })

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
interface Laying {
  renewed: Renewed
  /** Seals what he filled in, for the case with this id. */
  seal: (answers: object, id: string) => string
}
/** What of a case that was handed in is otherwise, for each job. */
const LAID: Readonly<Record<Job, (from: StoredCase, id: string, laying: Laying) => Partial<StoredCase>>> = {
  lapse: (from, id) => unanswered(from, id),
  // The office has said nothing in its five days.
  deemAccepted: ({ progress }, id) => ({
    ...contentOf(PERMIT),
    progress: { ...progress, status: 'submitted', receivedOn: ASKED_ON, ...{ lastOn: ASKED_ON } },
    clockOn: '2026-01-13',
    place: `2026-01-12_${id}`,
  }),
  // What was promised did not come by its day, while it was looked at.
  lapseGap: ({ progress }, id) => ({
    progress: {
      ...progress,
      status: 'inReview',
      receivedOn: ASKED_ON,
      ...{ acceptedOn: ASKED_ON, lastOn: ASKED_ON, gap: { materials: ['residence'], due: dueOf(ASKED_ON, DUE_ON), filledOn: null } },
    },
    clockOn: '2026-02-05',
    place: `${DUE_ON}_${id}`,
  }),
  // Asked for in time, and the permit ran out before anybody decided. All are about the one permit.
  deemRenewed: ({ progress }, id, { renewed, seal }) => ({
    ...contentOf(RENEWAL),
    subjectId: renewed.holderId,
    applicantId: renewed.holderId,
    answers: seal({ permit: renewed.licenceId, wantsPermit: 'electronicOnly' }, id),
    sourced: [],
    progress: {
      ...progress,
      status: 'inReview',
      receivedOn: ASKED_ON,
      ...{ acceptedOn: ASKED_ON, lastOn: ASKED_ON, licenceEndsOn: ENDED_ON },
    },
    clockOn: '2026-03-01',
    place: `${ENDED_ON}_${id}`,
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
export async function layDueCases(
  { db, keyDir }: City & Pick<ProcessCity, 'keyDir'>,
  { count, renewed }: { count: number; renewed: Renewed },
): Promise<DueCases> {
  const cases = db.collection<StoredCase>('applications')
  const from = await until(() => cases.findOne({ state: 'open' }))
  await db.collection<{ _id: string }>('licences').updateOne({ _id: renewed.licenceId }, { $set: { validToDay: ENDED_ON } })
  const { cipher } = createFieldKeys({ fieldKeys: [], keyDir })
  const seal = (answers: object, recordId: string) => cipher.encrypt(JSON.stringify(answers), { collection: 'applications', field: 'answers', recordId })
  const ids: Record<Job, string[]> = { lapse: [], deemAccepted: [], lapseGap: [], deemRenewed: [], remind: [], recount: [] }
  const laid = Array.from({ length: count }, (_, n) => {
    const job = JOBS[n % JOBS.length]!
    const _id = ulid()
    ids[job].push(_id)
    return { ...from, _id, number: `BJ-20260105-${_id.slice(-6)}-0`, history: [], ...LAID[job](from, _id, { renewed, seal }) }
  })
  await cases.insertMany(laid)
  return ids
}

export const allOf = (due: DueCases): string[] => JOBS.flatMap((job) => [...due[job]])

/** What says that a job is done with a case. */
const DONE: Readonly<Record<Job, object>> = {
  lapse: { 'progress.status': 'lapsed' },
  deemAccepted: { 'progress.status': 'deemedAccepted' },
  lapseGap: { 'progress.status': 'returned' },
  deemRenewed: { 'progress.status': 'concluded' },
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
const LEFT: Readonly<Record<Job, { stands: [string, number, string[]]; act: string; notices: string[] }>> = {
  lapse: { stands: ['over', 3, ['lapse']], act: 'application.lapse', notices: ['0'] },
  deemAccepted: { stands: ['open', 3, ['deemAccepted']], act: 'application.deemAccepted', notices: ['0'] },
  lapseGap: { stands: ['over', 3, ['lapseGap']], act: 'application.lapseGap', notices: ['0'] },
  deemRenewed: { stands: ['over', 4, ['deemRenewed', 'conclude']], act: 'application.deemRenewed', notices: ['0', '1'] },
  remind: { stands: ['open', 2, []], act: 'application.gapReminded', notices: ['gap'] },
  recount: { stands: ['open', 2, []], act: 'application.recounted', notices: [] },
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
  const { stands, act, notices } = LEFT[job]
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
  expect(told.sort()).toEqual(notices.flatMap(() => ids).sort())
  const news = await db
    .collection<{ sourceId: string }>('notices')
    .find({ sourceId: { $in: ids.flatMap((id) => ['0', '1', 'gap'].map((of) => `${id}:${of}`)) } })
    .toArray()
  expect(news.map(({ sourceId }) => sourceId).sort()).toEqual(ids.flatMap((id) => notices.map((of) => `${id}:${of}`)).sort())
}

/** However many cases were about it, the permit runs on once, for its term. */
export async function expectRenewedOnce({ db }: City, { licenceId }: Renewed): Promise<void> {
  const permit = await db
    .collection<{ _id: string; revision: number; validToDay: string; history: { action: string }[] }>('licences')
    .findOne({ _id: licenceId })
  expect(permit).toMatchObject({ revision: 2, validToDay: `${Number(ENDED_ON.slice(0, 4)) + 4}${ENDED_ON.slice(4)}` })
  expect(permit!.history.filter(({ action }) => action === 'renew')).toHaveLength(1)
  expect(await db.collection('audit').countDocuments({ action: 'licence.renewed' })).toBe(1)
}
