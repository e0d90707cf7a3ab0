import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient, type Db } from 'mongodb'
import { quick, reportFrom, shareOf, type Report } from './options'
import { spreadOf } from './rounds'
import { ONE_WARM_IN } from './served/health-residents'
import { startServed, type Served } from './served/start'

const PEOPLE = shareOf({ quick: 3_000, full: 1_000_000 })
const CHANGED = Math.ceil(PEOPLE / ONE_WARM_IN)
const LOOK_MS = 50
const SAMPLE_MS = quick ? 200 : 5_000
/** A lease that a killed process held, and as long again. */
const STUCK_MS = 120_000

interface Recolouring {
  _id: string
  to: number
  state: 'running' | 'done'
  looked: number
  told: number
}
interface Sample {
  heap: number
  rss: number
}
/** What one process did of it. */
interface Stretch {
  looked: number
  seconds: number
  cpu: number
  databaseCpu: number
  samples: Sample[]
}

/** Follows a process until it has looked at so many, or is done. @throws Error when it does not get on */
async function follow(served: Served, { db, to, until }: { db: Db; to: number; until: number }): Promise<Stretch> {
  const find = async () => (await db.collection<Recolouring>('health_recolourings').findOne({ to })) ?? { state: 'running', looked: 0 }
  const pid = Number(process.env.BENCH_MONGOD_PID)
  const cpuOf = () => served.order<{ own: number; database: number }>('cpu', pid)
  const before = (await find()).looked
  const samples: Sample[] = []
  let [from, cpu] = [performance.now(), await cpuOf()]
  let [sampledAt, movedAt, looked] = [-Infinity, performance.now(), before]
  for (;;) {
    const now = await find()
    if (now.looked > looked) {
      // The first batch begins the stretch: a lease may have had to run out before it.
      if (looked === before) [from, cpu] = [performance.now(), await cpuOf()]
      ;[looked, movedAt] = [now.looked, performance.now()]
    }
    if (now.state === 'done' || looked >= until) break
    if (performance.now() - movedAt > STUCK_MS) throw new Error(`recolouring stands at ${looked}`)
    if (looked > before && performance.now() - sampledAt > SAMPLE_MS) {
      samples.push(await served.order<Sample>('memory'))
      sampledAt = performance.now()
    }
    await pause(LOOK_MS)
  }
  const after = await cpuOf()
  const seconds = (performance.now() - from) / 1_000
  return { looked: looked - before, seconds, cpu: after.own - cpu.own, databaseCpu: after.database - cpu.database, samples }
}

const mega = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`
/** First and second half of a stretch. */
function halvesOf(samples: readonly Sample[], of: keyof Sample): [number, number] {
  const values = samples.map((sample) => sample[of])
  const middle = Math.ceil(values.length / 2)
  const [first, second] = [values.slice(0, middle), values.slice(middle)]
  return [spreadOf(first).median, spreadOf(second.length > 0 ? second : first).median]
}

/** H3: a rule set that changes every tenth colour comes in force; the process that tells them is killed in the middle (issue 5, §2). */
export async function measure(): Promise<Report> {
  const keyDir = mkdtempSync(join(tmpdir(), 'zsb-bench-keys-'))
  const start = () => startServed('health-recolour.ts', { BENCH_KEY_DIR: keyDir })
  const mongo = await MongoClient.connect(process.env.BENCH_MONGODB_URI ?? '')
  const db = mongo.db()
  try {
    // By a process of its own: what it needed for that is not what is measured.
    const builder = await start()
    await builder.order('layDown', PEOPLE)
    builder.stop()
    const first = await start()
    await first.order('begin')
    // The set that is in force already changes nobody's colour.
    while (!(await db.collection('health_recolourings').findOne({ state: 'done' }))) await pause(LOOK_MS)
    const to = await first.order<number>('publish')
    const stretches = [await follow(first, { db, to, until: PEOPLE / 2 })]
    await first.kill()
    const second = await start()
    await second.order('publish')
    await second.order('begin')
    stretches.push(await follow(second, { db, to, until: Infinity }))
    second.stop()
    return { rows: [...speedRows(stretches), ...stretches.map(memoryRow), await exactRow(db, to)] }
  } finally {
    await mongo.close()
    rmSync(keyDir, { recursive: true, force: true })
  }
}

const what = `${PEOPLE.toLocaleString('en')} people recoloured, ${CHANGED.toLocaleString('en')} of them another colour`

function speedRows(stretches: readonly Stretch[]) {
  const sum = (of: (stretch: Stretch) => number) => stretches.reduce((total, stretch) => total + of(stretch), 0)
  const looked = sum((stretch) => stretch.looked)
  const perCpu = (cpu: number) => (looked / cpu).toFixed(0)
  const cpu = sum((stretch) => stretch.cpu)
  const figure = `${(looked / sum(({ seconds }) => seconds)).toFixed(0)} rows per second; ${perCpu(cpu)} per CPU-second of the API, ${perCpu(cpu + sum(({ databaseCpu }) => databaseCpu))} with mongod`
  return [{ goal: 'H3', what, figure, target: '–', met: null }]
}

function memoryRow({ samples, looked }: Stretch, i: number) {
  const [heap, rss] = (['heap', 'rss'] as const).map((of) => halvesOf(samples, of))
  const name = i === 0 ? 'before the kill' : 'after it'
  return {
    goal: 'H3',
    what: `memory ${name}, ${looked.toLocaleString('en')} people: heap after a collection, and rss, median of the first and of the second half`,
    figure: `${heap!.map(mega).join(', ')}; ${rss!.map(mega).join(', ')}`,
    target: '≤ 1.1 ×',
    met: heap![1] <= 1.1 * heap![0],
  }
}

/** Everybody is looked at and counted once, and told once, whatever the kill fell into. */
async function exactRow(db: Db, to: number) {
  const ended = await db.collection<Recolouring>('health_recolourings').findOne({ to })
  const notices = db.collection('notices')
  const told = await notices.countDocuments({ kind: 'healthRulesChanged' })
  const persons = (await notices.aggregate([{ $match: { kind: 'healthRulesChanged' } }, { $group: { _id: '$personId' } }, { $count: 'n' }]).next())?.n as number
  const found = [ended?.looked, ended?.told, told, persons]
  return {
    goal: 'H3',
    what: 'kill -9 in the middle: people looked at, counted as told, notices, people who have one',
    figure: found.join(', '),
    target: [PEOPLE, CHANGED, CHANGED, CHANGED].join(', '),
    met: ended?.state === 'done' && found.join() === [PEOPLE, CHANGED, CHANGED, CHANGED].join(),
  }
}

if (require.main === module) reportFrom(measure)
