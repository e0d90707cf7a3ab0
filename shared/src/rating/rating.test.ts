import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { WorkCalendar } from '../work-calendar'
import { hasOptions, isBadRating, isRateable, RatingLevel, stagesReached, validateRatingScheme, type RatingScheme } from '.'

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../../api/content', file), 'utf8'))
const standard = read('rating-schemes/standard.json') as RatingScheme
const calendar = z.parse(WorkCalendar, read('work-calendars/china.json'))
const problemsOf = (over: object) => {
  const read = validateRatingScheme({ ...standard, ...over })
  return read.ok ? [] : read.error.map(({ pointer }) => pointer)
}
const event = (status: string, day: string) => ({ status: status as 'accepted', at: new Date(`${day}T02:00:00.000Z`) })

describe('a rating 好差评', () => {
  it('has five levels, of which the last two are bad', () => {
    expect(RatingLevel.options.map(isBadRating)).toEqual([false, false, false, true, true])
  })
  it('takes the options of its own level, each once', () => {
    const [best] = standard.levels
    const worst = standard.levels[4]!
    const codes = worst.options.map(({ code }) => code)
    expect(hasOptions(standard, { level: 'veryDissatisfied', options: codes })).toBe(true)
    expect(hasOptions(standard, { level: 'veryDissatisfied', options: [] })).toBe(true)
    expect(hasOptions(standard, { level: 'veryDissatisfied', options: [codes[0]!, codes[0]!] })).toBe(false)
    expect(hasOptions(standard, { level: 'veryDissatisfied', options: [best!.options[0]!.code] })).toBe(false)
  })
})

describe('a scheme 评价办法', () => {
  it('as it is published has nothing wrong with it', () => expect(problemsOf({})).toEqual([]))
  it('is refused with the place of what is wrong: levels, options, stages', () => {
    const [first, ...rest] = standard.levels
    expect(problemsOf({ levels: rest })).toEqual(['/levels'])
    expect(problemsOf({ levels: [{ ...first, options: [first!.options[0], first!.options[0]] }, ...rest] })).toEqual(['/levels/0/options/1/code'])
    expect(problemsOf({ stages: [{ ...standard.stages[0]!, reachedBy: ['draft'] }, standard.stages[0]] })).toEqual(['/stages/1/code', '/stages/0/reachedBy'])
    expect(problemsOf({ callBackWithinWorkingDays: 0, extra: 1 })).toHaveLength(2)
  })
})

describe('stages to be rated 可评价环节', () => {
  it('are those the case has been in, from the first time on, and until a working day', () => {
    const history = [event('submitted', '2026-11-20'), event('accepted', '2026-11-21'), event('inReview', '2026-11-23'), event('accepted', '2026-11-25')]
    const reached = stagesReached({ scheme: { ...standard, rateWithinCalendarDays: 7 }, history, calendar })
    // 28 November 2026 is a Saturday.
    expect(reached.map(({ stage, reachedOn, until }) => [stage.code, reachedOn, until.dueOn])).toEqual([['acceptance', '2026-11-21', '2026-11-30']])
    expect(isRateable(standard, history)).toBe(true)
    expect(isRateable(standard, history.slice(0, 1))).toBe(false)
  })
})
