import * as z from 'zod/mini'
import { ApplicationStatus } from '../application/status'
import { checkUnique, ContentCode, readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import { RatingLevel } from './level'

/** The scheme that is in force for all cases of the city. */
export const RATING_SCHEME = 'standard'

const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(40))
const words = { zh: line, en: line }
const days = z.int().check(z.minimum(1), z.maximum(365))

/** A level 等级 with what can be ticked at it 选项: what is asked depends on how satisfied somebody is. */
const SchemeLevel = z.strictObject({
  level: RatingLevel,
  ...words,
  options: z.array(z.strictObject({ code: ContentCode, ...words })).check(z.minLength(1), z.maxLength(8)),
})

/** A stage 环节 that is rated by itself; it has been reached once the case was in one of these. */
const SchemeStage = z.strictObject({ code: ContentCode, ...words, reachedBy: z.array(ApplicationStatus).check(z.minLength(1)) })

/**
 * How cases are rated 评价办法: versioned data. The options follow annex A of GB/T 39734-2020 as far as it is known; the clocks differ from
 * place to place (domain.md §4). A rating keeps the version it was given under.
 */
export const RatingScheme = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  basis: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  levels: z.array(SchemeLevel),
  stages: z.array(SchemeStage).check(z.minLength(1), z.maxLength(6)),
  /** How long after a stage was reached it may still be rated 评价期限. */
  rateWithinCalendarDays: days,
  /** How long after it was given a rating may be changed 修改期限. */
  changeWithinCalendarDays: days,
  /** In which a bad rating is called back, what was wrong put right, and the person answered 回访整改期限. */
  callBackWithinWorkingDays: days,
})
export type RatingScheme = z.infer<typeof RatingScheme>
export type SchemeStage = z.infer<typeof SchemeStage>

function checkLevels({ levels }: RatingScheme, say: SayProblem): void {
  if (levels.map(({ level }) => level).join() !== RatingLevel.options.join())
    say('/levels', `要有五个等级，各一次，从好到差：${RatingLevel.options.join()}|the five levels, each once, the best first: ${RatingLevel.options.join()}`)
  levels.forEach(({ options }, i) =>
    checkUnique(
      options.map(({ code }) => code),
      (k, code) => say(`/levels/${i}/options/${k}/code`, `选项 ${code} 重复了|option ${code} is there twice`),
    ),
  )
}

function checkStages({ stages }: RatingScheme, say: SayProblem): void {
  checkUnique(
    stages.map(({ code }) => code),
    (i, code) => say(`/stages/${i}/code`, `环节 ${code} 重复了|stage ${code} is there twice`),
  )
  stages.forEach(
    ({ reachedBy }, i) =>
      reachedBy.includes('draft') && say(`/stages/${i}/reachedBy`, '草稿不能评价：还没有人办过|a draft is not rated: nobody has done anything yet'),
  )
}

/** A scheme file read and checked. @returns every problem at once, with its JSON pointer */
export const validateRatingScheme = (raw: unknown): Result<RatingScheme, ContentProblem[]> => readContent(RatingScheme, raw, [checkLevels, checkStages])

/** Whether these are options of this level, each once. */
export function hasOptions({ levels }: Pick<RatingScheme, 'levels'>, { level, options }: { level: RatingLevel; options: readonly string[] }): boolean {
  const known = levels.find((each) => each.level === level)?.options.map(({ code }) => code) ?? []
  return new Set(options).size === options.length && options.every((code) => known.includes(code))
}
