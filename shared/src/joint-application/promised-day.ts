import type { CalendarDate } from '../time'
import { dueAfterWorkingDays, type WorkCalendar } from '../work-calendar'
import type { Bundle } from './bundle-schema'
import { applicableParts, needsOfParts, type GuidingAnswers } from './guiding-answers'

/** What the clocks of a part say: it has ended, is to end by a day, or stands still 特别程序; a part that never will have a case takes no time. */
export type PartClock = { is: 'ended'; on: CalendarDate } | { is: 'running'; dueOn: CalendarDate; provisional: boolean } | { is: 'standing' } | { is: 'never' }

/** A step of the reason 为什么是这一天: a part, when it begins and ends, and what that is counted by. */
export interface PromisedStep {
  part: string
  from: CalendarDate
  on: CalendarDate
  /** Working days promised; from them every day can be listed. */
  days: number
  /** It has ended on that day, its own clock runs to it, or it is counted from the promise of its item. */
  by: 'end' | 'clock' | 'promise'
}

/** The promised day 承诺办结日 of the whole, and the chain of parts that decides it 关键路径. */
export interface PromisedDay {
  /** Null while a part stands still on which the whole waits: nobody knows the day. */
  on: CalendarDate | null
  provisional: boolean
  /** Parts that follow one another, first to last, each with its own last day. */
  chain: PromisedStep[]
  /** Parts that stand still. */
  standing: string[]
}

interface Asked {
  bundle: Bundle
  answers: GuidingAnswers
  /** The day it is handed in. */
  from: CalendarDate
  /** A part that has not begun begins today at the earliest. */
  today?: CalendarDate
  calendar: WorkCalendar
  /** Promised working days of a part's item; they run from the day it is accepted, which for a full set of materials is the day it comes. */
  promiseOf: (item: string) => number
  /** What the clocks of parts say that have begun, and of those that never will. */
  clocks?: Readonly<Record<string, PartClock | undefined>>
}

interface End {
  on: CalendarDate
  provisional: boolean
  chain: PromisedStep[]
}

/** The last of several ends; of those on one day the one with the longest way to it. */
const latest = (ends: readonly End[], start: End): End =>
  ends.reduce((last, each) => (each.on > last.on || (each.on === last.on && each.chain.length > last.chain.length) ? each : last), start)

/** When the whole is promised for, and why: a part begins when the last of those it waits for has ended. */
export function promisedDay({ bundle, answers, from, today = from, calendar, promiseOf, clocks = {} }: Asked): PromisedDay {
  const parts = applicableParts(bundle, answers)
  const needs = needsOfParts(bundle, answers)
  const standing = parts.flatMap(({ code }) => (clocks[code]?.is === 'standing' ? [code] : []))
  const known = new Map<string, End>()
  const start: End = { on: from, provisional: false, chain: [] }

  function endOf(code: string): End {
    const before = known.get(code)
    if (before) return before
    const part = parts.find((candidate) => candidate.code === code)
    if (!part || clocks[code]?.is === 'never') return start
    // Stands for itself while those before it are looked at: a circle ends here.
    known.set(code, start)
    const last = latest(
      (needs.get(code)?.handOvers ?? []).map((handOver) => endOf(handOver.from)),
      start,
    )
    const step = stepOf(part, last)
    const end = { on: step.on, provisional: last.provisional || step.provisional, chain: [...last.chain, step.step] }
    known.set(code, end)
    return end
  }
  function stepOf({ code, item }: { code: string; item: string }, { on: begins }: End): { on: CalendarDate; provisional: boolean; step: PromisedStep } {
    const clock = clocks[code]
    const days = promiseOf(item)
    if (clock?.is === 'ended') return { on: clock.on, provisional: false, step: { part: code, from: begins, on: clock.on, days, by: 'end' } }
    if (clock?.is === 'running')
      return { on: clock.dueOn, provisional: clock.provisional, step: { part: code, from: begins, on: clock.dueOn, days, by: 'clock' } }
    const begun = begins > today ? begins : today
    const due = dueAfterWorkingDays({ from: begun, days, calendar })
    return { on: due.dueOn, provisional: due.provisional, step: { part: code, from: begun, on: due.dueOn, days, by: 'promise' } }
  }
  const { on, provisional, chain } = latest(
    parts.map(({ code }) => endOf(code)),
    start,
  )
  return { on: standing.length > 0 ? null : on, provisional, chain: standing.length > 0 ? [] : chain, standing }
}
