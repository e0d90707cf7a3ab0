import * as z from 'zod/mini'
import {
  ApplicationMaterial,
  ApplicationView,
  ChosenMaterial,
  ContestedFields,
  ContestedShown,
  CountedDayView,
  DeliveryView,
  MaterialKind,
  SourcedField,
} from '../application'
import { ApplicationStatus } from '../application/status'
import { ContentCode } from '../content'
import { Condition, ShownForm } from '../form'
import { StandingView } from '../service-item/standing'
import { GuidingQuestion, TroubleRule, Whose } from './bundle-schema'
import { JointStateName } from './list-views'

const named = z.object({ zh: z.string(), en: z.string() })
const coded = { code: z.string(), zh: z.string(), en: z.string() }

/** Needed only when it holds for the guiding answers. */
const when = z.optional(Condition)

/** A bundle as its guide tells it: the questions, and what of it applies with which answers; `wayOf` reads it. */
export const BundleGuide = z.object({
  ...coded,
  version: z.number(),
  summary: named,
  mayAct: z.array(z.enum(['self', 'guardian', 'agent'])),
  questions: z.array(GuidingQuestion),
  parts: z.array(
    z.object({
      ...coded,
      item: z.string(),
      department: named,
      promiseDays: z.number(),
      /** The licence it ends with; null where it ends with none. */
      result: z.nullable(named),
      for: Whose,
      /** Suspended or cancelled, or going to be; absent where it is in force. */
      standing: z.optional(StandingView),
      /** Not everybody needs it: the questions decide. */
      when,
    }),
  ),
  /** The one list of materials 材料清单: from whom, to which parts, and the ways in which it can be covered, the first that is tried first. */
  materials: z.array(
    z.object({
      ...coded,
      when,
      from: z.object({ kind: z.enum(['own', 'role', 'part']), who: z.string() }),
      goesTo: z.array(z.string()),
      ways: z.array(MaterialKind),
    }),
  ),
  /** Licences that are handed from one part to the next. */
  edges: z.array(z.object({ from: z.string(), to: z.string(), material: named })),
  /** Second persons who may be asked. */
  roles: z.array(z.object({ ...coded, when, asks: named, answerCalendarDays: z.number() })),
})
export type BundleGuide = z.infer<typeof BundleGuide>

/** Where a part stands, as `progress` derives it. */
export const PartStateName = z.enum(['waiting', 'ready', 'running', 'granted', 'failed', 'impossible'])
const TroubleKindName = z.enum(['refused', 'returned', 'late', 'declined'])

/** A part 联办子项 with its case and its clock. */
export const JointPartView = z.object({
  ...coded,
  item: z.string(),
  for: Whose,
  department: named,
  /** Fields of the one form and guiding questions whose answers its office gets. */
  asks: z.array(z.string()),
  /** The licence it ends with; null where it ends with none. */
  result: z.nullable(named),
  /** That licence, once it is there. */
  licenceId: z.nullable(z.string()),
  state: PartStateName,
  promiseDays: z.number(),
  /** Its case 办件, once it has begun; opened by whose it is. */
  application: z.nullable(z.object({ id: z.string(), number: z.nullable(z.string()), subjectId: z.string(), status: ApplicationStatus })),
  /** Parts and second persons it waits for. */
  waitsFor: z.object({ parts: z.array(z.string()), roles: z.array(z.string()) }),
  /** Last day of its own promise; null before it is accepted, and while it stands still. */
  dueOn: z.nullable(z.string()),
  isStanding: z.boolean(),
  isLate: z.boolean(),
  /** It has not begun and would, or its case may still be withdrawn: withdrawing the whole ends it. */
  mayWithdraw: z.boolean(),
  endedOn: z.nullable(z.string()),
})
export type JointPartView = z.infer<typeof JointPartView>

/** The promised day of the whole and the chain of parts that decides it 为什么是这一天; every day of each step is listed. */
export const PromisedView = z.object({
  on: z.nullable(z.string()),
  provisional: z.boolean(),
  chain: z.array(
    z.object({
      part: z.string(),
      from: z.string(),
      on: z.string(),
      days: z.number(),
      by: z.enum(['end', 'clock', 'promise']),
      counted: z.array(CountedDayView),
    }),
  ),
  standing: z.array(z.string()),
})

/** A material of the one list 材料清单: whose, and how it is or can be covered. */
export const JointMaterialView = z.object({
  ...ApplicationMaterial.shape,
  from: z.object({ kind: z.enum(['own', 'role', 'part']), who: z.string() }),
  /** Parts it is given to. */
  goesTo: z.array(z.string()),
})
export type JointMaterialView = z.infer<typeof JointMaterialView>

/** A second person 另一方 as the applicant sees it: nothing of him but whether he has answered. */
export const JointRoleView = z.object({
  ...coded,
  licences: z.array(named),
  state: z.enum(['notAsked', 'pending', 'given', 'declined']),
  /** He was asked and has said nothing: past the last day that counts as declined. */
  isUnanswered: z.boolean(),
  /** Whoever has that number agreed, and is not called what was typed: nobody is asked any more who could. */
  isSomebodyElse: z.boolean(),
  lastDay: z.nullable(z.string()),
})

/** 统一出件: what is handed over together, and what is still waited for before the one letter leaves. */
export const JointDeliveryView = z.extend(DeliveryView, { parts: z.array(z.string()), waitsFor: z.array(z.string()) })
export type JointDeliveryView = z.infer<typeof JointDeliveryView>

const changes = z.object({ dropped: z.array(z.object(coded)), added: z.array(z.object(coded)) })

/** A joint application 联办 as whoever applies sees it. */
export const JointView = z.object({
  id: z.string(),
  bundle: z.object({ ...coded, version: z.number(), summary: named }),
  version: z.number(),
  isDraft: z.boolean(),
  /** Null while it is a draft. */
  state: z.nullable(JointStateName),
  startedAt: z.string(),
  submittedAt: z.nullable(z.string()),
  lastAt: z.string(),
  /** 撤回 of the whole: what is decided stays. */
  withdrawnAt: z.nullable(z.string()),
  mayWithdraw: z.boolean(),
  /** 一次评价: all has ended, so that the whole can be rated, by its id as a case is. */
  rateable: z.boolean(),
  /** Guiding questions as far as the answers lead. */
  questions: z.array(GuidingQuestion),
  /** Codes of those not answered yet: the form comes after them. */
  openQuestions: z.array(z.string()),
  form: ShownForm,
  answers: z.record(z.string(), z.unknown()),
  sourced: z.array(SourcedField),
  /** What she said is wrong 信息有误, once it was handed in; absent where nothing. */
  contested: ContestedShown,
  materials: z.array(JointMaterialView),
  roles: z.array(JointRoleView),
  parts: z.array(JointPartView),
  promised: z.nullable(PromisedView),
  /** Results on paper that are handed over together; empty where each office hands over its own. */
  deliveries: z.array(JointDeliveryView),
  /** The draft came over from another version of the bundle 一件事有了新版本: answers that no longer fit and what is asked newly, parts and materials beside. */
  carried: z.nullable(z.extend(changes, { parts: changes, materials: changes })),
  /** What went wrong, and what was said of it; `open` ones wait for the applicant. */
  troubles: z.array(z.object({ kind: TroubleKindName, of: z.string(), rule: TroubleRule, said: z.nullable(z.enum(['stop', 'goOn'])), isOpen: z.boolean() })),
  atWindow: ApplicationView.shape.atWindow,
})
export type JointView = z.infer<typeof JointView>

const version = z.int().check(z.minimum(0))
/** Guiding answers and form fields, by code; read by the form's own rules, never by a schema. */
const answers = z.record(z.string().check(z.maxLength(40)), z.unknown())

export const StartJoint = z.strictObject({ bundle: ContentCode, answers: z.record(ContentCode, ContentCode) })
export const SaveJoint = z.strictObject({ version, answers })
export const SubmitJoint = z.strictObject({
  version,
  /** Of the bundle, as it was filled in; absent: whichever holds. */
  bundleVersion: z.optional(z.int().check(z.minimum(1))),
  answers,
  materials: z.array(ChosenMaterial).check(z.maxLength(40)),
  contested: ContestedFields,
})
export type SubmitJoint = z.infer<typeof SubmitJoint>
/** 遇到异常怎么办: go on with what can, or stop what has not begun. */
export const DecideJoint = z.strictObject({ version, kind: TroubleKindName, of: ContentCode, said: z.enum(['stop', 'goOn']) })
export type DecideJoint = z.infer<typeof DecideJoint>
export const WithdrawJoint = z.strictObject({ version })
export const AnswerConsent = z.strictObject({ answer: z.enum(['given', 'declined']) })
