import * as z from 'zod/mini'
import { ItemKind } from '../application'
import { ContentCode } from '../content'
import { BodyKind, EaseTag, HandedIn, MaterialOrigin, OnlineDepth, PowerSource, ServedParty, ServiceItem, type ServiceItem as Item } from './service-item'
import { StandingView } from './standing'

const named = z.object({ zh: z.string(), en: z.string() })

/** 人生阶段 or 企业阶段. */
export type LifeStage = Item['stages'][number]
export const PERSON_STAGES = [
  'birth',
  'education',
  'employment',
  'living',
  'housing',
  'travel',
  'medical',
  'relief',
  'ageing',
  'afterDeath',
] as const satisfies readonly LifeStage[]
export const ENTERPRISE_STAGES = ['opening', 'hiring', 'tax', 'running', 'construction', 'closing'] as const satisfies readonly LifeStage[]

const LifeStageOf = z.enum([...PERSON_STAGES, ...ENTERPRISE_STAGES])
/** Several labels asked for at once, each of which must hold: `online,once`. */
const EaseTags = z.string().check(z.regex(/^(immediate|online|nearby|once)(,(immediate|online|nearby|once)){0,3}$/))

/** What is looked for 找事项: words, 马上办 and the like, for whom, in which stage; `after` is the code of the last item seen. */
export const ServiceItemQuery = z.strictObject({
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
  ease: z.optional(EaseTags),
  serves: z.optional(z.enum(['person', 'enterprise'])),
  stage: z.optional(LifeStageOf),
  after: z.optional(ContentCode),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20),
})
export type ServiceItemQuery = z.output<typeof ServiceItemQuery>

/** An item 事项 in a list. */
export const ServiceItemCard = z.object({
  code: z.string(),
  name: named,
  summary: named,
  department: named,
  ease: z.array(EaseTag),
  handling: ServiceItem.shape.handling,
  /** 承诺办结, in working days. */
  promiseDays: z.number(),
  visits: z.number(),
  /** Null: in force, nothing announced. */
  standing: z.nullable(StandingView),
  /** It is handled online, has a form, and is in force: it can be begun here. */
  canApply: z.boolean(),
})
export type ServiceItemCard = z.infer<typeof ServiceItemCard>
/** `total`: how many there are in all. */
export const ServiceItemPage = z.object({ items: z.array(ServiceItemCard), next: z.nullable(z.string()), total: z.number() })
export type ServiceItemPage = z.infer<typeof ServiceItemPage>

/** One way to cover a material: `what` is the licence, the register, what is committed to, or what may be uploaded. */
export const GuideSource = z.object({ kind: z.enum(['licence', 'dataCheck', 'commitment', 'upload']), what: named })
export type GuideSource = z.infer<typeof GuideSource>

export const GuideMaterial = z.object({
  code: z.string(),
  name: named,
  standard: named,
  need: z.enum(['always', 'whenAsked']),
  /** 次要材料: may follow under 容缺. */
  secondary: z.boolean(),
  sources: z.array(GuideSource),
  basis: z.string(),
  madeBy: z.nullable(z.object({ kind: MaterialOrigin, zh: z.string(), en: z.string() })),
  handedIn: z.nullable(HandedIn),
})
export type GuideMaterial = z.infer<typeof GuideMaterial>

/** 空白表, or 示例样表: filled in for somebody invented. */
export const SheetKind = z.enum(['blank', 'sample'])
export type SheetKind = z.infer<typeof SheetKind>

/** The guide 办事指南 of an item, readable without an account. */
export const ServiceGuide = z.object({
  code: z.string(),
  version: z.number(),
  name: named,
  summary: named,
  kind: ItemKind,
  basicCode: z.string(),
  implementationCode: z.string(),
  department: named,
  standing: z.nullable(StandingView),
  body: z.nullable(BodyKind),
  powerSource: z.nullable(PowerSource),
  entrustedBy: z.nullable(named),
  jointWith: z.array(named),
  serves: z.array(ServedParty),
  level: ServiceItem.shape.level,
  handling: ServiceItem.shape.handling,
  channels: ServiceItem.shape.channels,
  area: ServiceItem.shape.area,
  visits: z.number(),
  visitsWhy: z.nullable(named),
  /** 网上办理深度. */
  online: OnlineDepth,
  /** A paper result can be sent by post 快递送达. */
  byPost: z.boolean(),
  /** 数量限制; null where there is none. */
  quantityLimit: z.nullable(named),
  /** 中介服务, each with the material it is for. */
  intermediaries: z.array(z.object({ name: named, material: named, basis: z.string() })),
  ease: z.array(EaseTag),
  conditions: z.array(named),
  legalBasis: z.array(z.object({ law: z.string(), article: z.string(), text: z.string() })),
  materials: z.array(GuideMaterial),
  process: z.array(z.object({ name: named, department: z.string(), days: z.number() })),
  promiseDays: z.number(),
  legalDays: z.number(),
  clocks: z.array(z.object({ code: z.string(), words: named, basis: z.nullable(z.string()) })),
  fees: z.array(z.object({ name: named, fen: z.number(), basis: z.string(), reduction: z.nullable(named) })),
  /** Which of 空白表 and 示例样表 there are. */
  sheets: z.array(SheetKind),
  /** What one gets; null where nothing is handed out. `licence`: it goes into the wallet. */
  result: z.nullable(z.object({ name: named, isLicence: z.boolean() })),
  mayAct: ServiceItem.shape.mayAct,
  faq: z.array(z.object({ question: named, answer: named })),
  consultPhone: z.string(),
  complaintPhone: z.string(),
  /** Where it is handled 办理地点; null where the office has not said. */
  counter: z.nullable(z.object({ name: named, address: named, hours: named, phone: z.string() })),
  canApply: z.boolean(),
  /** One thing 一件事 that it is a part of, where it can be begun as well; null where there is none. */
  inBundle: z.nullable(z.object({ code: z.string(), name: named })),
})
export type ServiceGuide = z.infer<typeof ServiceGuide>
