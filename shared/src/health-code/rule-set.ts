import * as z from 'zod/mini'
import { ContentCode } from '../content/code'
import { Condition } from '../form'
import { HealthColour } from './colour'
import { DivisionCode, HealthEvidence, RiskLevel } from './evidence'

const line = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
const words = z.strictObject({ zh: line(160), en: line(240) })
const days = z.int().check(z.minimum(0), z.maximum(60))
const hours = z.int().check(z.minimum(1), z.maximum(720))

/** 阴性转绿: so many negative tests, sampled so many hours apart, none of them earlier than so many days after what the rule fired on. */
const ClearingTests = z.strictObject({
  count: z.int().check(z.minimum(1), z.maximum(5)),
  notBeforeDays: days,
  hoursApart: z.int().check(z.minimum(0), z.maximum(240)),
})

const base = {
  code: ContentCode,
  colour: HealthColour,
  /** Of two rules that fire, the one of higher priority decides; of the same, the stricter colour. */
  priority: z.int().check(z.minimum(1), z.maximum(100)),
  /** 为什么, with places such as {day} that are filled in from the input. */
  words,
  /** 怎么转绿, a step a line, with the same places and {testsFrom}, {until}. */
  steps: z.array(words).check(z.maxLength(6)),
}
/** Ends early: by tests, or by a 解除医学观察告知. */
const ends = { clearedBy: z.strictObject({ tests: z.nullable(ClearingTests), release: z.boolean() }) }

/** A rule 规则 over one kind of input. */
export const HealthRule = z.discriminatedUnion('on', [
  /** The declaration that counts: whether what was declared fulfils a condition. Holds until the next one, or until it is too old. */
  z.strictObject({ ...base, on: z.literal('declaration'), when: z.nullable(Condition) }),
  /** A declared stay in an area that an authority named, at the earliest so many days before it did; holds so many days after the stay. */
  z.strictObject({ ...base, ...ends, on: z.literal('travel'), levels: z.array(RiskLevel).check(z.minLength(1)), daysBefore: days, days }),
  z.strictObject({ ...base, ...ends, on: z.literal('test'), result: z.enum(['negative', 'positive']), days }),
  z.strictObject({ ...base, ...ends, on: z.literal('contact'), category: z.enum(['close', 'secondary']), days }),
  /** Holds until the last day of the notice, or the release. */
  z.strictObject({ ...base, on: z.literal('isolation') }),
])
export type HealthRule = z.infer<typeof HealthRule>

/** A declaration 申报 as the rules look at it. */
export const DeclaredHealth = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  /** When another one took its place; null while it counts. */
  correctedAt: z.optional(z.nullable(z.iso.datetime())),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string()), z.array(z.record(z.string(), z.string()))])),
})
export type DeclaredHealth = z.infer<typeof DeclaredHealth>

/** A case of the table 用例: what comes out for somebody with these inputs at this instant. A rule set for which it does not is not published. */
export const RuleCase = z.strictObject({
  name: words,
  at: z.iso.datetime(),
  declarations: z.array(DeclaredHealth),
  evidence: z.array(HealthEvidence),
  expected: z.strictObject({
    colour: z.nullable(HealthColour),
    /** Every rule that fires, the deciding ones first. */
    rules: z.array(ContentCode),
    /** Instant until which the colour stays; null: until something new comes in. */
    until: z.nullable(z.iso.datetime()),
  }),
})
export type RuleCase = z.infer<typeof RuleCase>

/** A rule set 规则集 as versioned data, published by two persons, with the table of cases that says what it does. */
export const HealthRuleSet = z.strictObject({
  code: ContentCode,
  version: z.int().check(z.minimum(1)),
  zh: line(40),
  en: line(60),
  /** On which document or guide it rests 依据. */
  basis: words,
  /** The form its conditions speak of, and in which rows of it stays are declared. */
  form: ContentCode,
  travel: z.strictObject({ rows: ContentCode, place: ContentCode, from: ContentCode, to: ContentCode }),
  /** Which division a choice of the form means. A field that holds a division's code needs none. */
  places: z.array(z.strictObject({ value: ContentCode, division: DivisionCode, zh: line(40), en: line(60) })).check(z.maxLength(60)),
  /** A declaration older than this gives no colour any more. */
  declarationHours: hours,
  rules: z.array(HealthRule).check(z.minLength(1), z.maxLength(40)),
  cases: z.array(RuleCase).check(z.minLength(3), z.maxLength(40)),
})
export type HealthRuleSet = z.infer<typeof HealthRuleSet>

/** The rule set of the city. */
export const CITY_RULE_SET = 'cityHealthCode'
