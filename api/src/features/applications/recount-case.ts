import { recountKept } from '@zsb/shared/application'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { calendarName, type WorkCalendar } from '@zsb/shared/work-calendar'
import type { Log } from '../../platform/log/log'
import type { ApplicationRecord, ApplicationStore, Recount } from './applications.store'
import type { FindCaseContent } from './case-content'
import { standingOfCase } from './standing-of-case'

interface Parts {
  store: Pick<ApplicationStore, 'recount'>
  contentOf: FindCaseContent
  now: () => Date
}
export type RecountCase = ReturnType<typeof createRecountCase>

/** The stored days of an open case counted by the calendar as it is now. Whoever counts it second changes nothing. */
export function createRecountCase({ store, contentOf, now }: Parts) {
  function count(record: ApplicationRecord): Recount {
    const { item, calendar } = contentOf(record)
    const progress = recountKept(record.progress, calendar)
    const { place, clockOn, calendar: countedBy } = standingOfCase({ id: record._id, progress, rules: item.clocks, calendar })
    const hasMoved = place !== record.place || clockOn !== record.clockOn
    const facts = { applicationId: record._id, calendar: countedBy ?? '' }
    const act = hasMoved ? { action: 'application.recounted', actor: null, subjectId: record.subjectId, facts } : null
    return { record, set: { progress, place, clockOn, calendar: countedBy }, act }
  }

  const recount = async (record: ApplicationRecord): Promise<void> => void (await store.recount(count(record)))

  /** One that cannot be counted or moved holds nobody up: the clock tries it again tomorrow, and the log alarms. */
  async function setAside(record: ApplicationRecord, set: Partial<Pick<ApplicationRecord, 'calendar'>> = {}): Promise<void> {
    const act = { action: 'application.clockFailed', actor: null, subjectId: record.subjectId, facts: { applicationId: record._id } }
    await store.recount({ record, set: { ...set, clockOn: addDays(toCalendarDate(now()), 1) }, act })
  }

  return { count, recount, setAside }
}

interface RoundParts {
  store: Pick<ApplicationStore, 'listCountedOtherwise' | 'recountUnmoved'>
  recountCase: RecountCase
  /** The calendar in force, as far as this process has heard. */
  calendar: () => WorkCalendar
  /** Reads the content anew. */
  refresh: () => Promise<void>
  log: Pick<Log, 'error'>
}

const BATCH = 500

/**
 * A year that was 暂定 is announced, or a calendar is corrected: every open case gets the days of the version in force. A case names the version
 * it was counted by, so a round begun again, or by another process, goes on with what is left, and memory holds one batch. Most days stay where they
 * are: those cases are written together, and what moves a day has its own transaction with its line in the trail.
 * @returns how many cases were gone through; none when all stand by the calendar in force
 */
export function createRecountOpen({ store, recountCase, calendar, refresh, log }: RoundParts) {
  const batch = () => store.listCountedOtherwise({ calendar: calendarName(calendar()), limit: BATCH })

  return async function recountOpen(): Promise<number> {
    if ((await batch()).length === 0) return 0
    // A process that has not heard of the newest version would take cases back to the one before.
    await refresh()
    const found = await batch()
    const counted = await countEach(found)
    await store.recountUnmoved(counted.filter(({ act }) => act === null))
    for (const { record, act } of counted) if (act !== null) await inTurn(record, recountCase.recount)
    return found.length
  }

  async function countEach(found: readonly ApplicationRecord[]) {
    const counted: (Recount & { record: ApplicationRecord })[] = []
    for (const record of found)
      await inTurn(record, async () => {
        counted.push({ ...recountCase.count(record), record })
      })
    return counted
  }

  /** One that cannot be counted holds nobody up. */
  async function inTurn(record: ApplicationRecord, work: (record: ApplicationRecord) => Promise<void>): Promise<void> {
    try {
      await work(record)
    } catch (cause) {
      log.error('applications.recountFailed', { id: record._id, cause })
      await recountCase.setAside(record, { calendar: calendarName(calendar()) })
    }
  }
}
