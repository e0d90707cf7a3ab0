import { readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import { fieldsNamed } from './condition'
import { Form, type FormField } from './form-schema'
import { readSample } from './sample'

function checkComputed(field: Extract<FormField, { kind: 'computed' }>, before: readonly FormField[], pointer: string, say: SayProblem): void {
  const { from } = field
  const find = (code: string) => before.find((candidate) => candidate.code === code)
  for (const code of [from.of].flat()) if (!find(code)) say(`${pointer}/from/of`, `前面没有字段 ${code}|no field ${code} before this one`)
  if (from.rule === 'join') return
  const source = find(from.of)
  if (from.rule === 'ageOn' && source && source.kind !== 'date') say(`${pointer}/from/of`, '年龄从日期算起|an age is counted from a date')
  if (from.rule === 'sumOf' && source && !(source.kind === 'rows' && source.columns.some(({ code, kind }) => code === from.column && kind === 'number')))
    say(`${pointer}/from/column`, `${from.of} 的表格里没有数字列 ${from.column}|no number ${from.column} in the rows of ${from.of}`)
  if (from.rule === 'countOf' && source && source.kind !== 'rows' && source.kind !== 'choices')
    say(`${pointer}/from/of`, '只有表格和多选能计数|only rows and choices are counted')
}

function checkLimits(field: FormField, pointer: string, say: SayProblem): void {
  if ('least' in field && field.least > field.most) say(`${pointer}/least`, '最少不能大于最多|more at least than at most')
  if (field.kind === 'number' && field.from > field.to) say(`${pointer}/from`, '起止之间没有可填的数|nothing lies between')
  if (field.kind === 'choice' || field.kind === 'choices') {
    const values = field.choices.map(({ value }) => value)
    if (new Set(values).size < values.length) say(`${pointer}/choices`, '选项重复了|a choice twice')
  }
  if (field.kind === 'licence' && field.renews && !field.required)
    say(`${pointer}/required`, '要延续哪一本证照，必须选|the licence that is renewed has to be named')
  if (field.kind === 'declaration' && !field.required) say(`${pointer}/required`, '声明必须是必填的|a declaration nobody needs to make is none')
}

const isRenewing = (field: FormField): boolean => field.kind === 'licence' && field.renews === true

function checkAll(form: Form, say: SayProblem): void {
  const before: FormField[] = []
  form.sections.forEach((section, s) =>
    section.fields.forEach((field, f) => {
      const pointer = `/sections/${s}/fields/${f}`
      if (before.some(({ code }) => code === field.code)) say(`${pointer}/code`, `字段 ${field.code} 重复了|field ${field.code} is there twice`)
      // `answers.constructor` is there before anybody has answered.
      if (field.code in {}) say(`${pointer}/code`, `${field.code} 不能作字段名|${field.code} is a name every object has`)
      for (const code of field.when ? fieldsNamed(field.when) : [])
        if (!before.some((candidate) => candidate.code === code)) say(`${pointer}/when`, `前面没有字段 ${code}|no field ${code} before this one`)
      if (field.kind === 'computed') checkComputed(field, before, pointer, say)
      checkLimits(field, pointer, say)
      if (isRenewing(field) && before.some(isRenewing)) say(`${pointer}/renews`, '一次只能延续一本证照|one licence is renewed at a time')
      before.push(field)
    }),
  )
}

/** A sample that the form itself would refuse teaches people to be refused. */
function checkSample(form: Form, say: SayProblem): void {
  const read = readSample(form)
  if (read && !read.ok) for (const { pointer, zh, en } of read.error) say(`/sample/answers${pointer}`, `样表：${zh}|the sample: ${en}`)
}

/**
 * A form file read and checked: conditions and computations name fields that stand before theirs, so that no cycle can be.
 * @returns every problem at once, with its JSON pointer
 */
export const validateForm = (raw: unknown): Result<Form, ContentProblem[]> => readContent(Form, raw, [checkAll, checkSample])
