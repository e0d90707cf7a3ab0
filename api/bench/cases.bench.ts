import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { newProgress } from '@zsb/shared/application'
import { dueAfterCalendarDays } from '@zsb/shared/work-calendar'
import type { Api } from '../src/assemble/assemble'
import { Applications, queueQuery } from '../src/features/applications/applications.model'
import type { ApplicationRecord } from '../src/features/applications/applications.store'
import { standingOfCase } from '../src/features/applications/standing-of-case'
import { createContentService, mongoContent, type ContentService } from '../src/features/content'
import { Holders } from '../src/features/holders/holders.model'
import { Sessions } from '../src/features/sessions/sessions.model'
import { StaffAccounts } from '../src/features/staff/staff.model'
import { newJti } from '../src/platform/crypto'
import { disconnectMongo } from '../src/platform/db/mongo'
import { quick, reportFrom, type Report } from './options'
import { quantileOf, spreadOf } from './rounds'
import { openApi } from './served/open-api'
import { buildClerk } from './served/people'

const CASES = quick ? 3_000 : 1_000_000
/** Of them the clock has run out for: as many as it would be if every case of a month ended on the same day. */
const DUE = quick ? 300 : 10_000
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

/** Cases that wait for a supplement, all of one office: as many days apart as a year has, the first of them over. */
async function seed({ api, content, personId }: City): Promise<void> {
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
    const askedOn = addDays(today, i < DUE ? -40 : (i % 25) - 25)
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
  for (let from = 0; from < CASES; from += INSERTED_AT_ONCE)
    await Applications.collection.insertMany(Array.from({ length: Math.min(INSERTED_AT_ONCE, CASES - from) }, (_, i) => build(from + i)) as never, {
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

/** Q2: the clock's rounds until nothing is due, and what the heap holds meanwhile. */
async function measureClock({ api }: City) {
  const idleFrom = async () => {
    const from = performance.now()
    const moved = await api.applications.moveDue()
    return { moved, ms: performance.now() - from }
  }
  const heapAt: number[] = []
  const from = performance.now()
  let moved = 0
  for (;;) {
    const { moved: count } = await idleFrom()
    if (count === 0) break
    moved += count
    collectGarbage()
    heapAt.push(process.memoryUsage().heapUsed)
  }
  const seconds = (performance.now() - from) / 1_000
  const idle = await idleFrom()
  const half = Math.floor(heapAt.length / 2)
  const [early, late] = [spreadOf(heapAt.slice(0, half)).median, spreadOf(heapAt.slice(half)).median]
  return { moved, seconds, idleMs: idle.ms, early, late }
}

/** Node lets a running program ask for it. */
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const mega = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`

/** Q1, Q2: the queue of one office and the clock over a million open cases (issue 4, §4). */
export async function measure(): Promise<Report> {
  const city = await openCity()
  const from = performance.now()
  await seed(city)
  const seededMs = performance.now() - from
  const queue = await measureQueue(city)
  const clock = await measureClock(city)
  city.server.close()
  await city.api.stop()
  await disconnectMongo()
  const of = `${CASES.toLocaleString('en')} open cases of one office`
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
        what: `clock job over ${of}, ${DUE.toLocaleString('en')} of them due`,
        figure: `${clock.moved} moves in ${clock.seconds.toFixed(1)} s (${((1_000 * clock.seconds) / Math.max(1, clock.moved)).toFixed(1)} ms each, paper, audit and message with it); a round with nothing due ${clock.idleMs.toFixed(1)} ms`,
        target: `${DUE} moves`,
        met: clock.moved === DUE,
      },
      {
        goal: 'Q2',
        what: 'its heap, median of the first and of the second half of the rounds',
        figure: `${mega(clock.early)}, ${mega(clock.late)}`,
        target: '≤ 1.1 ×',
        met: clock.late <= 1.1 * clock.early,
      },
      { goal: 'Q2', what: 'for comparison: the cases written', figure: `${(seededMs / 1_000).toFixed(0)} s`, target: '–', met: null },
    ],
  }
}

if (require.main === module) reportFrom(measure)
