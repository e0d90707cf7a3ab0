import { ACCEPTED_STATUSES, clocksOf, type ApplicationEvent, type ApplicationSummary, type ClockView } from '@zsb/shared/application'
import { listCountedDays, type CountedDay } from '@zsb/shared/work-calendar'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord } from './applications.store'
import type { CaseContent, FindCaseContent } from './case-content'

/** What the phone and the window are told of a case alike. */
export function createDescribeCase({ seal, contentOf }: { seal: ApplicationSeal; contentOf: FindCaseContent }) {
  function clocks(record: ApplicationRecord, { item, calendar }: CaseContent): ClockView[] {
    const { progress } = record
    return clocksOf({ progress, rules: item.clocks, calendar }).map(({ kind, due, basis }) => {
      const counted: CountedDay[] =
        due?.unit === 'workingDays' ? listCountedDays({ from: due.from, days: due.days, calendar, pauses: progress.suspensions }) : []
      return { kind, due, basis, days: counted }
    })
  }

  function summary(record: ApplicationRecord, known = contentOf(record)): ApplicationSummary {
    const { item, calendar } = known
    const { progress } = record
    const promise = clocksOf({ progress, rules: item.clocks, calendar }).find(({ kind }) => kind === 'promise')
    return {
      id: record._id,
      number: record.number,
      item: { code: item.code, version: item.version, zh: item.zh, en: item.en },
      status: progress.status,
      version: record.version,
      startedAt: record.startedAt.toISOString(),
      submittedAt: record.submittedAt?.toISOString() ?? null,
      lastAt: record.lastAt.toISOString(),
      expectedOn: ACCEPTED_STATUSES.includes(progress.status) ? (promise?.due?.dueOn ?? null) : null,
      waitsForApplicant: progress.status === 'draft' || progress.status === 'supplementing',
    }
  }

  const history = (record: ApplicationRecord): ApplicationEvent[] =>
    record.history.map(({ at, action, status, by, note }) => ({ at: at.toISOString(), action, status, by, note: seal.openNote(note, record._id) }))

  return { clocks, summary, history }
}
export type DescribeCase = ReturnType<typeof createDescribeCase>
