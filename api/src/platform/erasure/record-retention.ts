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
  now: () => Date
}

/** What is kept for days goes on its day 到期删除, whether or not the database's own clock has come by. Answers how many records went. */
export function createRecordRetention({ kinds, retention, records, endedAt, now }: Parts) {
  return async function eraseOld(): Promise<number> {
    const at = now()
    const ended = await endedAt()
    let erased = 0
    for (const kind of kinds) {
      const before = new Date(at.getTime() - keptDaysOf(retention, kind.code) * DAY_MS)
      const except = kind.keptLonger?.(at)
      for (const place of kind.records) erased += await records.take(place, { before, ...(except && { except }) })
      if (ended && goesAtOnce(retention, kind)) for (const place of kind.records) erased += await records.take(place, { before: ended })
    }
    return erased
  }
}

function goesAtOnce(retention: RetentionTable, { code }: RecordKind): boolean {
  const rule = retention[code]
  return rule !== undefined && 'afterSunsetDays' in rule && rule.afterSunsetDays === 0
}
