import mongoose, { type ClientSession, type Schema } from 'mongoose'
import type { Log } from '../log/log'
import { openFilterReason } from './open-filter'

mongoose.set('strict', 'throw')
mongoose.set('strictQuery', 'throw')
mongoose.set('sanitizeFilter', true)
mongoose.set('autoIndex', false)
mongoose.set('autoCreate', false)
mongoose.plugin(refuseOpenFilters)

/**
 * `sanitizeFilter` alone turns unknown filters into `{}`, which matches everything (R12). This plugin refuses what
 * `openFilterReason` names. A query that really means everything says so: `.setOptions({ everything: true })`.
 */
function refuseOpenFilters(schema: Schema): void {
  schema.pre(/^(count|find|update|delete|replace|distinct)/, function (this: unknown) {
    const query = this as { getFilter?: () => Record<string, unknown>; getOptions?: () => { everything?: boolean } }
    if (typeof query.getFilter !== 'function' || query.getOptions?.().everything) return
    const reason = openFilterReason(query.getFilter())
    if (reason) throw new Error(`refused: a filter with ${reason}`)
  })
}

/** Everything a person is told has happened is acknowledged by the journaled majority (R25). */
export const DURABLE = { w: 'majority', journal: true } as const

/**
 * How long a line to the server may be silent in the middle of a question. A primary that is cut off leaves its lines standing: whatever is
 * on its way there, and the batch behind it, waits this long before it goes to the new one. Longer than an election, or the repeat would go
 * to the old one too; short enough that verdicts are given again within 15 s (security.md, «step-down, partition»).
 */
const SILENT_MS = 13_000
/** A new line to such a primary is taken and never greeted: nobody waits for that as long as for an answer. */
const GREETING_MS = 5_000
/**
 * How often every server is asked how it stands. One that is cut off is found out after this and a greeting together; then the driver gives up
 * the lines to it, and what was under way there goes to the new primary long before `SILENT_MS` is over.
 */
const PULSE_MS = 2_000

/**
 * Connects and proves that the server is what the product is specified on.
 * @param patient for tools that nobody waits for: building an index or walking a chain may take the server long
 * @throws Error with a sentence for the operator when it is a standalone server or, in production, an outdated one or one that runs
 *   JavaScript
 */
export async function connectMongo({
  uri,
  production,
  log,
  patient = false,
}: {
  uri: string
  production: boolean
  log: Log
  patient?: boolean
}): Promise<void> {
  await mongoose.connect(uri, {
    writeConcern: DURABLE,
    readConcern: { level: 'majority' },
    retryWrites: true,
    serverSelectionTimeoutMS: 8_000,
    socketTimeoutMS: patient ? 0 : SILENT_MS,
    connectTimeoutMS: GREETING_MS,
    heartbeatFrequencyMS: PULSE_MS,
    maxPoolSize: 50,
    // While the server is away the driver waits for it and says so in its own words; mongoose's queue has an error without a name.
    bufferCommands: false,
  })
  const admin = mongoose.connection.db?.admin()
  const hello = (await admin?.command({ hello: 1 })) as { setName?: string; msg?: string } | undefined
  if (!hello?.setName && hello?.msg !== 'isdbgrid') {
    throw new Error('MongoDB is a standalone server: transactions and change streams need a replica set (one node is enough). Start mongod with --replSet.')
  }
  const { version } = (await admin?.command({ buildInfo: 1 })) as { version: string }
  if (production) {
    const scripting = scriptingOf(await admin?.command({ getCmdLineOpts: 1 }).catch(() => null))
    const problems = productionProblems({ version, scripting })
    if (problems.length > 0) throw new Error(problems.join('\n'))
    if (scripting === 'unknown') log.warn('mongo.scriptingUnknown')
  }
  log.info('mongo.connected', { version })
}

export type Scripting = 'on' | 'off' | 'unknown'

/**
 * Whether the server runs JavaScript (R12), from its answer to `getCmdLineOpts`; by default it does. That answer needs the role
 * `clusterMonitor`: an account without it cannot tell, and then the operator has to (README, «Into production»).
 */
export function scriptingOf(answer: unknown): Scripting {
  const { parsed } = (answer ?? {}) as { parsed?: { security?: { javascriptEnabled?: unknown } } }
  if (typeof parsed !== 'object' || parsed === null) return 'unknown'
  return parsed.security?.javascriptEnabled === false ? 'off' : 'on'
}

/** What keeps a server out of production, every reason at once, as sentences for the operator. */
export function productionProblems({ version, scripting }: { version: string; scripting: Scripting }): string[] {
  return [
    ...(isSupported(version) ? [] : [`MongoDB ${version} is out of support: production needs 8.0.32 or later, or 7.0.43 or later.`]),
    ...(scripting === 'on' ? ['MongoDB runs JavaScript ($where): start every mongod and mongos with --noscripting (security.javascriptEnabled: false).'] : []),
  ]
}

/** Production floors of security.md R1. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (major === 7 && minor === 0) return patch >= 43
  if (major === 8 && minor === 0) return patch >= 32
  return major > 8 || (major === 8 && minor > 0)
}

export const disconnectMongo = (): Promise<void> => mongoose.disconnect()

/**
 * One transaction with majority commit; the body may run again on a write conflict, so it only touches the session. The driver's
 * own: mongoose's `connection.transaction` puts `__v` back into the documents of an aborted one, which `strict: 'throw'` refuses, so
 * that a lost race on a unique index came out as a defect.
 */
export async function inTransaction<T>(body: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await mongoose.connection.startSession()
  try {
    return await session.withTransaction(body, { writeConcern: DURABLE, readConcern: { level: 'snapshot' } })
  } finally {
    await session.endSession()
  }
}

/** A transaction as the rest of the platform hands it on. */
export type DbSession = ClientSession

/** The driver's client and database behind the connection, for libraries that bring their own collections. */
export function currentDatabase(): { client: unknown; name: string } {
  return { client: mongoose.connection.getClient(), name: mongoose.connection.db?.databaseName ?? '' }
}

/** True for the server's «duplicate key», the outcome of losing a race on a unique index. */
export const isDuplicateKey = (cause: unknown): boolean => (cause as { code?: number } | null)?.code === 11000

/** True when the database answers. */
/** What time it is by the database's own clock. */
export async function databaseTime(): Promise<Date> {
  const { localTime } = (await mongoose.connection.db!.admin().command({ hello: 1 })) as { localTime: Date }
  return localTime
}

export async function pingMongo(): Promise<boolean> {
  try {
    await mongoose.connection.db?.admin().ping()
    return mongoose.connection.readyState === 1
  } catch {
    return false
  }
}
