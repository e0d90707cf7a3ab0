import { keptDaysOf, type RetentionTable } from './erase.service'
import type { RecordKind } from './record-kind'
import type { RecordStore } from './records.model'

const DAY_MS = 86_400_000

interface Parts {
  kinds: readonly RecordKind[]
  retention: RetentionTable
  records: Pick<RecordStore, 'take'>
  /** When the collection of all of them ended for good, or null: what a restore brings back of the time before goes too. */
  endedAt: () => Promise<Date | null>
  /** Whether nothing is collected since then: whatever is there goes, also of the time after it. */
  isOff: () => Promise<boolean>
  /** Whether that is being worked off and counted: it is left to whoever counts. */
  isErasing: () => Promise<boolean>
  now: () => Date
}

/** What is kept for days goes on its day 到期删除, whether or not the database's own clock has come by. Answers how many records went. */
export function createRecordRetention({ kinds, retention, records, endedAt, isOff, isErasing, now }: Parts) {
  return async function eraseOld(): Promise<number> {
    const at = now()
    const ended = (await isErasing()) ? null : await endedAt()
    // Nothing that comes in while this goes round: it may be switched on meanwhile. What bears a later time goes in a later round.
    const before = ended && (await isOff()) ? at : ended
    let erased = 0
    for (const kind of kinds) {
      const old = new Date(at.getTime() - keptDaysOf(retention, kind.code) * DAY_MS)
      const except = kind.keptLonger?.(at)
      for (const place of kind.records) erased += await records.take(place, { before: old, ...(except && { except }) })
      if (before && goesAtOnce(retention, kind)) for (const place of kind.records) erased += await records.take(place, { before })
    }
    return erased
  }
}

function goesAtOnce(retention: RetentionTable, { code }: RecordKind): boolean {
  const rule = retention[code]
  return rule !== undefined && 'afterSunsetDays' in rule && rule.afterSunsetDays === 0
}
