import * as z from 'zod/mini'
import { ContentCode } from '../content'
import { isCalendarDate } from '../time'
import { isReference, isText, isTextList, type Answers } from './answers'
import { Condition } from './condition'

const code = ContentCode
const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))
const words = { zh: line, en: line }
const help = z.optional(z.strictObject(words))
const Day = z.string().check(z.refine(isCalendarDate, 'YYYY-MM-DD'))
/** A day, or `today`, on which the form is handed in. */
const DayLimit = z.union([z.literal('today'), Day])

/** What a form takes from the population register 人口库 about the person it is filled in for. */
export const RegisterField = z.enum(['name', 'sex', 'bornOn', 'ethnicity', 'address', 'region'])
export type RegisterField = z.infer<typeof RegisterField>

/** Where a value is taken from 数据来源: shown beside the field, and taken again by the server; what the phone says of it is not believed. */
export const FieldSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('licence'), licenceType: code, field: code }),
  z.strictObject({ kind: z.literal('register'), register: z.literal('population'), field: RegisterField }),
  z.strictObject({ kind: z.literal('account'), field: z.enum(['name', 'number', 'phone']) }),
])
export type FieldSource = z.infer<typeof FieldSource>

/** How a value follows from others 计算字段. */
export const Computation = z.discriminatedUnion('rule', [
  /** Full years on the day it is handed in. */
  z.strictObject({ rule: z.literal('ageOn'), of: code }),
  /** Of a column of a table. */
  z.strictObject({ rule: z.literal('sumOf'), of: code, column: code }),
  z.strictObject({ rule: z.literal('countOf'), of: code }),
  z.strictObject({ rule: z.literal('join'), of: z.array(code).check(z.minLength(2), z.maxLength(6)), between: z.string().check(z.maxLength(5)) }),
])
export type Computation = z.infer<typeof Computation>

const base = {
  code,
  ...words,
  help,
  required: z.boolean(),
  /** Asked only when it holds 显示条件; it may name fields that stand before this one. */
  when: z.optional(Condition),
  source: z.optional(FieldSource),
}
const length = { least: z.int().check(z.minimum(0)), most: z.int().check(z.minimum(1), z.maximum(2_000)) }
const Choice = z.strictObject({ value: code, ...words })
const choices = z.array(Choice).check(z.minLength(2), z.maxLength(60))
const count = { least: z.int().check(z.minimum(0)), most: z.int().check(z.minimum(1), z.maximum(50)) }

const PLAIN = [
  z.strictObject({ ...base, kind: z.literal('text'), ...length }),
  z.strictObject({ ...base, kind: z.literal('longText'), ...length }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    unit: z.optional(line),
    decimals: z.int().check(z.minimum(0), z.maximum(4)),
    from: z.number(),
    to: z.number(),
  }),
  z.strictObject({ ...base, kind: z.literal('date'), from: z.optional(DayLimit), to: z.optional(DayLimit) }),
  /** 行政区划. */
  z.strictObject({ ...base, kind: z.literal('region') }),
  /** Region and the rest of the address in one line. */
  z.strictObject({ ...base, kind: z.literal('address') }),
  z.strictObject({ ...base, kind: z.literal('personName') }),
  /** 公民身份号码. */
  z.strictObject({ ...base, kind: z.literal('idNumber') }),
  /** 统一社会信用代码. */
  z.strictObject({ ...base, kind: z.literal('creditCode') }),
  z.strictObject({ ...base, kind: z.literal('phone') }),
  z.strictObject({ ...base, kind: z.literal('choice'), choices }),
] as const

/** A field that can stand in a row of a table. */
export const ColumnField = z.discriminatedUnion('kind', PLAIN)
export type ColumnField = z.infer<typeof ColumnField>

/** A field 表单字段 of a form, as data. */
export const FormField = z.discriminatedUnion('kind', [
  ...PLAIN,
  z.strictObject({ ...base, kind: z.literal('choices'), choices, ...count }),
  /** 表格: rows of plain fields. */
  z.strictObject({ ...base, kind: z.literal('rows'), columns: z.array(ColumnField).check(z.minLength(1), z.maxLength(10)), ...count }),
  /** Uploaded files, by id. */
  z.strictObject({ ...base, kind: z.literal('file'), ...count }),
  /** A licence of the wallet, by id; `renews`: it is the one that is to run on 延续. */
  z.strictObject({ ...base, kind: z.literal('licence'), licenceType: code, renews: z.optional(z.literal(true)) }),
  /** 手写签名: drawn on the phone, kept as its lines; or on paper at the window, a file by id. */
  z.strictObject({ ...base, kind: z.literal('signature') }),
  /** 声明: agreed to, word by word. */
  z.strictObject({
    ...base,
    kind: z.literal('declaration'),
    text: z.strictObject({ zh: z.string().check(z.minLength(1), z.maxLength(600)), en: z.string().check(z.minLength(1), z.maxLength(900)) }),
  }),
  /** Another person: name, kind of document and number. */
  z.strictObject({ ...base, kind: z.literal('person') }),
  z.strictObject({ ...base, kind: z.literal('computed'), from: Computation }),
])
export type FormField = z.infer<typeof FormField>

const parts = z.record(z.string(), z.string())
/**
 * 示例样表: what somebody invented would write. Files, licences, signatures and declarations are not written: they are taken as given (`sample.ts`).
 */
const Sample = z.strictObject({
  filledOn: Day,
  /** Whose hand signs it: of a child's the guardian's. */
  signedBy: line,
  answers: z.record(code, z.union([z.string(), z.array(z.string()), parts, z.array(parts)])),
})

const filledIn = {
  code,
  version: z.int().check(z.minimum(1)),
  sections: z
    .array(z.strictObject({ code, ...words, fields: z.array(FormField).check(z.minLength(1), z.maxLength(60)) }))
    .check(z.minLength(1), z.maxLength(20)),
}
/** A form 表单 in sections; a running case keeps the version it began with. */
export const Form = z.strictObject({ ...filledIn, sample: z.optional(Sample) })
export type Form = z.infer<typeof Form>
/** A form as whoever fills it in gets it: the sample is for the guide alone. */
export const ShownForm = z.object(filledIn)

export const fieldsOf = ({ sections }: Form): FormField[] => sections.flatMap(({ fields }) => fields)

/** The field that names the licence which is to run on 延续; null where a form renews none. */
export const renewingField = (form: Form): Extract<FormField, { kind: 'licence' }> | null =>
  fieldsOf(form).find((field): field is Extract<FormField, { kind: 'licence' }> => field.kind === 'licence' && field.renews === true) ?? null

/** Uploaded files 附件 that were filled in, by the field that names them. */
export const filesNamed = (form: Form, answers: Answers): { code: string; ids: readonly string[] }[] =>
  fieldsOf(form).flatMap(({ kind, code }) => {
    const value = Object.hasOwn(answers, code) ? answers[code] : undefined
    if (kind === 'file' && isTextList(value) && value.length > 0) return [{ code, ids: value }]
    return kind === 'signature' && isText(value) && isReference(value) ? [{ code, ids: [value] }] : []
  })
