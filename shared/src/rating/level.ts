import * as z from 'zod/mini'

/** The five levels 五级: 非常满意, 满意, 基本满意, 不满意, 非常不满意. Source: 国办发〔2019〕51号, GB/T 39734-2020 (domain.md §4). */
export const RatingLevel = z.enum(['verySatisfied', 'satisfied', 'fairlySatisfied', 'dissatisfied', 'veryDissatisfied'])
export type RatingLevel = z.infer<typeof RatingLevel>

const BAD: readonly RatingLevel[] = ['dissatisfied', 'veryDissatisfied']

/** 差评: the last two levels; each is called back. */
export const isBadRating = (level: RatingLevel): boolean => BAD.includes(level)
