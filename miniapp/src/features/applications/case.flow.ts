import { FINAL_STATUSES, type ApplicationEvent, type ApplicationStatus, type ApplicationView, type ClockView, type Outcome } from '@zsb/shared/application'
import { fieldsOf, isBlank, type SoFar } from '@zsb/shared/form'
import type { Tone } from '@/ui'

/** A line of 办理过程: what was done, where it is, what is still to come. */
export type Moment =
  { state: 'past'; event: ApplicationEvent } | { state: 'now'; status: ApplicationStatus } | { state: 'future'; action: 'accept' | 'decide' | 'conclude' }

/** How far a stage is on the way every case goes. */
const BEFORE_ACCEPTANCE: readonly ApplicationStatus[] = ['draft', 'submitted', 'inPreReview', 'supplementing', 'supplied']
const BEFORE_DECISION: readonly ApplicationStatus[] = [...BEFORE_ACCEPTANCE, 'accepted', 'deemedAccepted', 'gapAccepted', 'inReview', 'suspended']

/** Nothing more is to happen that the applicant waits for. */
export const isOver = (status: ApplicationStatus): boolean => status === 'concluded' || FINAL_STATUSES.includes(status)

/** What was said of how it ended, or since. What was said before stands no longer: nobody is to bring anything any more. */
export function saidAtEnd(history: readonly ApplicationEvent[]): ApplicationEvent['note'] {
  const since = history.map(({ status }) => BEFORE_DECISION.includes(status)).lastIndexOf(true) + 1
  return (
    history
      .slice(since)
      .reverse()
      .find(({ note }) => note)?.note ?? null
  )
}

export function momentsOf({ status, history }: Pick<ApplicationView, 'status' | 'history'>): Moment[] {
  const past = history.map((event) => ({ state: 'past' as const, event }))
  if (isOver(status)) return past
  const future = [
    ...(BEFORE_ACCEPTANCE.includes(status) ? ['accept' as const] : []),
    ...(BEFORE_DECISION.includes(status) ? ['decide' as const] : []),
    'conclude' as const,
  ]
  return [...past, { state: 'now', status }, ...future.map((action) => ({ state: 'future' as const, action }))]
}

/** What a stage means to the eye; amber is what waits for the applicant. */
export function toneOf({ status, waitsForApplicant, outcome }: Pick<ApplicationView, 'status' | 'waitsForApplicant'> & { outcome?: Outcome | null }): Tone {
  if (waitsForApplicant) return 'warn'
  if (outcome === 'refused') return 'bad'
  if (status === 'concluded' || status === 'delivered' || status === 'decided' || status === 'deemedRenewed') return 'good'
  if (status === 'notAccepted' || status === 'returned' || status === 'lapsed') return 'bad'
  return status === 'withdrawn' ? 'plain' : 'info'
}

/** A form as it was handed in: the fields that have something, with nothing judged again. */
export function readHandedIn({ form, answers, sourced }: Pick<ApplicationView, 'form' | 'answers' | 'sourced'>): SoFar {
  const known = new Set(sourced.map(({ field }) => field))
  const asked = fieldsOf(form).filter(({ code }) => known.has(code) || !isBlank(answers[code]))
  return { asked: asked.map(({ code }) => code), answers: answers as SoFar['answers'], problems: [] }
}

/** The day to wait for: the promised one, and before there is one the day by which the office must answer. */
export function nextDay({ expectedOn, clocks }: Pick<ApplicationView, 'expectedOn' | 'clocks'>): { clock: ClockView['kind']; day: string } | null {
  if (expectedOn) return { clock: 'promise', day: expectedOn }
  const days = clocks.flatMap(({ kind, due }) => (due ? [{ clock: kind, day: due.dueOn }] : []))
  return days.sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null
}
