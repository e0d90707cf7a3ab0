import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Condition, Form } from '../form'

const code = ContentCode
const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const words = { zh: line, en: line }

/** A guiding question 引导问题: its answers decide which parts apply. */
export const GuidingQuestion = z.strictObject({
  code,
  ...words,
  /** Asked only when it holds; it may name questions before this one. */
  when: z.optional(Condition),
  choices: z.array(z.strictObject({ value: code, ...words })).check(z.minLength(2), z.maxLength(6)),
})
export type GuidingQuestion = z.infer<typeof GuidingQuestion>

/** What becomes of the others when a part is refused, returned or ends without a decision: all stop, the others go on, the applicant is asked. */
export const PartFailureRule = z.enum(['stop', 'goOn', 'ask'])
export type PartFailureRule = z.infer<typeof PartFailureRule>

/** A part 联办子项: an ordinary case of its department. */
export const BundlePart = z.strictObject({
  code,
  ...words,
  /** The item 事项 it is a case of. */
  item: code,
  /** Applies only when it holds for the guiding answers. */
  when: z.optional(Condition),
  /** Materials that are the licence another part ends with 证照流转. */
  handOvers: z.array(z.strictObject({ material: code, from: code })).check(z.maxLength(10)),
  /** Second persons whose consent it waits for. */
  consents: z.array(code).check(z.maxLength(4)),
  /** Field of the item's form → field of the one form. */
  fields: z.record(code, code),
  onFailure: PartFailureRule,
})
export type BundlePart = z.infer<typeof BundlePart>

/** A second person 另一方, and what he consents to on his own phone. */
export const ConsentRole = z.strictObject({
  code,
  ...words,
  when: z.optional(Condition),
  /** Licences he authorises 授权使用的证照. */
  licenceTypes: z.array(code).check(z.minLength(1), z.maxLength(6)),
})
export type ConsentRole = z.infer<typeof ConsentRole>

/**
 * A bundle 一件事 as data: told once, one form, one set of materials, one window, one network (国发〔2024〕3号). What runs are the parts;
 * the bundle holds no state of its own.
 */
export const Bundle = z.strictObject({
  code,
  version: z.int().check(z.minimum(1)),
  ...words,
  questions: z.array(GuidingQuestion).check(z.maxLength(8)),
  roles: z.array(ConsentRole).check(z.maxLength(4)),
  form: Form,
  parts: z.array(BundlePart).check(z.minLength(1), z.maxLength(20)),
})
export type Bundle = z.infer<typeof Bundle>
