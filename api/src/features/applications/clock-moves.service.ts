import { nextClockMove, recountKept, tellingOf, type ApplicationAction, type Command } from '@zsb/shared/application'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Log } from '../../platform/log/log'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'
import { stillPromised } from './gap-promise'
import type { MoveCase } from './move-case'
import type { RecountCase } from './recount-case'

interface Parts {
  store: Pick<ApplicationStore, 'listDue'>
  contentOf: FindCaseContent
  moveCase: MoveCase
  recountCase: RecountCase
  log: Pick<Log, 'error'>
  now: () => Date
}

const BATCH = 100

/**
 * Moves that nobody makes but time: 视为受理, 逾期未补正终止, 容缺逾期, 视为准予延续. Each is conditional on the case being as it was, so that two
 * processes and a round begun again make it once.
 * @returns how many cases were gone through
 */
export function createClockMoves({ store, contentOf, moveCase, recountCase, log, now }: Parts) {
  return async function moveDue(): Promise<number> {
    const today = toCalendarDate(now())
    const due = await store.listDue({ today, limit: BATCH })
    for (const record of due) await moveOne(record, today)
    return due.length
  }

  async function moveByClock(record: ApplicationRecord, action: ApplicationAction): Promise<void> {
    const { materials, clocks } = contentOf(record).item
    const promised = action === 'deemAccepted' ? stillPromised(record) : []
    const gaps = materials.filter(({ code }) => promised.includes(code)).map((material) => ({ material, reason: '' }))
    const note = tellingOf({ action, gaps, ...(clocks.gapDays !== null && { days: clocks.gapDays }) })
    const command = (action === 'deemAccepted' ? { action, promised } : { action }) as Command
    await moveCase({ record, command, by: 'clock', actor: null, ...(note && { note }) })
  }

  async function moveOne(record: ApplicationRecord, today: string): Promise<void> {
    try {
      const { item, calendar } = contentOf(record)
      const next = nextClockMove({ progress: recountKept(record.progress, calendar), rules: item.clocks, calendar })
      if (next && next.on <= today) await moveByClock(record, next.action)
      // A new calendar moved the day.
      else await recountCase.recount(record)
    } catch (cause) {
      // Somebody moved it meanwhile; its new clock stands with it.
      if (cause instanceof AppError && cause.code === 'APPLICATION_MOVED') return
      log.error('applications.clockFailed', { id: record._id, cause })
      await recountCase.setAside(record)
    }
  }
}
