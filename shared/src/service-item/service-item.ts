import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { Condition } from '../form'
import { ClockRules } from '../application'
import { LicenceTerm } from '../licence'
import { UPLOAD_LIMITS, UploadFormat } from '../upload'
import { Standing } from './standing'

const code = ContentCode
const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const paragraph = z.string().check(z.trim(), z.minLength(1), z.maxLength(600))
const words = { zh: line, en: line }
const told = z.strictObject({ zh: paragraph, en: paragraph })

/** 服务对象: natural person, and the kinds of organisation of the national list (domain.md §5). */
export const ServedParty = z.enum(['person', 'enterprise', 'institution', 'socialOrganisation', 'unincorporated', 'administrative', 'other'])
export type ServedParty = z.infer<typeof ServedParty>

/** Where a datum or a paper comes from 材料来源: 证照库免交, 数据核验, 告知承诺, 上传. */
export const MaterialSource = z.discriminatedUnion('kind', [
  /** A licence of the applicant's wallet in place of a paper 免证办. */
  z.strictObject({ kind: z.literal('licence'), licenceType: code }),
  /** Asked of a register, nothing to hand in 数据核验. */
  z.strictObject({ kind: z.literal('dataCheck'), register: code, ...words }),
  /** The applicant commits himself 告知承诺; it is checked afterwards. */
  z.strictObject({ kind: z.literal('commitment'), text: told }),
  z.strictObject({
    kind: z.literal('upload'),
    formats: z.array(UploadFormat).check(z.minLength(1)),
    maxMegabytes: z.int().check(z.minimum(1), z.maximum(UPLOAD_LIMITS.megabytes)),
  }),
])
export type MaterialSource = z.infer<typeof MaterialSource>

/**
 * In what form it is handed in 材料类型、材料形式、份数、纸质材料规格 by whoever has no licence or register that stands in its place; `size` only where it
 * has one.
 */
export const HandedIn = z.strictObject({
  kind: z.enum(['original', 'copy', 'originalAndCopy']),
  media: z.enum(['paper', 'electronic', 'either']),
  copies: z.int().check(z.minimum(1), z.maximum(9)),
  size: z.optional(z.strictObject(words)),
})
export type HandedIn = z.infer<typeof HandedIn>

/** 来源渠道: 申请人自备, 政府部门核发, 其他. */
export const MaterialOrigin = z.enum(['applicant', 'government', 'other'])

/** A material 申请材料 of an item. */
export const Material = z.strictObject({
  code,
  ...words,
  /** What makes it good 受理标准. */
  standard: told,
  /** 来源渠道, and who makes it out 来源渠道说明. Absent in versions of before. */
  madeBy: z.optional(z.strictObject({ kind: MaterialOrigin, ...words })),
  /** Null: nothing is handed in, it is looked up. Absent in versions of before. */
  handedIn: z.optional(z.nullable(HandedIn)),
  need: z.enum(['always', 'whenAsked']),
  /** 次要材料: may be brought later under 容缺受理. */
  secondary: z.boolean(),
  /** In the order in which they are tried; the first that can be had is taken. */
  sources: z.array(MaterialSource).check(z.minLength(1), z.maxLength(4)),
  /** 补正用语: what is usually wrong with this one and what to do, ready for whoever asks for it again; absent: the general ones. */
  phrases: z.optional(z.array(z.strictObject(words)).check(z.minLength(1), z.maxLength(6))),
  basis: line,
})
export type Material = z.infer<typeof Material>

/** A step of the handling 办理环节, in working days. */
const ProcessLink = z.strictObject({ ...words, department: line, days: z.int().check(z.minimum(0), z.maximum(90)) })

/** An article it rests on 设定依据. */
const LegalBasis = z.strictObject({ law: line, article: line, text: paragraph })

/** 主体性质: 法定机关, 授权组织, 受委托组织. */
export const BodyKind = z.enum(['statutory', 'authorised', 'entrusted'])

/** 权力来源 (domain.md §5), in the order of its code list. */
export const PowerSource = z.enum(['statutory', 'handedDown', 'authorisedFromAbove', 'authorisedByPeer', 'entrustedFromAbove', 'entrustedByPeer'])
export type PowerSource = z.infer<typeof PowerSource>
export const isEntrusted = (source: PowerSource): boolean => source === 'entrustedFromAbove' || source === 'entrustedByPeer'

/**
 * An item 事项 as basic catalogue 基本目录 and implementation list 实施清单 have it (domain.md §5): versioned data, a new one needs no code.
 * A running case keeps the version it began with.
 */
export const ServiceItem = z.strictObject({
  code,
  version: z.int().check(z.minimum(1)),
  ...words,
  /** 事项状态. Absent in versions of before: in force. */
  standing: z.optional(Standing),
  /** What it does for whom, in a sentence. */
  summary: told,
  /** 基本编码: twelve digits. */
  basicCode: z.string().check(z.regex(/^\d{12}$/)),
  /** 实施编码: the office's credit code and thirteen characters. */
  implementationCode: z.string().check(z.regex(/^[0-9A-HJ-NPQRTUWXY]{18}\d{13}$/)),
  clocks: ClockRules,
  /** The relying party 受理机构 whose windows handle it. */
  office: code,
  department: z.strictObject(words),
  /** Absent in versions of before. */
  body: z.optional(BodyKind),
  /** 权力来源: 法定本级, 上级下放, 上级授权, 同级授权, 上级委托, 同级委托. Absent in versions of before. */
  powerSource: z.optional(PowerSource),
  /** 委托部门: in whose name it is done, where the power is entrusted. */
  entrustedBy: z.optional(z.strictObject(words)),
  /** 联办机构: departments that handle it together with this one, so that the longer limits of art. 42 (2) hold (45 + 15 working days). */
  jointWith: z.optional(z.array(z.strictObject(words)).check(z.minLength(1), z.maxLength(6))),
  /**
   * 档案保管期限 of the files of its cases, whole months from 1 January after the case ended; null for ever 永久; absent: the city's default. How long is
   * for the office's own table of periods (国家档案局令第8号) to say: where none was at hand, `basis` says so.
   */
  filesKept: z.optional(z.strictObject({ months: z.nullable(z.int().check(z.minimum(12), z.maximum(1200))), basis: line })),
  /** Other relying parties that may take a case of it over 可转办机构. */
  transferTo: z.optional(z.array(code).check(z.minLength(1), z.maxLength(10))),
  serves: z.array(ServedParty).check(z.minLength(1)),
  /** 行使层级. */
  level: z.enum(['national', 'provincial', 'city', 'county', 'township']),
  /** 办件类型: 即办件 or 承诺件. */
  handling: z.enum(['immediate', 'promised']),
  /** 办理形式. */
  channels: z.array(z.enum(['window', 'online', 'post'])).check(z.minLength(1)),
  /** 通办范围. */
  area: z.enum(['nation', 'province', 'city', 'county', 'township']),
  /** 到办事现场次数. */
  visits: z.int().check(z.minimum(0), z.maximum(5)),
  /** 必须现场办理原因: what one comes for; there where there are visits. */
  visitsWhy: z.optional(told),
  /** 数量限制: how many are granted, and how it is chosen; null where there is no limit. Absent in versions of before. */
  quantityLimit: z.optional(z.nullable(told)),
  /** 中介服务: what has to be had from somebody who is no office, for which material, and where that is laid down. Absent in versions of before. */
  intermediaries: z.optional(z.array(z.strictObject({ ...words, material: code, basis: line })).check(z.maxLength(4))),
  /**
   * 空白表 and 示例样表: the form that they are printed from. It is not the item's own where that has none on the phone, or is filled in as a part of one
   * thing 一件事. Absent in versions of before.
   */
  sheet: z.optional(code),
  /** 受理条件, one line each. */
  conditions: z.array(told).check(z.minLength(1), z.maxLength(12)),
  /** What the answers must say for anybody to be entitled 资格条件, checked on the phone and by the server; the sentence says why not. */
  eligibility: z.optional(z.array(z.strictObject({ holds: Condition, refusal: told })).check(z.maxLength(10))),
  legalBasis: z.array(LegalBasis).check(z.minLength(1), z.maxLength(8)),
  materials: z.array(Material).check(z.maxLength(20)),
  process: z.array(ProcessLink).check(z.minLength(1), z.maxLength(10)),
  /** 收费: fen; empty where nothing is charged. `reduction`: who pays less or nothing 可否减免; null where nobody does, absent in versions of before. */
  fees: z.array(z.strictObject({ ...words, fen: z.int().check(z.minimum(1)), basis: line, reduction: z.optional(z.nullable(told)) })).check(z.maxLength(8)),
  /** 结果: the licence it ends with, and for how long where its type has a period; or an approval, or nothing on paper. */
  result: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('licence'), licenceType: code, term: z.optional(LicenceTerm) }),
    z.strictObject({ kind: z.literal('approval'), ...words }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
  /** 赋码: on its grant the person it is done for gets a citizen number, and is known by it from then on. */
  assigns: z.optional(z.literal('citizenNumber')),
  /**
   * Fields of its form that say how a paper result is handed over 送达: `choice` is answered with `pickUp`, `post` or whatever else for an electronic one
   * alone; to which address and phone a letter goes. Absent where there is nothing on paper.
   */
  delivery: z.optional(z.strictObject({ choice: code, address: code, phone: code })),
  /** Who may ask for it: oneself, a guardian for his child, an agent with a mandate 谁可以办. Agents are in versions of before: none is taken any more (`canApply`). */
  mayAct: z.array(z.enum(['self', 'guardian', 'agent'])).check(z.minLength(1)),
  faq: z.array(z.strictObject({ question: told, answer: told })).check(z.maxLength(12)),
  consultPhone: z.string().check(z.regex(/^[\d-]{3,20}$/)),
  complaintPhone: z.string().check(z.regex(/^[\d-]{3,20}$/)),
  /** 人生阶段 or 企业阶段 (国办发〔2025〕24号). */
  stages: z
    .array(
      z.enum([
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
        'opening',
        'hiring',
        'tax',
        'running',
        'construction',
        'closing',
      ]),
    )
    .check(z.minLength(1)),
  /** Other words people look for it by 同义词. */
  synonyms: z.array(line).check(z.maxLength(20)),
})
export type ServiceItem = z.infer<typeof ServiceItem>

/**
 * In what capacity somebody can apply here: for himself, or for his child. There is no way yet to give another person a mandate 代办 and to let him file, so
 * no item and no bundle may promise it.
 */
export const canApply = (capacity: ServiceItem['mayAct'][number]): boolean => capacity !== 'agent'
export const NO_AGENTS = '还不能由代办人办理：授权代办没有开通|agents cannot apply: there is no way to give them a mandate'

/** 马上办, 网上办, 就近办, 一次办 as they follow from the item's facts: nobody sets a label that is not so. */
export const EaseTag = z.enum(['immediate', 'online', 'nearby', 'once'])
export type EaseTag = z.infer<typeof EaseTag>

/** 网上办理深度: looked up, handed in with a way to the hall 原件核验, or done whole 全程网办, as it follows from the item's facts. */
export const OnlineDepth = z.enum(['guide', 'handIn', 'whole'])
export type OnlineDepth = z.infer<typeof OnlineDepth>
export function onlineDepthOf({ channels, visits }: Pick<ServiceItem, 'channels' | 'visits'>): OnlineDepth {
  if (!channels.includes('online')) return 'guide'
  return visits > 0 ? 'handIn' : 'whole'
}

export function easeTagsOf({ handling, channels, level, visits }: Pick<ServiceItem, 'handling' | 'channels' | 'level' | 'visits'>): EaseTag[] {
  const tags: EaseTag[] = []
  if (handling === 'immediate') tags.push('immediate')
  if (channels.includes('online')) tags.push('online')
  if (channels.includes('window') && (level === 'township' || level === 'county')) tags.push('nearby')
  if (visits <= 1) tags.push('once')
  return tags
}
