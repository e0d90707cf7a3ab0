import * as z from 'zod/mini'
import { ContentCode } from '../content/code'
import { CareLine } from './code'
import { DivisionCode } from './evidence'

/** 现在做什么: where there is medical care, tests and food, and whom to call, for an area, as versioned data. Yellow or red is not alone. */
export const HealthCare = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  zh: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  en: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  area: DivisionCode,
  lines: z.array(CareLine).check(z.minLength(1), z.maxLength(12)),
})
export type HealthCare = z.infer<typeof HealthCare>
