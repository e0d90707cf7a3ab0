import { ACCEPTED_STATUSES, clocksOf, hasOpenGap, type ApplicationEvent, type ApplicationSummary, type Clock, type ClockView } from '@zsb/shared/application'
import { listCountedDays, type CountedDay } from '@zsb/shared/work-calendar'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord } from './applications.store'
import type { CasePapers } from './case-papers'
import type { CaseContent, FindCaseContent } from './case-content'

interface Parts {
  seal: ApplicationSeal
  contentOf: FindCaseContent
  papers: Pick<CasePapers, 'headingOf'>
}

/** A case with what it is read by: its content, and the clocks that run, counted once for all that is told of it. */
export interface ReadCase extends CaseContent {
  record: ApplicationRecord
  running: readonly Clock[]
}

/** What the phone and the window are told of a case alike. */
export function createDescribeCase({ seal, contentOf, papers }: Parts) {
  function read(record: ApplicationRecord): ReadCase {
    const known = contentOf(record)
    return { ...known, record, running: clocksOf({ progress: record.progress, rules: known.item.clocks, calendar: known.calendar }) }
  }

  const clocks = ({ record, calendar, running }: ReadCase): ClockView[] =>
    running.map(({ kind, due, basis }) => {
      const counted: CountedDay[] =
        due?.unit === 'workingDays' ? listCountedDays({ from: due.from, days: due.days, calendar, pauses: record.progress.suspensions }) : []
      return { kind, due, basis, days: counted }
    })

  function summary({ record, item, running }: ReadCase): ApplicationSummary {
    const { progress } = record
    const promise = running.find(({ kind }) => kind === 'promise')
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
      waitsForApplicant: progress.status === 'draft' || progress.status === 'supplementing' || (record.state === 'open' && hasOpenGap(progress)),
    }
  }

  const history = (record: ApplicationRecord): ApplicationEvent[] =>
    record.history.map(({ at, action, status, by, note, confirmed }, no) => ({
      at: at.toISOString(),
      action,
      status,
      by,
      note: seal.openNote(note, record._id),
      paper: papers.headingOf(record, no),
      ...(confirmed && { confirmed }),
    }))

  return { read, clocks, summary, history }
}
export type DescribeCase = ReturnType<typeof createDescribeCase>
