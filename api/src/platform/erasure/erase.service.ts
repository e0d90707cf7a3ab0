import * as z from 'zod/mini'
import type { AuditAct } from '../audit/audit'
import { inTransaction, type DbSession } from '../db/mongo'
import { isClosed } from './erasable-keys'
import type { ErasableKey, ErasableKeyStore } from './erasable-keys.model'
import { boundsOf, monthsBetween, periodOf } from './period'

/** What says who did what: network logs are kept at least six months (网络安全法 art. 21). Other kinds may go earlier, and some have to. */
const LOGS = ['audit', 'ledger']
const LOGS_KEPT_MONTHS = 6

const count = z.int().check(z.minimum(1))
/**
 * How long each kind is kept: whole months after the month it was recorded in, or, for what is kept shorter, days after its own day: content, not
 * code (`content/access/retention.json`). `afterSunsetDays`: how long after the health code was switched off for good 停用并销毁.
 */
export const RetentionTable = z
  .record(
    z.string(),
    z.union([
      z.strictObject({ keptMonths: count, why: z.string() }),
      z.strictObject({ keptDays: count, afterSunsetDays: z.int().check(z.minimum(0), z.maximum(60)), why: z.string() }),
    ]),
  )
  .check(z.refine((table) => LOGS.every((kind) => monthsOf(table[kind]) >= LOGS_KEPT_MONTHS), 'logs are kept six months'))
export type RetentionTable = z.infer<typeof RetentionTable>
export type RetentionRule = RetentionTable[string]

const monthsOf = (rule: RetentionRule | undefined): number => (rule && 'keptMonths' in rule ? rule.keptMonths : 0)
/** Days a kind is kept. @throws Error for one the table does not keep by the day */
export function keptDaysOf(table: RetentionTable, kind: string): number {
  const rule = table[kind]
  if (!rule || !('keptDays' in rule)) throw new Error(`content/access/retention.json keeps no ${kind} by the day`)
  return rule.keptDays
}

const DAY_MS = 86_400_000
/** A month is over for a kind when the last record of its last day is: never on the first of a month that is too near. */
function isOver(rule: RetentionRule, period: string, at: Date): boolean {
  if ('keptMonths' in rule) return monthsBetween(period, periodOf(at)) > rule.keptMonths
  return at.getTime() >= boundsOf(period).until.getTime() + rule.keptDays * DAY_MS
}

interface Parts {
  store: Pick<ErasableKeyStore, 'destroy' | 'list'>
  retention: RetentionTable
  record: (session: DbSession, act: AuditAct) => Promise<void>
  /** What else holds the same, by kind: taken away with it. May run twice. */
  alongside: Readonly<Record<string, (bounds: { from: Date; until: Date }) => Promise<number>>>
  now: () => Date
}

/** Act under which an erasure stands in the audit trail, about the id of the key. */
export const ERASED = 'records.erased'

export type EraseOutcome = 'erased' | 'erasedBefore' | 'nothingRecorded' | 'tooYoung' | 'retentionRuns'
export type EraseService = ReturnType<typeof createEraseService>

/**
 * Erases what is personal in the records of a kind and month 按规定删除: the key goes and with it every salt and text, the chain and
 * its digests stay (R18). The act stands in the audit trail, in one transaction with it.
 */
export function createEraseService({ store, retention, record, alongside, now }: Parts) {
  const destroy = ({ _id: id, kind, period }: Pick<ErasableKey, '_id' | 'kind' | 'period'>, because?: string): Promise<boolean> =>
    inTransaction(async (session) => {
      if (!(await store.destroy({ id, at: now() }, session))) return false
      await record(session, { action: ERASED, actor: null, subjectId: id, facts: { kind, period }, ...(because && { reason: because }) })
      return true
    })
  const isLiving = ({ wrapped }: ErasableKey) => wrapped !== null

  /** @param because document it rests on when it comes before the retention is over */
  async function erase({ kind, period, because }: { kind: string; period: string; because?: string }): Promise<EraseOutcome> {
    const rule = retention[kind]
    if (!rule) throw new Error(`content/access/retention.json has no kind ${kind}`)
    const at = now()
    if (!isClosed(period, at) && !('keptDays' in rule && isOver(rule, period, at))) return 'tooYoung'
    if (!because && !isOver(rule, period, at)) return 'retentionRuns'
    const known = (await store.list()).filter((key) => key.kind === kind && key.period === period)
    if (known.length === 0) return 'nothingRecorded'
    let done = false
    for (const key of known.filter(isLiving)) done = (await destroy(key, because)) || done
    // Repeated after a kill: what stands beside the records goes again, which changes nothing where it is gone.
    await alongside[kind]?.(boundsOf(period))
    return done ? 'erased' : 'erasedBefore'
  }

  /** Every kind and month whose retention is over 到期删除; answers how many were erased. */
  async function eraseDue(): Promise<number> {
    let erased = 0
    const due = (await store.list()).filter((key) => {
      const rule = retention[key.kind]
      return rule !== undefined && isLiving(key) && isOver(rule, key.period, now())
    })
    for (const { kind, period } of due) if ((await erase({ kind, period })) === 'erased') erased++
    return erased
  }

  /**
   * Every living key of a kind that was made before an instant, the present month's too: for what is collected no more. Answers how many there were.
   * @param because document it rests on
   */
  async function eraseLiving({ kind, madeUntil, because }: { kind: string; madeUntil: Date; because: string }): Promise<number> {
    let erased = 0
    for (const key of (await store.list()).filter((each) => each.kind === kind && isLiving(each) && each.madeAt <= madeUntil))
      if (await destroy(key, because)) erased++
    return erased
  }

  return { erase, eraseDue, eraseLiving }
}
