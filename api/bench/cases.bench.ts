import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { newProgress } from '@zsb/shared/application'
import { dueAfterCalendarDays } from '@zsb/shared/work-calendar'
import type { Api } from '../src/assemble/assemble'
import mongoose from 'mongoose'
import { Applications, createMongoApplications, queueQuery } from '../src/features/applications/applications.model'
import type { ApplicationRecord } from '../src/features/applications/applications.store'
import { createFindCaseContent } from '../src/features/applications/case-content'
import { createRecountCase, createRecountOpen } from '../src/features/applications/recount-case'
import { standingOfCase } from '../src/features/applications/standing-of-case'
import { calendarOf, createContentService, mongoContent, type ContentService } from '../src/features/content'
import { Holders } from '../src/features/holders/holders.model'
import { Sessions } from '../src/features/sessions/sessions.model'
import { StaffAccounts } from '../src/features/staff/staff.model'
import { newJti } from '../src/platform/crypto'
import { disconnectMongo } from '../src/platform/db/mongo'
import { quick, reportFrom, type Report } from './options'
import { quantileOf, spreadOf } from './rounds'
import { openApi } from './served/open-api'
import { buildClerk } from './served/people'

/** Memory is measured with a tenth of the cases and with all of them. */
const FEW = quick ? 600 : 100_000
const CASES = quick ? 3_000 : 1_000_000
/** Of them the clock has run out for: as many as it would be if every case of a month ended on the same day. */
const DUE = quick ? 300 : 10_000
/** As many are counted anew of all that would be: the rest of them costs the same and is not waited for. */
const RECOUNTED = quick ? 300 : 20_000
const INSERTED_AT_ONCE = 5_000
const PAGE = 50
const PAGES = quick ? 20 : 300
const OFFICE = 'vehicleOffice'
const ITEM = 'elderPreferentialCard'

interface City {
  api: Api
  content: ContentService
  /** Whose cases they are. */
  personId: string
  server: Server
  bearer: string
}

async function openCity(): Promise<City> {
  const { api, clock } = await openApi()
  const at = clock.now()
  const { holder, account, session } = buildClerk(api.platform.newId(at), at)
  await Holders.collection.insertOne(holder as never)
  await StaffAccounts.collection.insertOne(account as never)
  await Sessions.collection.insertOne(session as never)
  const server = createServer(api.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bearer = api.platform.tokens.issue('access', { jti: newJti(), lifeSeconds: 600, claims: { sid: session._id } })
  const content = createContentService({ store: mongoContent, now: clock.now })
  await content.refresh()
  return { api, content, personId: holder._id, server, bearer }
}

/** So many cases that wait for a supplement, all of one office: their days apart as those of a month, the first of them over. */
async function seed({ api, content, personId }: City, { from, count }: { from: number; count: number }): Promise<void> {
  const { platform } = api
  const [item, form, calendar] = [content.serviceItem(ITEM), content.form(ITEM), content.workCalendar('china')]
  if (!item || !form || !calendar) throw new Error('the item of the benchmark is gone')
  const at = new Date()
  const today = toCalendarDate(at)
  const answers = platform.cipher.encrypt(JSON.stringify({ phone: '19900000003', address: '临江市江北区滨江路 18 号', truth: 'agreed' }), {
    collection: 'applications',
    field: 'answers',
    recordId: 'bench',
  })
  const build = (i: number): ApplicationRecord => {
    const id = platform.newId(at)
    const askedOn = addDays(today, i - from < DUE ? -40 : (i % 25) - 25)
    const due = dueAfterCalendarDays({ from: askedOn, days: item.clocks.supplementCalendarDays, calendar })
    const supplement = { askedOn, due, materials: ['residence'], suppliedOn: null, complete: false }
    const progress = { ...newProgress({ on: askedOn }), status: 'supplementing' as const, receivedOn: askedOn, supplement }
    return {
      _id: id,
      number: `BJ-BENCH-${i}`,
      item: item.code,
      itemVersion: item.version,
      form: form.code,
      formVersion: form.version,
      office: OFFICE,
      region: '990100',
      subjectId: personId,
      applicantId: personId,
      progress,
      version: 3,
      answers,
      sourced: [],
      materials: [],
      asked: null,
      history: [],
      ...standingOfCase({ id, progress, rules: item.clocks, calendar }),
      startedAt: at,
      submittedAt: at,
      lastAt: at,
      urgedOn: null,
      licenceId: null,
    }
  }
  for (let done = 0; done < count; done += INSERTED_AT_ONCE)
    await Applications.collection.insertMany(Array.from({ length: Math.min(INSERTED_AT_ONCE, count - done) }, (_, i) => build(from + done + i)) as never, {
      ordered: false,
    })
}

interface Explained {
  executionStats: { totalKeysExamined: number; totalDocsExamined: number; nReturned: number }
}

/** Q1: a page of the queue, over HTTP and by its query, at the head and deep inside. */
async function measureQueue({ server, bearer }: City) {
  const { port } = server.address() as AddressInfo
  const places = await Applications.collection
    .find({ office: OFFICE, state: 'open' }, { projection: { place: 1 } })
    .sort({ place: 1 })
    .skip(Math.floor(CASES / 2))
    .limit(1)
    .toArray()
  const deep = String(places[0]!.place)
  const examined: number[] = []
  for (const after of [null, deep]) {
    const explained = (await queueQuery({ office: OFFICE, today: toCalendarDate(new Date()), after, limit: PAGE }).explain(
      'executionStats',
    )) as unknown as Explained
    examined.push(explained.executionStats.totalKeysExamined)
  }
  const ms: number[] = []
  for (let i = 0; i < PAGES; i += 1) {
    const from = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/staff/applications?limit=${PAGE}${i % 2 === 0 ? '' : `&after=${deep}`}`, {
      headers: { authorization: `Bearer ${bearer}` },
    })
    const { items } = (await answer.json()) as { items: unknown[] }
    if (answer.status !== 200 || items.length !== PAGE) throw new Error(`queue: ${answer.status}`)
    ms.push(performance.now() - from)
  }
  return { examined: Math.max(...examined), ms }
}

/** Runs rounds until they are done, and what the heap holds after each and at the most before the garbage goes. */
async function runRounds(round: () => Promise<number>, most = Infinity) {
  const held: number[] = []
  let peak = 0
  let done = 0
  const from = performance.now()
  while (done < most) {
    const count = await round()
    if (count === 0) break
    done += count
    peak = Math.max(peak, process.memoryUsage().heapUsed)
    collectGarbage()
    held.push(process.memoryUsage().heapUsed)
  }
  return { done, seconds: (performance.now() - from) / 1_000, held: spreadOf(held).median, peak }
}
type Ran = Awaited<ReturnType<typeof runRounds>>

/** Q2: the clock's rounds until nothing is due, and one with nothing due. */
async function measureClock({ api }: City) {
  const ran = await runRounds(api.applications.moveDue)
  const from = performance.now()
  if ((await api.applications.moveDue()) > 0) throw new Error('the clock is not done')
  return { ...ran, idleMs: performance.now() - from }
}

/** Q4: a calendar in which one more day is off is published, and open cases are counted by it. */
async function measureRecount({ api, content }: City, version: number): Promise<Ran> {
  const { platform } = api
  const china = content.workCalendar('china')
  if (!china) throw new Error('the calendar of the benchmark is gone')
  const now = () => new Date()
  const day = addDays(toCalendarDate(now()), version)
  const off = { from: day, to: day, zh: '放假', en: 'Day off' }
  const years = china.years.map((year) => (year.year === Number(day.slice(0, 4)) ? { ...year, off: [...year.off, off] } : year))
  const body = { ...china, version, years }
  const entry = { kind: 'workCalendar', code: china.code, version, status: 'published', effectiveFrom: new Date(0), sha256: 'of the benchmark', body }
  await mongoose.connection.collection<{ _id: string }>('content').insertOne({ _id: `workCalendar:${china.code}@${version}`, ...entry })
  await content.refresh()
  if (calendarOf(content).version !== version) throw new Error('the calendar was not heard of')
  const store = createMongoApplications({ trail: platform.trail })
  const recountCase = createRecountCase({ store, contentOf: createFindCaseContent(content), now })
  const log = { error: (event: string) => Promise.reject(new Error(event)) } as never
  const recountOpen = createRecountOpen({ store, recountCase, calendar: () => calendarOf(content), refresh: content.refresh, log })
  return runRounds(recountOpen, RECOUNTED)
}

/** Node lets a running program ask for it. */
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const mega = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`

const thousands = (n: number) => n.toLocaleString('en')
const grewRow = (goal: string, what: string, few: Ran, all: Ran) => ({
  goal,
  what: `${what}: its heap between rounds, and at most within one, over ${thousands(FEW)} and over ${thousands(CASES)} open cases in one run`,
  figure: `${mega(few.held)}, ${mega(all.held)}; at most ${mega(few.peak)}, ${mega(all.peak)}`,
  target: '≤ 1.1 ×',
  met: all.held <= 1.1 * few.held,
})

/** Q1, Q2, Q4: the queue of one office, the clock and a new calendar over a million open cases (issue 4, §4). */
export async function measure(): Promise<Report> {
  const city = await openCity()
  await seed(city, { from: 0, count: FEW })
  const [clockOfFew, recountOfFew] = [await measureClock(city), await measureRecount(city, 2)]
  const from = performance.now()
  // Those that were over are gone.
  await seed(city, { from: FEW, count: CASES - FEW + DUE })
  const seededMs = performance.now() - from
  const queue = await measureQueue(city)
  const clock = await measureClock(city)
  const recount = await measureRecount(city, 3)
  city.server.close()
  await city.api.stop()
  await disconnectMongo()
  const of = `${thousands(CASES)} open cases of one office`
  const each = (1_000 * recount.seconds) / Math.max(1, recount.done)
  return {
    rows: [
      {
        goal: 'Q1',
        what: `a page of ${PAGE} of the queue, ${of}: keys examined`,
        figure: String(queue.examined),
        target: `≤ ${PAGE + 1}`,
        met: queue.examined <= PAGE + 1,
      },
      {
        goal: 'Q1',
        what: 'the same over HTTP, head and middle of the queue in turn',
        figure: `median ${spreadOf(queue.ms).median.toFixed(1)} ms, p99 ${quantileOf(queue.ms, 0.99).toFixed(1)} ms`,
        target: '–',
        met: null,
      },
      {
        goal: 'Q2',
        what: `clock job over ${of}, ${thousands(DUE)} of them due`,
        figure: `${clock.done} moves in ${clock.seconds.toFixed(1)} s (${((1_000 * clock.seconds) / Math.max(1, clock.done)).toFixed(1)} ms each, paper, audit and message with it); a round with nothing due ${clock.idleMs.toFixed(1)} ms`,
        target: `${DUE} moves`,
        met: clock.done === DUE,
      },
      grewRow('Q2', 'clock job', clockOfFew, clock),
      { goal: 'Q2', what: 'for comparison: the cases written', figure: `${(seededMs / 1_000).toFixed(0)} s`, target: '–', met: null },
      {
        goal: 'Q4',
        what: `a calendar is published: ${thousands(RECOUNTED)} of ${of} counted anew`,
        figure: `${recount.seconds.toFixed(1)} s (${each.toFixed(2)} ms each: all of them ${((each * CASES) / 60_000).toFixed(0)} min)`,
        target: `${RECOUNTED} counted`,
        met: recount.done >= RECOUNTED,
      },
      grewRow('Q4', 'counting anew', recountOfFew, recount),
    ],
  }
}

if (require.main === module) reportFrom(measure)
