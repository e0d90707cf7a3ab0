import type { CheckFinding, CheckFindingKind, HealthCheckPage, HealthCheckView } from '@zsb/shared/health-code'
import { startOfDay } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { PersonFinding } from './check-people'
import type { CheckStore, HealthCheck } from './checks.store'

interface Parts {
  store: CheckStore
  requireActive: () => Promise<unknown>
  /** Since when the health code is on; null while it is off. */
  activeSince: () => Promise<Date | null>
  /** Everybody who may have a colour. */
  everybody: () => AsyncIterable<string>
  checkPerson: (query: { personId: string; since: Date; now: Date }) => Promise<PersonFinding[]>
  /** References of what is not as it was signed, by kind. */
  unexplained: Readonly<Record<'activation' | 'input' | 'override' | 'sunset' | 'contactQuery' | 'ruleSet', () => AsyncIterable<string>>>
  /** The database's own clock. */
  databaseTime: () => Promise<Date>
  newId: (at: Date) => string
  now: () => Date
}

const HOUR_MS = 3_600_000
/** By night, in Asia/Shanghai. */
const FROM_HOUR = 2
/** Codes are kept a day longer than they live. */
const LOOKS_BACK_MS = 24 * HOUR_MS
/** A night and a bit: with no check ended for longer, nobody looks. */
const LATE_AFTER_MS = 26 * HOUR_MS
const SAVED_EVERY = 200
/** As many different ones of each kind as somebody reads; the number of the others is counted, so that no flood of one kind hides another. */
const MOST_OF_KIND = 50
const OTHERS = '…'
const MOST_HOURS = 200
/** A clock that is off by more was turned, or nobody keeps it. */
const CLOCK_MAY_DIFFER_MS = 60_000

export type CheckService = ReturnType<typeof createCheckService>

/**
 * 夜间核对: every colour is recomputed from evidence, and everything it rests on is looked at again: signatures of authorities, both persons of every
 * change by hand, the publication of every rule set, the clock (R17). May be killed and run again: what it finds it finds anew.
 */
export function createCheckService({ store, requireActive, activeSince, everybody, checkPerson, unexplained, databaseTime, newId, now }: Parts) {
  /** Asked for by an operator, beside the nightly ones. @throws AppError HEALTH_CODE_OFF · CONFLICT while one waits or runs */
  async function ask(principal: Principal): Promise<HealthCheckView> {
    await requireActive()
    const check = begin(now())
    const act = { action: 'healthCheck.asked', actor: actorOf(principal), subjectId: null, facts: { checkId: check._id } }
    if ((await store.add(check, act)) === 'known') throw new AppError('CONFLICT')
    return toView(check)
  }

  const begin = (at: Date): HealthCheck => ({ _id: newId(at), at, state: 'waiting', endedAt: null, people: 0, findings: [] })

  /** @throws AppError HEALTH_CODE_OFF */
  async function list({ after, limit }: { after: string | null; limit: number }): Promise<HealthCheckPage> {
    await requireActive()
    const { items, next } = await store.list({ after, limit })
    return { items: items.map(toView), next }
  }

  /** Runs the one that waits, that was left, or that is due tonight; answers what was found, null where nothing was to be done. */
  async function round(): Promise<readonly CheckFinding[] | null> {
    if (!(await activeSince())) return null
    const open = (await store.findOpen()) ?? (await beginDue())
    return open && run(open)
  }

  async function beginDue(): Promise<HealthCheck | null> {
    const at = now()
    const tonight = new Date(startOfDay(at).getTime() + FROM_HOUR * HOUR_MS)
    const last = await store.findLast()
    if (at < tonight || (last && last.at >= tonight)) return null
    const check = begin(at)
    return (await store.add(check, null)) === 'added' ? check : null
  }

  async function run({ _id: id }: HealthCheck): Promise<readonly CheckFinding[]> {
    const at = now()
    const since = new Date(at.getTime() - LOOKS_BACK_MS)
    const findings: CheckFinding[] = []
    let people = 0
    const add = (kind: CheckFindingKind, reference: string) => {
      const ofKind = findings.filter((each) => each.kind === kind)
      const named = ofKind.length < MOST_OF_KIND || ofKind.some((each) => each.reference === reference) ? reference : OTHERS
      const known = ofKind.find((each) => each.reference === named)
      if (known) known.count += 1
      else findings.push({ kind, reference: named, count: 1 })
    }
    const save = (set: Partial<HealthCheck>) => store.save({ id, set: { people, findings, ...set } })
    await save({ state: 'running' })
    for (const [kind, references] of Object.entries(unexplained) as [keyof typeof unexplained, () => AsyncIterable<string>][])
      try {
        for await (const reference of references()) add(kind, reference)
      } catch {
        // One record that nobody can read hides nothing of what comes after it.
        add('unreadable', kind)
      }
    for (const hour of await store.listClockMarks({ since, limit: MOST_HOURS })) add('clock', hour.toISOString().slice(0, 13))
    for await (const personId of everybody()) {
      for (const { kind, reference } of await checkPerson({ personId, since, now: at })) add(kind, reference)
      people += 1
      if (people % SAVED_EVERY === 0) await save({})
    }
    await save({ state: 'done', endedAt: now() })
    return findings
  }

  /** Whether none has ended for longer than a night: whatever stops them, somebody has to hear of it. */
  async function isLate(): Promise<boolean> {
    const [since, ended] = [await activeSince(), await store.findLastEnded()]
    if (!since) return false
    return now().getTime() - Math.max(since.getTime(), ended?.getTime() ?? 0) > LATE_AFTER_MS
  }

  /** Every process looks at its own clock. */
  async function watchClock(): Promise<void> {
    if (!(await activeSince())) return
    const before = now()
    const database = await databaseTime()
    // The database answered between the two.
    const [early, late] = [before.getTime() - database.getTime(), now().getTime() - database.getTime()]
    const offMs = early > 0 ? early : late < 0 ? late : 0
    if (Math.abs(offMs) > CLOCK_MAY_DIFFER_MS) await store.markClock({ at: database, offMs })
  }

  return { ask, list, round, isLate, watchClock }
}

const toView = ({ _id: id, at, state, endedAt, people, findings }: HealthCheck): HealthCheckView => ({
  id,
  state,
  at: at.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  people,
  findings,
})
