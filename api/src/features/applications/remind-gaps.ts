import { GAP_COMMITMENT, hasOpenGap } from '@zsb/shared/application'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { Consumer } from '../../platform/outbox/outbox'
import type { ContentService } from '../content'
import type { Notify } from '../notices'
import type { ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'

interface Parts {
  store: Pick<ApplicationStore, 'listGapsEnding' | 'remindOfGap'>
  content: Pick<ContentService, 'commitment'>
  now: () => Date
}

const BATCH = 100

/**
 * 容缺到期提醒: whoever still owes a material is told once, so many days before the last one as the commitment says. Two processes and a round
 * begun again tell once.
 * @returns how many cases were gone through
 */
export function createRemindGaps({ store, content, now }: Parts) {
  return async function remindGaps(): Promise<number> {
    const known = content.commitment(GAP_COMMITMENT)
    if (!known) return 0
    const ending = await store.listGapsEnding({ by: addDays(toCalendarDate(now()), known.remindDaysBefore), limit: BATCH })
    for (const { _id, subjectId } of ending)
      await store.remindOfGap({
        id: _id,
        act: { action: 'application.gapReminded', actor: null, subjectId, facts: { applicationId: _id } },
        tell: { topic: 'application.gapEnding', key: _id, ids: { applicationId: _id } },
      })
    return ending.length
  }
}

interface TellParts {
  store: Pick<ApplicationStore, 'find'>
  contentOf: FindCaseContent
  notify: Notify
}

/** Nothing is told of what came meanwhile. */
export const createTellOfGap =
  ({ store, contentOf, notify }: TellParts): Consumer =>
  async ({ payload: { applicationId = '' } }) => {
    const record = await store.find(applicationId)
    const { gap } = record?.progress ?? {}
    if (!record || record.state !== 'open' || !gap || !hasOpenGap(record.progress)) return
    const { zh, en } = contentOf(record).item
    await notify({
      personId: record.applicantId,
      kind: 'gapEnding',
      words: { item: { zh, en }, date: { zh: gap.due.dueOn, en: gap.due.dueOn } },
      link: { kind: 'application', id: applicationId, subjectId: record.subjectId },
      sourceId: `${applicationId}:gap`,
    })
  }
