import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Condition, Form } from '../form'
import { Deadline } from '../work-calendar'
import { ApplicationStatus, Outcome } from './status'
import { ApplicationSummary } from './summary'

const named = z.object({ zh: z.string(), en: z.string() })
const coded = { code: z.string(), zh: z.string(), en: z.string() }

const summary = ApplicationSummary.shape

/** A day of a count, for 为什么是这一天; `number` is its place among the days that count. */
export const CountedDayView = z.object({
  day: z.string(),
  kind: z.enum(['workday', 'workedWeekend', 'weekend', 'holiday']),
  holiday: z.nullable(named),
  provisional: z.boolean(),
  paused: z.boolean(),
  number: z.nullable(z.number()),
})

/** A clock 时限 that runs, its last day, what it rests on, and every day that was counted. */
export const ClockView = z.object({
  kind: z.enum(['noticeOfGaps', 'supplement', 'gap', 'promise', 'legal', 'delivery', 'renewal']),
  due: z.nullable(Deadline),
  basis: z.nullable(z.string()),
  days: z.array(CountedDayView),
})
export type ClockView = z.infer<typeof ClockView>

/** A value taken from where it is known 预填: shown with its source; the server takes it again when the form is handed in. */
export const SourcedField = z.object({
  field: z.string(),
  /** Masked where the licence masks it. Null: the source has nothing, and the person fills it in. */
  display: z.nullable(z.string()),
  /** In clear where it is not sensitive and other fields depend on it (a date of birth for an age); else null. */
  value: z.nullable(z.string()),
  source: named,
  asOf: z.nullable(z.string()),
})
export type SourcedField = z.infer<typeof SourcedField>

export const MaterialKind = z.enum(['licence', 'dataCheck', 'commitment', 'upload'])
export type MaterialKind = z.infer<typeof MaterialKind>

/** One way to cover a material 材料来源, as far as this person can go it. */
export const MaterialOption = z.object({
  kind: MaterialKind,
  words: named,
  available: z.boolean(),
  /** Why not, and what to do instead. */
  why: z.nullable(named),
  /** What is promised 承诺内容, for a commitment. */
  text: z.nullable(named),
})
export type MaterialOption = z.infer<typeof MaterialOption>

/** A material 材料 of a case. */
export const ApplicationMaterial = z.object({
  ...coded,
  standard: named,
  need: z.enum(['always', 'whenAsked']),
  options: z.array(MaterialOption),
  /** How it was covered; null while it is not. */
  taken: z.nullable(MaterialKind),
  /** Asked for again 补正, and why. */
  asked: z.nullable(z.string()),
})
export type ApplicationMaterial = z.infer<typeof ApplicationMaterial>

/** One line of a case's history 办理过程. */
export const ApplicationEvent = z.object({
  /** The paper 文书 it made, by its place in the history. */
  paper: z.nullable(z.object({ no: z.number(), zh: z.string(), en: z.string() })),
  at: z.string(),
  action: z.string(),
  status: ApplicationStatus,
  by: z.enum(['applicant', 'officer', 'approver', 'clock']),
  /** What the applicant was told 告知内容; null where nothing. */
  note: z.nullable(named),
})
export type ApplicationEvent = z.infer<typeof ApplicationEvent>

/** A case 办件 as the applicant sees it. */
export const ApplicationView = z.object({
  ...summary,
  office: named,
  form: Form,
  /** What was filled in; in a draft nothing that has a source. */
  answers: z.record(z.string(), z.unknown()),
  sourced: z.array(SourcedField),
  /** 资格条件 of the item while it is a draft: the phone says why not before anything is sent; the server decides again. */
  eligibility: z.optional(z.array(z.object({ holds: Condition, refusal: named }))),
  materials: z.array(ApplicationMaterial),
  history: z.array(ApplicationEvent),
  clocks: z.array(ClockView),
  /** What the applicant may do now, by the table of `moves`. */
  actions: z.array(z.string()),
  supplement: z.nullable(z.object({ due: Deadline, materials: z.array(z.string()) })),
  outcome: z.nullable(Outcome),
  /** The licence it ended with, in the wallet. */
  licence: z.nullable(z.object({ id: z.string(), name: named })),
  /** 催办 is possible now: once a day, for what the office has in hand. */
  mayUrge: z.boolean(),
  /** A stage of it has been reached that can be rated 好差评. */
  rateable: z.boolean(),
  /** The draft came over from another version of the form: what no longer fits, and what is new. */
  carried: z.nullable(z.object({ dropped: z.array(z.object(coded)), added: z.array(z.object(coded)) })),
})
export type ApplicationView = z.infer<typeof ApplicationView>

/** 开始办理. */
export const StartApplication = z.strictObject({ item: ContentCode })

const version = z.int().check(z.minimum(0))
/** Answers as they were typed: read by the form's own rules, never by a schema. At most as many as a form has fields. */
const answers = z.record(z.string().check(z.maxLength(40)), z.unknown())
const chosen = z.array(z.strictObject({ code: ContentCode, kind: MaterialKind })).check(z.maxLength(20))

export const SaveAnswers = z.strictObject({ version, answers })
/** 提交: the form, and how each material is covered; choosing `licence` is the consent to its use for this case. */
export const SubmitApplication = z.strictObject({ version, answers, materials: chosen })
export type SubmitApplication = z.infer<typeof SubmitApplication>
/** 补正: what was asked for. */
export const SupplyMaterials = z.strictObject({ version, materials: chosen })
export const WithdrawApplication = z.strictObject({ version })

const note = z.string().check(z.trim(), z.minLength(4), z.maxLength(500))

/** A move 办理操作 of the window; what it needs stands with it. */
export const StaffMove = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('takeUp') }),
  z.strictObject({ action: z.literal('accept') }),
  z.strictObject({ action: z.literal('refuseAcceptance'), note, rightOffice: z.optional(z.string().check(z.trim(), z.minLength(2), z.maxLength(60))) }),
  z.strictObject({ action: z.literal('returnCase'), note }),
  /** Once, and everything: the materials, each with what is wrong. */
  z.strictObject({
    action: z.literal('requestSupplement'),
    materials: z.array(z.strictObject({ code: ContentCode, reason: note })).check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({ action: z.literal('startReview') }),
  z.strictObject({ action: z.literal('suspend'), procedure: ContentCode, expectedDays: z.int().check(z.minimum(1), z.maximum(365)), note }),
  z.strictObject({ action: z.literal('resume') }),
  z.strictObject({ action: z.literal('propose'), outcome: Outcome, note: z.optional(note) }),
  z.strictObject({ action: z.literal('decide'), outcome: Outcome, note: z.optional(note) }),
])
export type StaffMove = z.infer<typeof StaffMove>
export const MakeMove = z.strictObject({ version, move: StaffMove })

/** A case in the queue 办件队列 of an office, the most pressing first. */
export const QueuedApplication = z.object({
  ...summary,
  subjectMasked: z.string(),
  /** The applicant urges 催办. */
  urged: z.boolean(),
  /** The clock that ends first. */
  clock: z.nullable(z.object({ kind: ClockView.shape.kind, dueOn: z.nullable(z.string()), daysLeft: z.nullable(z.number()) })),
})
export type QueuedApplication = z.infer<typeof QueuedApplication>
export const ApplicationQueue = z.object({ items: z.array(QueuedApplication), next: z.nullable(z.string()) })
export type ApplicationQueue = z.infer<typeof ApplicationQueue>

/** A case as the window handles it 办件窗格. */
export const CaseView = z.object({
  ...summary,
  subjectName: z.string(),
  urged: z.boolean(),
  /** What was filled in, as it is read, by section. */
  sections: z.array(z.object({ ...coded, fields: z.array(z.object({ ...coded, display: named, source: z.nullable(named) })) })),
  materials: z.array(
    z.object({
      ...coded,
      standard: named,
      need: z.enum(['always', 'whenAsked']),
      taken: z.nullable(MaterialKind),
      /** What it says, as far as this office may see it. */
      facts: z.array(z.object({ zh: z.string(), en: z.string(), display: z.string() })),
      asked: z.nullable(z.string()),
    }),
  ),
  history: z.array(ApplicationEvent),
  clocks: z.array(ClockView),
  /** What this member of staff may do now, by the table of `moves`. */
  actions: z.array(z.string()),
  procedures: z.array(z.object({ ...coded, maxDays: z.number() })),
  outcome: z.nullable(Outcome),
  proposal: z.nullable(Outcome),
  decisionPersons: z.number(),
})
export type CaseView = z.infer<typeof CaseView>
