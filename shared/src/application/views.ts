import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Condition, ShownForm } from '../form'
import { Ulid } from '../ulid'
import { CaseUpload, UploadFormat, UploadIds } from '../upload'
import { Deadline } from '../work-calendar'
import { ExtensionApprover } from './clock-rules'
import { ContestedFields, ContestedShown } from './contested'
import { ApplicationStatus, HandOver, Outcome } from './status'
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

/** How a material came 材料来源; `paper` is one that the window took over the counter and no phone can choose. */
export const MaterialKind = z.enum(['licence', 'dataCheck', 'commitment', 'upload', 'paper'])
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
  /** What may be uploaded 上传要求, for an upload. */
  upload: z.optional(z.object({ formats: z.array(UploadFormat), maxMegabytes: z.number() })),
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
  /** The files it was covered with 上传件. */
  uploads: z.optional(z.array(CaseUpload)),
  /** Asked for again 补正, and why. */
  asked: z.nullable(z.string()),
  /** 次要材料: it may be brought later 容缺, on a commitment. */
  mayFollow: z.boolean(),
})
export type ApplicationMaterial = z.infer<typeof ApplicationMaterial>

/** How a clerk came to act in the applicant's place 窗口代办: by the code 办件码 of his phone, or by his document. */
export const WindowHow = z.enum(['code', 'document'])
export type WindowHow = z.infer<typeof WindowHow>
/** How the applicant confirmed what a clerk filled in for him: on his own phone, or by hand on the printed sheet. */
export const WindowConfirmation = z.enum(['onPhone', 'onPaper'])
export type WindowConfirmation = z.infer<typeof WindowConfirmation>

/** One line of a case's history 办理过程. */
export const ApplicationEvent = z.object({
  /** The paper 文书 it made, by its place in the history. */
  paper: z.nullable(z.object({ no: z.number(), zh: z.string(), en: z.string() })),
  at: z.string(),
  action: z.string(),
  status: ApplicationStatus,
  by: z.enum(['applicant', 'officer', 'approver', 'reviewer', 'clock']),
  /** What the applicant was told 告知内容; null where nothing. */
  note: z.nullable(named),
  /** Filled in at the window, and how the applicant confirmed it; absent where he did it himself. */
  confirmed: z.optional(WindowConfirmation),
})
export type ApplicationEvent = z.infer<typeof ApplicationEvent>

/** How a result on paper reaches him 送达: the code he shows at the window, or how far the letter is. */
export const DeliveryView = z.object({
  way: HandOver,
  /** 取件码: six digits, until it was fetched. */
  code: z.nullable(z.string()),
  place: z.nullable(z.object({ zh: z.string(), en: z.string(), address: named, hours: named })),
  /** 运单号; null until the post has taken it. */
  waybill: z.nullable(z.string()),
  traces: z.array(z.object({ at: z.string(), text: z.string() })),
  deliveredOn: z.nullable(z.string()),
})
export type DeliveryView = z.infer<typeof DeliveryView>

/** A case 办件 as the applicant sees it. */
export const ApplicationView = z.object({
  ...summary,
  office: named,
  form: ShownForm,
  /** What was filled in; in a draft nothing that has a source. */
  answers: z.record(z.string(), z.unknown()),
  /** Files that the form asked for, by field, once it was handed in. */
  formFiles: z.optional(z.record(z.string(), z.array(CaseUpload))),
  sourced: z.array(SourcedField),
  /** What he said is wrong 信息有误, once it was handed in; absent where nothing. */
  contested: ContestedShown,
  /** 延续, once it was handed in: until when the licence runs, and whether it was asked for in time. */
  renewal: z.optional(z.object({ licenceEndsOn: z.string(), standing: z.enum(['inTime', 'late']) })),
  /** 资格条件 of the item while it is a draft: the phone says why not before anything is sent; the server decides again. */
  eligibility: z.optional(z.array(z.object({ holds: Condition, refusal: named }))),
  materials: z.array(ApplicationMaterial),
  history: z.array(ApplicationEvent),
  clocks: z.array(ClockView),
  /** What the applicant may do now, by the table of `moves`. */
  actions: z.array(z.string()),
  supplement: z.nullable(z.object({ due: Deadline, materials: z.array(z.string()) })),
  /** 容缺受理 as it is offered with a draft: what is agreed to, which version of it, and within how many working days; null where it is not. */
  gapOffer: z.nullable(z.object({ commitment: named, version: z.number(), days: z.number() })),
  /** Materials that are still owed 容缺, and until when; null where none are. */
  gap: z.nullable(z.object({ due: Deadline, materials: z.array(z.string()) })),
  outcome: z.nullable(Outcome),
  /** How its result reaches him 送达: the code he shows at the window, or how far the letter is; null where it is electronic alone. */
  delivery: z.nullable(
    z.extend(DeliveryView, {
      /** It is handed over with the other results of its joint application 统一出件, which says how; absent where it is by itself. */
      together: z.optional(z.boolean()),
    }),
  ),
  /** The licence it ended with, in the wallet. */
  licence: z.nullable(z.object({ id: z.string(), name: named })),
  /** 催办 is possible now: once a day, for what the office has in hand. */
  mayUrge: z.boolean(),
  /** Something was decided against him, to which he may object 异议. */
  objectable: z.boolean(),
  /** A stage of it has been reached that can be rated 好差评. */
  rateable: z.boolean(),
  /** A clerk acts in his place 窗口代办, and what he puts before him to confirm; absent while none does. */
  atWindow: z.optional(
    z.object({
      office: named,
      officer: z.string(),
      since: z.string(),
      how: WindowHow,
      /** What is to be handed in, to be read and confirmed on this phone; null while nothing is. */
      asked: z.nullable(
        z.object({
          answers: z.record(z.string(), z.unknown()),
          materials: z.array(z.object({ code: z.string(), kind: MaterialKind })),
          later: z.array(z.string()),
          /** What he says is wrong 信息有误; absent where nothing. */
          contested: ContestedShown,
        }),
      ),
    }),
  ),
  /** The draft came over from another version of the form: what no longer fits, and what is new. */
  carried: z.nullable(z.object({ dropped: z.array(z.object(coded)), added: z.array(z.object(coded)) })),
})
export type ApplicationView = z.infer<typeof ApplicationView>

/** 开始办理. */
export const StartApplication = z.strictObject({ item: ContentCode })

const version = z.int().check(z.minimum(0))
/** Answers as they were typed: read by the form's own rules, never by a schema. At most as many as a form has fields. */
const answers = z.record(z.string().check(z.maxLength(40)), z.unknown())
/** How a material is covered; `uploads`: the files, where it is covered with some. */
export const ChosenMaterial = z.strictObject({ code: ContentCode, kind: MaterialKind, uploads: z.optional(UploadIds) })
const chosen = z.array(ChosenMaterial).check(z.maxLength(20))

/** Versions of the item and of its form as they stood before whoever filled it in: under another one nothing is kept or handed in unseen. */
const seen = z.strictObject({ item: version, form: version })
/** 暂存; `seen` absent: by whichever versions hold. */
export const SaveAnswers = z.strictObject({ version, seen: z.optional(seen), answers })
/** Secondary materials that come later 容缺, and the version of the commitment 承诺书 that was agreed to. */
const later = z.strictObject({ materials: z.array(ContentCode).check(z.minLength(1), z.maxLength(20)), commitment: version })
/** 提交: the form, how each material is covered, where choosing `licence` is the consent to its use for this case, and what is said to be wrong. */
export const SubmitApplication = z.strictObject({
  version,
  seen,
  answers,
  materials: chosen,
  later: z.optional(later),
  contested: ContestedFields,
})
export type SubmitApplication = z.infer<typeof SubmitApplication>
/** 补正: what was asked for; 容缺: what is still owed. */
export const SupplyMaterials = z.strictObject({ version, materials: chosen })
export type Seen = z.infer<typeof seen>
export const WithdrawApplication = z.strictObject({ version })

const note = z.string().check(z.trim(), z.minLength(4), z.maxLength(500))

/** A move 办理操作 of the window; what it needs stands with it. */
export const StaffMove = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('takeUp') }),
  z.strictObject({ action: z.literal('accept') }),
  /** 不予受理; where it is not this office's to decide 不属于本机关职权, the right one is named (行政许可法 art. 32(1)). */
  z
    .strictObject({
      action: z.literal('refuseAcceptance'),
      ground: z.enum(['notOurs', 'other']),
      note,
      rightOffice: z.optional(z.string().check(z.trim(), z.minLength(2), z.maxLength(60))),
    })
    .check(z.refine(({ ground, rightOffice }) => (ground === 'notOurs') === (rightOffice !== undefined), { path: ['rightOffice'] })),
  z.strictObject({ action: z.literal('returnCase'), note }),
  /** Once, and everything: the materials, each with what is wrong. */
  z.strictObject({
    action: z.literal('requestSupplement'),
    materials: z.array(z.strictObject({ code: ContentCode, reason: note })).check(z.minLength(1), z.maxLength(20)),
  }),
  /** 容缺受理: what is to follow, within how many working days; `signedOnPaper`: he committed himself at the counter and not on his phone. */
  z.strictObject({
    action: z.literal('acceptWithGaps'),
    materials: z.array(ContentCode).check(z.minLength(1), z.maxLength(20)),
    days: z.int().check(z.minimum(1), z.maximum(365)),
    signedOnPaper: z.boolean(),
  }),
  /** What was owed was brought to the counter. */
  z.strictObject({ action: z.literal('fillGap') }),
  z.strictObject({ action: z.literal('startReview') }),
  z.strictObject({ action: z.literal('suspend'), procedure: ContentCode, expectedDays: z.int().check(z.minimum(1), z.maximum(365)), note }),
  z.strictObject({ action: z.literal('resume') }),
  /** 窗口领取: the code that whoever fetches it shows. */
  z.strictObject({ action: z.literal('deliver'), code: z.string().check(z.regex(/^\d{6}$/)) }),
  z.strictObject({ action: z.literal('propose'), outcome: Outcome, note: z.optional(note) }),
  z.strictObject({ action: z.literal('decide'), outcome: Outcome, note: z.optional(note) }),
])
export type StaffMove = z.infer<typeof StaffMove>
export const MakeMove = z.strictObject({ version, move: StaffMove })

const documentNumber = z.string().check(z.trim(), z.minLength(4), z.maxLength(30))

/** 取件码 at the desk, as its screen read it: which case waits to be handed over. */
export const FindPickUp = z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/)) })
export const PickUpFound = z.object({
  applicationId: z.string(),
  /** Results of one joint application 联办 that are handed over together 统一出件, of whichever office each is; absent where it is one by itself. */
  together: z.optional(
    z.object({
      subjectMasked: z.string(),
      results: z.array(z.object({ number: z.nullable(z.string()), item: named, office: named })),
    }),
  ),
})
export type PickUpFound = z.infer<typeof PickUpFound>

/** 统一出件 at the window: everything of a joint application that is ready was handed over. */
export const HandOverTogether = z.strictObject({ code: z.string().check(z.regex(/^\d{6}$/)) })
/** 凭证件统一出件: the number of the document that the applicant shows, who has no code, finds what waits for him at this window. */
export const FindPickUpByDocument = z.strictObject({ number: documentNumber })
/** What was found so is handed over, and why without a code. */
export const HandOverByDocument = z.strictObject({ number: documentNumber, note })
export const HandedOver = z.object({ results: z.array(z.object({ number: z.nullable(z.string()), item: named })) })
export type HandedOver = z.infer<typeof HandedOver>

/** 延长期限: by whom the law names, with the reasons that the applicant is told (art. 42). */
export const ExtendLimit = z.strictObject({
  version,
  days: z.int().check(z.minimum(1), z.maximum(365)),
  note,
  /** 批准文号: the paper on which the head of the people's government gave leave, who sits at no window; absent where the body's own head may. */
  leave: z.optional(z.string().check(z.trim(), z.minLength(4), z.maxLength(60))),
})
export type ExtendLimit = z.infer<typeof ExtendLimit>

/** 凭证件领取: the number of the document that whoever fetches it shows, and why there is no code. */
export const DeliverByDocument = z.strictObject({ version, number: documentNumber, note })
export type DeliverByDocument = z.infer<typeof DeliverByDocument>

/** 转交承办人: another clerk of the office. */
export const AssignCase = z.strictObject({ version, staffId: Ulid })
export type AssignCase = z.infer<typeof AssignCase>
/** 转办: another office that handles the item, with why. */
export const TransferCase = z.strictObject({ version, office: ContentCode, note })
export type TransferCase = z.infer<typeof TransferCase>

/** Which cases of a queue are looked at 队列筛选: by their first clock, by what has come, by who handles them. */
export const QueueShown = z.enum(['all', 'mine', 'unassigned', 'overdue', 'today', 'soon', 'supplied', 'toHandOver'])
export type QueueShown = z.infer<typeof QueueShown>
/** 快到期: the first clock ends today or within so many days. */
export const SOON_DAYS = 3

/** A case in the queue 办件队列 of an office, the most pressing first. */
export const QueuedApplication = z.object({
  ...summary,
  subjectMasked: z.string(),
  /** The applicant urges 催办. */
  urged: z.boolean(),
  /** Who handles it 承办人; null while nobody has taken it up. */
  assigned: z.nullable(z.object({ name: z.string(), mine: z.boolean() })),
  /** The division 行政区划 it was filed for. */
  region: z.string(),
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
  sections: z.array(
    z.object({
      ...coded,
      fields: z.array(
        z.object({
          ...coded,
          display: named,
          source: z.nullable(named),
          /** What the applicant says it should be 信息有误; absent where he says nothing. */
          contested: z.optional(named),
          uploads: z.optional(z.array(CaseUpload)),
          /** The lines of a signature that was drawn 手写签名. */
          drawn: z.optional(z.string()),
        }),
      ),
    }),
  ),
  materials: z.array(
    z.object({
      ...coded,
      standard: named,
      need: z.enum(['always', 'whenAsked']),
      taken: z.nullable(MaterialKind),
      /** What it says, as far as this office may see it. */
      facts: z.array(z.object({ zh: z.string(), en: z.string(), display: z.string() })),
      /** The files it was covered with; each page is asked for by itself, and on record. */
      uploads: z.optional(z.array(CaseUpload)),
      asked: z.nullable(z.string()),
      secondary: z.boolean(),
      /** 补正用语 of this material; none: the general ones. */
      phrases: z.array(named),
      /** The applicant has committed himself to bring it later 容缺. */
      promised: z.boolean(),
    }),
  ),
  /** 容缺: within how many working days at most; null where the item does not allow it. */
  gapDays: z.nullable(z.number()),
  /** `deputyFor`: the name of the absent officer in whose place it was done 代理. */
  history: z.array(
    z.extend(ApplicationEvent, {
      deputyFor: z.nullable(z.string()),
      /** The sheet 确认单 that the applicant signed at the window, as it was scanned. */
      sheet: z.optional(z.array(CaseUpload)),
    }),
  ),
  clocks: z.array(ClockView),
  /** Who handles it 承办人, and whether whoever looks may: it is his, or he stands in for him; null while nobody has taken it up. */
  assigned: z.nullable(z.object({ staffId: z.string(), name: z.string(), mine: z.boolean(), mayHandle: z.boolean(), asDeputy: z.boolean() })),
  /** Other offices that handle the item 可转办机构. */
  transferTo: z.array(z.object(coded)),
  /** What this member of staff may do now, by the table of `moves`. */
  actions: z.array(z.string()),
  procedures: z.array(z.object({ ...coded, maxDays: z.number() })),
  outcome: z.nullable(Outcome),
  proposal: z.nullable(Outcome),
  decisionPersons: z.number(),
  /** 可延长: by how many working days at most and on what; null where no rule allows it or it was done. */
  extension: z.nullable(z.object({ days: z.number(), basis: z.string(), approver: ExtensionApprover })),
  /** How its result is still to be handed over. */
  handOver: z.nullable(HandOver),
  /** The window that hands it over with the other results of its whole 统一出件; absent where this office does. */
  handedOverAt: z.optional(named),
  /** It is a part of a joint application 联办, whose graph this window may look at. */
  isPart: z.boolean(),
})
export type CaseView = z.infer<typeof CaseView>
