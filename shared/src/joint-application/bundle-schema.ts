import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Condition, Form } from '../form'

const code = ContentCode
const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const paragraph = z.string().check(z.trim(), z.minLength(1), z.maxLength(600))
const words = { zh: line, en: line }
const told = z.strictObject({ zh: paragraph, en: paragraph })

/** A guiding question 引导问题: its answers decide which parts apply. What it asks is asked nowhere else: parts may take its answer. */
export const GuidingQuestion = z.strictObject({
  code,
  ...words,
  help: z.optional(z.strictObject(words)),
  /** Asked only when it holds; it may name questions before this one. */
  when: z.optional(Condition),
  choices: z.array(z.strictObject({ value: code, ...words })).check(z.minLength(2), z.maxLength(6)),
})
export type GuidingQuestion = z.infer<typeof GuidingQuestion>

/** What becomes of the parts that have not begun when something goes wrong: all stop, those that can go on, the applicant is asked. */
export const TroubleRule = z.enum(['stop', 'goOn', 'ask'])
export type TroubleRule = z.infer<typeof TroubleRule>

/**
 * Whose it is 归属: of the one it is done for (the child), or of whoever does it (the mother). They are one where somebody acts for himself.
 */
export const Whose = z.enum(['subject', 'applicant'])
export type Whose = z.infer<typeof Whose>

/** A part 联办子项: an ordinary case of its department. */
export const BundlePart = z.strictObject({
  code,
  ...words,
  /** The item 事项 it is a case of. */
  item: code,
  /** 版本规则: it is handed in with the newest version in force, never with one before that which the bundle was checked against. */
  itemAtLeast: z.int().check(z.minimum(1)),
  /** Form of the case 子项表单, filled from the one form. */
  form: code,
  /** Whose case it is. */
  for: Whose,
  /** Applies only when it holds for the guiding answers. */
  when: z.optional(Condition),
  /** Field of the part's form → field of the one form, or guiding question. */
  fields: z.record(code, code),
  /** Refused 不予; returned, lapsed or withdrawn without a decision 退件; past its promised day 逾期. */
  rules: z.strictObject({ refused: TroubleRule, returned: TroubleRule, late: TroubleRule }),
})
export type BundlePart = z.infer<typeof BundlePart>

/**
 * A material of the one list 材料清单: brought once and given to every part that asks for it. It is the applicant's or the subject's own, a licence
 * that a second person authorises, or the licence another part ends with 证照流转.
 */
export const BundleMaterial = z.strictObject({
  code,
  ...words,
  /** Needed only when it holds for the guiding answers. */
  when: z.optional(Condition),
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('own'), of: Whose }),
    z.strictObject({ kind: z.literal('role'), role: code }),
    z.strictObject({ kind: z.literal('part'), part: code }),
  ]),
  goesTo: z.array(z.strictObject({ part: code, material: code })).check(z.minLength(1), z.maxLength(20)),
})
export type BundleMaterial = z.infer<typeof BundleMaterial>

/** A second person 另一方, and what he consents to on his own phone. */
export const ConsentRole = z.strictObject({
  code,
  ...words,
  when: z.optional(Condition),
  /** Fields of the one form by which he is found: his name and the number of his document. */
  foundBy: z.strictObject({ name: code, number: code }),
  /** Licences he authorises 授权使用的证照. */
  licenceTypes: z.array(code).check(z.minLength(1), z.maxLength(6)),
  /** What he reads before he answers 授权内容. */
  asks: told,
  /** Names in the one form that he reads with it: whom it is about. Before anybody but him they are masked. */
  tells: z.optional(z.array(code).check(z.minLength(1), z.maxLength(4))),
  /** Calendar days he has; past them he has not consented. */
  answerCalendarDays: z.int().check(z.minimum(1), z.maximum(60)),
  /** He declines, takes it back before it was used, or does not answer. */
  whenDeclined: TroubleRule,
})
export type ConsentRole = z.infer<typeof ConsentRole>

/**
 * 统一出件: the window that gets the paper results of every part and hands over all that is ready against one code, or posts them. The one letter leaves
 * when nothing on paper is to come any more; or what is ready leaves at once, and what comes later in a letter of its own.
 */
export const OneDelivery = z.strictObject({
  office: code,
  letter: z.enum(['whenAllAreReady', 'asEachIsReady']),
})
export type OneDelivery = z.infer<typeof OneDelivery>

/**
 * A bundle 一件事 as data: told once, one form, one set of materials, one window, one network (国发〔2024〕3号). What runs are the parts;
 * the bundle holds no state of its own.
 */
export const Bundle = z.strictObject({
  code,
  version: z.int().check(z.minimum(1)),
  ...words,
  /** What it does for whom, in a sentence. */
  summary: told,
  /** Who may begin it. */
  mayAct: z.array(z.enum(['self', 'guardian', 'agent'])).check(z.minLength(1)),
  questions: z.array(GuidingQuestion).check(z.maxLength(8)),
  roles: z.array(ConsentRole).check(z.maxLength(4)),
  form: Form,
  /** Fields of the form whose source is asked of the applicant; the others' is asked of the subject. */
  applicantFields: z.array(code).check(z.maxLength(60)),
  materials: z.array(BundleMaterial).check(z.maxLength(40)),
  /** The first is the leading department's 牵头部门, which answers for the whole. */
  parts: z.array(BundlePart).check(z.minLength(1), z.maxLength(20)),
  /** Fields that say how the results reach him 一并送达: the first is a choice he makes once for all parts that end with paper, the others say where to. */
  delivery: z.array(code).check(z.minLength(1), z.maxLength(4)),
  /** How the paper results of all parts are handed over together 统一出件; absent: each office hands over its own. */
  oneDelivery: z.optional(OneDelivery),
  /** The scheme by which the whole is rated, once 一次评价. */
  rating: code,
})
export type Bundle = z.infer<typeof Bundle>
