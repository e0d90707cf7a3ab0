import type { CalendarDate } from '../time'
import { dueAfterWorkingDays, type WorkCalendar } from '../work-calendar'
import type { Bundle } from './bundle-schema'
import { applicableParts, type GuidingAnswers } from './guiding-answers'

/** The promised day 承诺办结日 of the whole, and the chain of parts that decides it 关键路径. */
export interface PromisedDay {
  on: CalendarDate
  provisional: boolean
  /** Parts that follow one another, first to last, each with its own last day. */
  chain: { part: string; from: CalendarDate; on: CalendarDate; days: number }[]
}

interface Asked {
  bundle: Bundle
  answers: GuidingAnswers
  /** The day it is handed in. */
  from: CalendarDate
  calendar: WorkCalendar
  /** Promised working days of a part's item. */
  promiseOf: (item: string) => number
  /** Days on which parts have ended already. */
  ended?: Readonly<Record<string, CalendarDate | undefined>>
}

/** When the whole is promised for, and why: a part begins when the last of those it waits for has ended. */
export function promisedDay({ bundle, answers, from, calendar, promiseOf, ended = {} }: Asked): PromisedDay {
  const parts = applicableParts(bundle, answers)
  const known = new Map<string, PromisedDay>()

  function endOf(code: string): PromisedDay {
    const before = known.get(code)
    if (before) return before
    const part = parts.find((candidate) => candidate.code === code)
    if (!part) return { on: from, provisional: false, chain: [] }
    // Stands for itself while those before it are looked at: a circle ends here.
    known.set(code, { on: from, provisional: false, chain: [] })
    const latest = part.handOvers
      .map((handOver) => endOf(handOver.from))
      .reduce<PromisedDay>((last, each) => (each.on > last.on ? each : last), { on: from, provisional: false, chain: [] })
    const days = promiseOf(part.item)
    const done = ended[code]
    const due = dueAfterWorkingDays({ from: latest.on, days, calendar })
    const on = done ?? due.dueOn
    const end: PromisedDay = {
      on,
      provisional: latest.provisional || (done === undefined && due.provisional),
      chain: [...latest.chain, { part: code, from: latest.on, on, days }],
    }
    known.set(code, end)
    return end
  }
  return parts
    .map(({ code }) => endOf(code))
    .reduce<PromisedDay>((last, each) => (each.on > last.on ? each : last), { on: from, provisional: false, chain: [] })
}
