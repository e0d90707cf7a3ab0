import { err, ok, type Result } from '../result'
import { daysBetween, isCalendarDate, type CalendarDate } from '../time'
import type { LicenceType, StateMeaning } from './licence-type'
import { reachableStates } from './reachable-states'
import { periodOf, remindDayOf, type Period } from './validity'

/** Standing of a licence on a day, in the words of its type's law. */
export interface LicenceStanding {
  meaning: StateMeaning | 'notYetValid' | 'unknown'
  legalWord: { zh: string; en: string }
  /** Days until the last valid day; null without one or when it is not valid. */
  daysLeft: number | null
  /** 即将到期: within the type's reminder days. */
  expiresSoon: boolean
}

interface Facts extends Period {
  state: string
}

const NOT_YET = { zh: '尚未生效', en: 'Not valid yet' }
const UNKNOWN = { zh: '状态不明', en: 'State unknown' }

/**
 * How a licence stands on `today`. The legal state goes before the dates; the last day counts as valid; where the type's rule knows no
 * period, no day counts. A state the type does not know, or a day that is none, is `unknown`, never valid.
 */
export function standingOn(type: LicenceType, facts: Facts, today: CalendarDate): LicenceStanding {
  const none = { daysLeft: null, expiresSoon: false }
  const state = type.states.find((candidate) => candidate.code === facts.state)
  if (!state) return { meaning: 'unknown', legalWord: UNKNOWN, ...none }
  const legalWord = { zh: state.zh, en: state.en }
  if (state.meaning !== 'valid') return { meaning: state.meaning, legalWord, ...none }
  const { validFromDay, validToDay } = periodOf(type, facts)
  if ([validFromDay, validToDay].some((day) => day !== null && !isCalendarDate(day))) return { meaning: 'unknown', legalWord: UNKNOWN, ...none }
  if (validFromDay && today < validFromDay) return { meaning: 'notYetValid', legalWord: NOT_YET, ...none }
  if (!validToDay) return { meaning: 'valid', legalWord, ...none }
  if (today > validToDay) return { meaning: 'expired', legalWord: type.expiredWords, ...none }
  const remindOn = remindDayOf(type, facts)
  return { meaning: 'valid', legalWord, daysLeft: daysBetween(today, validToDay), expiresSoon: remindOn !== null && today >= remindOn }
}

type Move = LicenceType['moves'][number]

/** The move `action` makes from `state`, or why not; the screen asks it too, to know which buttons to show. */
export function nextLicenceState(type: LicenceType, state: string, action: string): Result<Move, { state: string; action: string }> {
  const move = type.moves.find((candidate) => candidate.action === action && candidate.from.includes(state))
  return move ? ok(move) : err({ state, action })
}

/** Whether the type knows a way back from where `move` leads; a screen asks before what cannot be undone. */
export function isReversible(type: LicenceType, { from, to }: Pick<Move, 'from' | 'to'>): boolean {
  const reached = reachableStates(type.moves, to)
  return from.some((code) => reached.has(code))
}
