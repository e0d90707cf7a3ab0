import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { isCalendarDate, type CalendarDate } from '../time'

const paragraph = z.string().check(z.trim(), z.minLength(1), z.maxLength(600))
const told = z.strictObject({ zh: paragraph, en: paragraph })
const Day = z.string().check(z.refine(isCalendarDate, 'YYYY-MM-DD'))

/**
 * 事项状态 (domain.md §5): 1 在用, 2 暂停, 3 取消. Days are the first and the last on which it holds, so that one that is to be cancelled 计划取消日期, or
 * suspended, can be published before its day, and one that is suspended comes back by itself.
 */
export const Standing = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('inForce') }),
  /** `until` null: until a version says otherwise. */
  z.strictObject({ state: z.literal('suspended'), from: Day, until: z.nullable(Day), reason: told }),
  /** `instead`: the item that is asked for in its place. */
  z.strictObject({ state: z.literal('cancelled'), from: Day, reason: told, instead: z.optional(ContentCode) }),
])
export type Standing = z.infer<typeof Standing>

/** One that is not in force, or will not be. */
type NotInForce = Exclude<Standing, { state: 'inForce' }>

const named = z.object({ zh: z.string(), en: z.string() })

/** That it is suspended 暂停 or cancelled 取消, or is going to be: since when or from when on, to which day, and why. */
export const StandingView = z.object({
  state: z.enum(['suspended', 'cancelled']),
  /** It is in force to this day. */
  isComing: z.boolean(),
  /** `YYYY-MM-DD`. */
  from: z.string(),
  /** The last day of it; null where none is known, or where it is for good. */
  until: z.nullable(z.string()),
  reason: named,
  /** What is asked for in its place. */
  instead: z.nullable(z.object({ code: z.string(), name: named })),
})
export type StandingView = z.infer<typeof StandingView>

/** What it is suspended or cancelled by today, so that it is not begun; null where it is in force, whatever is announced. */
export const shutBy = (standing: StandingView | null | undefined): StandingView | null => (standing && !standing.isComing ? standing : null)

/** What holds of an item on a day, or is announced. */
interface StandingOn {
  told: NotInForce
  /** It is in force to this day; what is told begins later. */
  isComing: boolean
}

/** Null: in force, nothing announced. Absent in versions of before: in force. */
export function standingOn(standing: Standing | undefined, on: CalendarDate): StandingOn | null {
  if (!standing || standing.state === 'inForce') return null
  if (standing.state === 'suspended' && standing.until !== null && standing.until < on) return null
  return { told: standing, isComing: standing.from > on }
}

/** Why it cannot be begun on a day 暂停、取消; null where it can. Cases that were handed in go on whatever it says. */
export function barredOn(standing: Standing | undefined, on: CalendarDate): NotInForce | null {
  const found = standingOn(standing, on)
  return found && !found.isComing ? found.told : null
}
