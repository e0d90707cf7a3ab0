import { ageOn } from '../family'
import { err, ok, type Result } from '../result'
import { isRows, isText, type Answers, type AnswerValue } from './answers'
import { holds } from './condition'
import { fieldsOf, type Computation, type Form, type FormField } from './form-schema'
import { isBlank, readAnswer } from './read-answer'
import { refuse, type FormRefusal } from './refusals'

/** A value that follows from the others; empty while they are not there. */
function compute(from: Computation, answers: Answers, today: string): string {
  switch (from.rule) {
    case 'ageOn': {
      const born = answers[from.of]
      return isText(born) && born !== '' ? String(ageOn(born, today)) : ''
    }
    case 'sumOf': {
      const rows = answers[from.of]
      if (!isRows(rows)) return ''
      // In hundredths of hundredths, so that 0.1 + 0.2 is 0.3.
      return String(rows.reduce((sum, row) => sum + Math.round(Number(row[from.column] ?? 0) * 10_000), 0) / 10_000)
    }
    case 'countOf': {
      const rows = answers[from.of]
      return Array.isArray(rows) ? String(rows.length) : ''
    }
    case 'join': {
      const parts = from.of.map((code) => answers[code]).filter((part): part is string => isText(part) && part !== '')
      return parts.join(from.between)
    }
  }
}

interface Given {
  form: Form
  answers: Readonly<Record<string, unknown>>
  /** Calendar date in Asia/Shanghai. */
  today: string
  /** Values taken from their sources by whoever asks: they stand for whatever was sent. */
  sourced?: Answers
}

/** Codes of the fields that are asked, given what was answered before them. */
export function askedFields({ form, answers }: { form: Form; answers: Answers }): string[] {
  const seen: Record<string, AnswerValue> = {}
  const asked: string[] = []
  for (const field of fieldsOf(form)) {
    if (field.when && !holds(field.when, seen)) continue
    asked.push(field.code)
    const value = answers[field.code]
    if (value !== undefined) seen[field.code] = value
  }
  return asked
}

/** A form as far as it is filled in: what can be kept of it, which fields are asked, and what is wrong or missing. */
export interface SoFar {
  answers: Answers
  /** Codes of the fields asked, in the order of the form. */
  asked: string[]
  problems: FormRefusal[]
}

/** Reads a form that is being filled in: computed fields and conditions follow from what can be read already. */
export function readSoFar({ form, answers, today, sourced = {} }: Given): SoFar {
  const kept: Record<string, AnswerValue> = {}
  const asked: string[] = []
  const problems: FormRefusal[] = []
  const fields = fieldsOf(form)
  for (const code of Object.keys(answers)) if (!fields.some((field) => field.code === code)) problems.push(refuse(`/${escape(code)}`, 'unknownField'))
  for (const field of fields) {
    if (field.when && !holds(field.when, kept)) continue
    asked.push(field.code)
    const read = readField(field, { answers, today, sourced, kept })
    if (!read.ok) problems.push(...read.error)
    else if (read.value !== null) kept[field.code] = read.value
  }
  return { answers: kept, asked, problems }
}

/**
 * Reads a whole form as it was handed in: the same rules on the phone and on the server. Fields that are not asked are left out, computed
 * ones are computed, sourced ones are taken from `sourced`.
 * @returns the answers as they are kept, or every refusal at once
 */
export function readForm(given: Given): Result<Answers, FormRefusal[]> {
  const { answers, problems } = readSoFar(given)
  return problems.length > 0 ? err(problems) : ok(answers)
}

function readField(
  field: FormField,
  { answers, today, sourced, kept }: Omit<Required<Given>, 'form'> & { kept: Answers },
): Result<AnswerValue | null, FormRefusal[]> {
  if (field.kind === 'computed') return ok(compute(field.from, kept, today))
  if (field.source && Object.hasOwn(sourced, field.code)) return ok(sourced[field.code] ?? '')
  const value = Object.hasOwn(answers, field.code) ? answers[field.code] : undefined
  const pointer = `/${field.code}`
  if (isBlank(value)) return field.required ? err([refuse(pointer, field.kind === 'declaration' ? 'notAgreed' : 'required')]) : ok(null)
  return readAnswer(field, value, { pointer, today })
}

/** Of RFC 6901; codes of strangers are cut, they are not ours to repeat. */
const escape = (code: string): string => [...code].slice(0, 40).join('').replace(/~/g, '~0').replace(/\//g, '~1')

/**
 * What a draft keeps 草稿: nothing that a source has answered, which is asked again, and nothing computed.
 * @param sourced codes of the fields whose source had something; where it had nothing the person types, and that is kept
 */
export function toDraft(form: Form, answers: Readonly<Record<string, unknown>>, sourced: readonly string[]): Record<string, unknown> {
  const own = fieldsOf(form).filter(({ kind, code }) => kind !== 'computed' && !sourced.includes(code) && Object.hasOwn(answers, code))
  return Object.fromEntries(own.map(({ code }) => [code, answers[code]]))
}

/** What became of a draft under another version of its form. */
export interface CarriedOver {
  answers: Record<string, unknown>
  /** Fields whose answer no longer fits, and those that are new: shown to the person. */
  dropped: { code: string; zh: string; en: string }[]
  added: { code: string; zh: string; en: string }[]
}

const named = ({ code, zh, en }: FormField) => ({ code, zh, en })

const isSameText = ({ code, text }: Extract<FormField, { kind: 'declaration' }>, before: readonly FormField[]) =>
  before.some((field) => field.code === code && field.kind === 'declaration' && field.text.zh === text.zh && field.text.en === text.en)

/** Takes a draft to another version of its form: an answer goes along where its field has the same code and still takes it; a declaration 承诺 whose words are others is read anew. */
export function carryOver({ from, to, answers, today }: { from: Form; to: Form; answers: Readonly<Record<string, unknown>>; today: string }): CarriedOver {
  const before = fieldsOf(from)
  const after = fieldsOf(to)
  const fits = (field: FormField) => {
    const value = answers[field.code]
    if (field.kind === 'declaration' && !isSameText(field, before)) return false
    return field.kind !== 'computed' && !isBlank(value) && readAnswer(field, value, { pointer: '', today }).ok
  }
  const kept = after.filter((field) => Object.hasOwn(answers, field.code) && fits(field))
  return {
    answers: Object.fromEntries(kept.map(({ code }) => [code, answers[code]])),
    dropped: before.filter((field) => !isBlank(answers[field.code]) && !kept.some(({ code }) => code === field.code)).map(named),
    added: after.filter((field) => field.kind !== 'computed' && !before.some(({ code }) => code === field.code)).map(named),
  }
}
