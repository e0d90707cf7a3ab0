import { nextClockMove, type Command } from '@zsb/shared/application'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Log } from '../../platform/log/log'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'
import type { MoveCase } from './move-case'
import { standingOfCase } from './standing-of-case'

interface Parts {
  store: Pick<ApplicationStore, 'listDue' | 'change'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  log: Pick<Log, 'error'>
  now: () => Date
}

const BATCH = 100

/**
 * Moves that nobody makes but time: 视为受理, 逾期未补正终止, 容缺逾期, 视为准予延续. Each is conditional on the case being as it was, so that two
 * processes and a round begun again make it once.
 * @returns how many cases were gone through
 */
export function createClockMoves({ store, contentOf, moveCase, log, now }: Parts) {
  return async function moveDue(): Promise<number> {
    const today = toCalendarDate(now())
    const due = await store.listDue({ today, limit: BATCH })
    for (const record of due) await moveOne(record, today)
    return due.length
  }

  async function moveOne(record: ApplicationRecord, today: string): Promise<void> {
    try {
      const { item, calendar } = contentOf(record)
      const { progress } = record
      const next = nextClockMove({ progress, rules: item.clocks, calendar })
      if (next && next.on <= today) await moveCase({ record, command: { action: next.action } as Command, by: 'clock', actor: null })
      else await putBack(record)
    } catch (cause) {
      // Somebody moved it meanwhile; its new clock stands with it.
      if (cause instanceof AppError && cause.code === 'APPLICATION_MOVED') return
      log.error('applications.clockFailed', { id: record._id, cause })
      await setAside(record, today)
    }
  }

  /** One that cannot be moved holds nobody up: it is tried again tomorrow, and the log alarms. */
  async function setAside(record: ApplicationRecord, today: string): Promise<void> {
    const act = { action: 'application.clockFailed', actor: null, subjectId: record.subjectId, facts: { applicationId: record._id } }
    await store.change({ id: record._id, version: record.version, set: { clockOn: addDays(today, 1) }, act })
  }

  /** A new calendar moved the day. */
  async function putBack(record: ApplicationRecord): Promise<void> {
    const { item, calendar } = contentOf(record)
    const set = standingOfCase({ id: record._id, progress: record.progress, rules: item.clocks, calendar })
    const act = { action: 'application.recounted', actor: null, subjectId: record.subjectId, facts: { applicationId: record._id } }
    await store.change({ id: record._id, version: record.version, set, act })
  }
}
