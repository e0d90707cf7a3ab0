import * as z from 'zod/mini'
import { ContentCode } from '../content'

const code = ContentCode
const text = z.string().check(z.minLength(1), z.maxLength(120))
const words = { zh: text, en: text }

/** Colour family of the card on the screen. */
export const LicenceFamily = z.enum(['id', 'drive', 'birth', 'social', 'business', 'permit'])
export type LicenceFamily = z.infer<typeof LicenceFamily>

/** What a state of a licence means to whoever relies on it; every type's own words map to one of these. */
export const StateMeaning = z.enum(['valid', 'suspended', 'revoked', 'expired', 'lost'])
export type StateMeaning = z.infer<typeof StateMeaning>

/** A field 信息项 of a type: after GB/T 36903 and the type's own standard. */
export const LicenceField = z.strictObject({
  code,
  ...words,
  kind: z.enum(['text', 'date', 'number', 'photo', 'choice', 'idNumber', 'creditCode', 'phone', 'derived']),
  unit: z.optional(z.string()),
  /** Sensitive personal information 敏感个人信息 (个人信息保护法 art. 28). */
  sensitive: z.boolean(),
  mask: z.enum(['none', 'name', 'number', 'phone', 'address', 'all']),
  /** For `derived`: computed from another field, so that only the answer is shown (已满 18 岁). */
  from: z.optional(code),
  rule: z.optional(z.enum(['over18', 'over60', 'birthYearMonth'])),
})
export type LicenceField = z.infer<typeof LicenceField>

/** A state 证照状态 as the type's law has it, and what it maps to for exchange: 01 有效, 02 暂扣, 03 撤销, 04 注销, 05 失效, 06 转出, 07 吊销, 99 其他. */
export const LicenceStateRule = z.strictObject({
  code,
  ...words,
  meaning: StateMeaning,
  exchangeCode: z.enum(['01', '02', '03', '04', '05', '06', '07', '99']),
})

/** A move from state to state: the act in law 撤销, 注销, 吊销, 暂扣, 挂失 … */
export const LicenceMoveRule = z.strictObject({
  action: code,
  ...words,
  from: z.array(code).check(z.minLength(1)),
  to: code,
  /** Law it rests on. */
  basis: text,
  /** How many natural persons sign it (R17). */
  persons: z.union([z.literal(1), z.literal(2)]),
})

/** Which fields an occasion sees: 最小必要 (个人信息保护法 art. 6). */
export const DisclosurePresetRule = z.strictObject({
  scene: code,
  required: z.array(code).check(z.minLength(1)),
  optional: z.array(code),
})

/** A licence type 证照类型 as versioned data: a new one needs no code. */
export const LicenceType = z.strictObject({
  code,
  version: z.int().check(z.minimum(1)),
  ...words,
  /** 证照类型代码 of GB/T 36904: 18-character credit code of the owner and three digits. */
  typeCode: z.string().check(z.regex(/^[0-9A-Z]{18}\d{3}$/)),
  /** The library it is collected from 来源库. */
  library: z.enum(['police', 'hrss', 'market', 'health', 'disabled', 'own']),
  family: LicenceFamily,
  holderKinds: z.array(z.enum(['person', 'organisation'])).check(z.minLength(1)),
  /** Several holders on one licence, e.g. father, mother and child on a birth certificate. */
  severalHolders: z.boolean(),
  fields: z.array(LicenceField).check(z.minLength(1), z.maxLength(60)),
  display: z.strictObject({ numberField: code, holderField: code, lines: z.array(code).check(z.maxLength(4)) }),
  /**
   * 有效期: `fromTo` has a first and a last day as issued, and counts as 即将到期 from `reminderDays` before the last; `none` has no period in
   * its law, and no day ends it.
   */
  validity: z.strictObject({ kind: z.enum(['none', 'fromTo']), reminderDays: z.int().check(z.minimum(0), z.maximum(400)) }),
  states: z.array(LicenceStateRule).check(z.minLength(1)),
  initialState: code,
  /** State a licence is in after its last day. */
  expiredWords: z.strictObject(words),
  moves: z.array(LicenceMoveRule),
  presets: z.array(DisclosurePresetRule).check(z.minLength(1)),
  /** Asks for the 亮证密码 before it is shown (R30). */
  sensitive: z.boolean(),
  source: text,
})
export type LicenceType = z.infer<typeof LicenceType>
