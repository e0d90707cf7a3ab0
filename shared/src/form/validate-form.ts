import { readContent, type ContentProblem, type SayProblem } from '../content'
import type { Result } from '../result'
import { fieldsNamed } from './condition'
import { Form, type FormField } from './form-schema'

function checkComputed(field: Extract<FormField, { kind: 'computed' }>, before: readonly FormField[], pointer: string, say: SayProblem): void {
  const { from } = field
  const find = (code: string) => before.find((candidate) => candidate.code === code)
  for (const code of [from.of].flat()) if (!find(code)) say(`${pointer}/from/of`, `no field ${code} before this one`)
  if (from.rule === 'join') return
  const source = find(from.of)
  if (from.rule === 'ageOn' && source && source.kind !== 'date') say(`${pointer}/from/of`, 'an age is counted from a date')
  if (from.rule === 'sumOf' && source && !(source.kind === 'rows' && source.columns.some(({ code, kind }) => code === from.column && kind === 'number')))
    say(`${pointer}/from/column`, `no number ${from.column} in the rows of ${from.of}`)
  if (from.rule === 'countOf' && source && source.kind !== 'rows' && source.kind !== 'choices') say(`${pointer}/from/of`, 'only rows and choices are counted')
}

function checkLimits(field: FormField, pointer: string, say: SayProblem): void {
  if ('least' in field && field.least > field.most) say(`${pointer}/least`, 'more at least than at most')
  if (field.kind === 'number' && field.from > field.to) say(`${pointer}/from`, 'nothing lies between')
  if (field.kind === 'choice' || field.kind === 'choices') {
    const values = field.choices.map(({ value }) => value)
    if (new Set(values).size < values.length) say(`${pointer}/choices`, 'a choice twice')
  }
  if (field.kind === 'declaration' && !field.required) say(`${pointer}/required`, 'a declaration nobody needs to make is none')
}

function checkAll(form: Form, say: SayProblem): void {
  const before: FormField[] = []
  form.sections.forEach((section, s) =>
    section.fields.forEach((field, f) => {
      const pointer = `/sections/${s}/fields/${f}`
      if (before.some(({ code }) => code === field.code)) say(`${pointer}/code`, `field ${field.code} is there twice`)
      // `answers.constructor` is there before anybody has answered.
      if (field.code in {}) say(`${pointer}/code`, `${field.code} is a name every object has`)
      for (const code of field.when ? fieldsNamed(field.when) : [])
        if (!before.some((candidate) => candidate.code === code)) say(`${pointer}/when`, `no field ${code} before this one`)
      if (field.kind === 'computed') checkComputed(field, before, pointer, say)
      checkLimits(field, pointer, say)
      before.push(field)
    }),
  )
}

/**
 * A form file read and checked: conditions and computations name fields that stand before theirs, so that no cycle can be.
 * @returns every problem at once, with its JSON pointer
 */
export const validateForm = (raw: unknown): Result<Form, ContentProblem[]> => readContent(Form, raw, [checkAll])
