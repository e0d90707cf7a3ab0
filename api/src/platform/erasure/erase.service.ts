import * as z from 'zod/mini'
import type { AuditAct } from '../audit/audit'
import { inTransaction, type DbSession } from '../db/mongo'
import { isClosed, keyIdOf } from './erasable-keys'
import type { ErasableKeyStore } from './erasable-keys.model'
import { boundsOf, monthsBetween, periodOf } from './period'

/** What says who did what: network logs are kept at least six months (网络安全法 art. 21). Other kinds may go earlier, and some have to. */
const LOGS = ['audit', 'ledger']
const LOGS_KEPT_MONTHS = 6

/** How long each kind is kept, whole months after the month it was recorded in: content, not code (`content/access/retention.json`). */
export const RetentionTable = z
  .record(z.string(), z.strictObject({ keptMonths: z.int().check(z.minimum(1)), why: z.string() }))
  .check(z.refine((table) => LOGS.every((kind) => (table[kind]?.keptMonths ?? 0) >= LOGS_KEPT_MONTHS), 'logs are kept six months'))
export type RetentionTable = z.infer<typeof RetentionTable>

interface Parts {
  store: Pick<ErasableKeyStore, 'destroy' | 'find' | 'list'>
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
  /** @param because document it rests on when it comes before the retention is over */
  async function erase({ kind, period, because }: { kind: string; period: string; because?: string }): Promise<EraseOutcome> {
    const rule = retention[kind]
    if (!rule) throw new Error(`content/access/retention.json has no kind ${kind}`)
    const at = now()
    if (!isClosed(period, at)) return 'tooYoung'
    if (!because && monthsBetween(period, periodOf(at)) <= rule.keptMonths) return 'retentionRuns'
    const id = keyIdOf(kind, period)
    const known = await store.find(id)
    if (!known) return 'nothingRecorded'
    const done = await inTransaction(async (session) => {
      if (!(await store.destroy({ id, at }, session))) return false
      await record(session, { action: ERASED, actor: null, subjectId: id, facts: { kind, period }, ...(because && { reason: because }) })
      return true
    })
    // Repeated after a kill: what stands beside the records goes again, which changes nothing where it is gone.
    await alongside[kind]?.(boundsOf(period))
    return done ? 'erased' : 'erasedBefore'
  }

  /** Every kind and month whose retention is over 到期删除; answers how many were erased. */
  async function eraseDue(): Promise<number> {
    let erased = 0
    const present = periodOf(now())
    for (const { kind, period, wrapped } of await store.list()) {
      const rule = retention[kind]
      if (rule && wrapped !== null && monthsBetween(period, present) > rule.keptMonths && (await erase({ kind, period })) === 'erased') erased++
    }
    return erased
  }

  return { erase, eraseDue }
}
