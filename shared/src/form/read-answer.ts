import { hasForbiddenCharacter, parseCitizenNumber, parseCreditCode, parseMobileNumber, parsePersonName, toPlainWidth, withoutInvisible } from '../identity'
import { findRegion } from '../region'
import { err, ok, type Result } from '../result'
import { isCalendarDate, parseCalendarDate } from '../time'
import { isParts, isReference, isRows, isText, isTextList, type AnswerValue } from './answers'
import type { ColumnField, FormField } from './form-schema'
import { refuse, type FormRefusal, type FormRefusalCode } from './refusals'
import { parseSignature, writeSignature } from './signature'

interface Asked {
  pointer: string
  /** Calendar date in Asia/Shanghai. */
  today: string
}
type Read<T extends AnswerValue = AnswerValue> = Result<T, FormRefusal[]>

const ADDRESS = { least: 4, most: 100 }

const says = ({ pointer }: Asked, code: FormRefusalCode, n?: number): { ok: false; error: FormRefusal[] } => err([refuse(pointer, code, n)])

/** Text as it is kept: NFC, nothing invisible, blanks at the ends gone; lengths are code points (security.md R26). */
const tidy = (typed: string): string => withoutInvisible(typed).normalize('NFC').replace(/\r\n?/g, '\n').trim()

function readText(typed: string, { least, most, lines }: { least: number; most: number; lines: boolean }, asked: Asked): Read<string> {
  const text = tidy(typed)
  if (hasForbiddenCharacter(text) || (!lines && text.includes('\n'))) return says(asked, 'characters')
  const length = [...text].length
  if (length > most) return says(asked, 'tooLong', most)
  return length < least ? says(asked, 'tooShort', least) : ok(text)
}

function readNumber(typed: string, { decimals, from, to }: { decimals: number; from: number; to: number }, asked: Asked): Read<string> {
  const text = toPlainWidth(tidy(typed))
  const match = /^-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,10}))?$/.exec(text)
  if (!match) return says(asked, 'notNumber')
  if ((match[1] ?? '').length > decimals) return says(asked, 'decimals', decimals)
  if (Number(text) < from) return says(asked, 'below', from)
  return Number(text) > to ? says(asked, 'above', to) : ok(text)
}

function readDate(typed: string, { from, to }: { from?: string | undefined; to?: string | undefined }, asked: Asked): Read<string> {
  const day = parseCalendarDate(toPlainWidth(tidy(typed)))
  if (!day || !isCalendarDate(day)) return says(asked, 'noDay')
  const limit = (edge: string) => (edge === 'today' ? asked.today : edge)
  if (from !== undefined && day < limit(from)) return says(asked, 'tooEarly')
  return to !== undefined && day > limit(to) ? says(asked, 'tooLate') : ok(day)
}

function readIdNumber(typed: string, asked: Asked): Read<string> {
  const parsed = parseCitizenNumber(typed, { today: asked.today })
  if (parsed.ok) return ok(parsed.value.number)
  return says(asked, parsed.error === 'empty' ? 'required' : parsed.error)
}

/** A field whose answer is one text. */
export function readColumn(field: ColumnField, typed: string, asked: Asked): Read<string> {
  switch (field.kind) {
    case 'text':
      return readText(typed, { ...field, lines: false }, asked)
    case 'longText':
      return readText(typed, { ...field, lines: true }, asked)
    case 'number':
      return readNumber(typed, field, asked)
    case 'date':
      return readDate(typed, field, asked)
    case 'region':
      return findRegion(tidy(typed)) ? ok(tidy(typed)) : says(asked, 'unknownRegion')
    case 'address':
      return readText(typed, { ...ADDRESS, lines: false }, asked)
    case 'personName': {
      const name = parsePersonName(typed)
      return name.ok ? name : says(asked, name.error === 'empty' ? 'required' : name.error, name.error === 'tooLong' ? 50 : 2)
    }
    case 'idNumber':
      return readIdNumber(typed, asked)
    case 'creditCode': {
      const parsed = parseCreditCode(typed)
      if (!parsed.ok) return says(asked, parsed.error === 'empty' ? 'required' : parsed.error)
      return parsed.value.standing === 'valid' ? ok(parsed.value.code) : says(asked, 'checkDigit')
    }
    case 'phone': {
      const parsed = parseMobileNumber(typed)
      return parsed.ok ? parsed : says(asked, parsed.error === 'empty' ? 'required' : 'notMobile')
    }
    case 'choice':
      return field.choices.some(({ value }) => value === typed) ? ok(typed) : says(asked, 'notOffered')
  }
}

function readList(values: readonly string[], { least, most }: { least: number; most: number }, asked: Asked): Read<readonly string[]> {
  if (values.length < least) return says(asked, 'tooFew', least)
  if (values.length > most) return says(asked, 'tooMany', most)
  return new Set(values).size < values.length ? says(asked, 'twice') : ok(values)
}

function readRows(field: Extract<FormField, { kind: 'rows' }>, rows: readonly Readonly<Record<string, string>>[], asked: Asked): Read {
  if (rows.length < field.least) return says(asked, 'tooFew', field.least)
  if (rows.length > field.most) return says(asked, 'tooMany', field.most)
  const problems: FormRefusal[] = []
  const kept = rows.map((row, i) => {
    const unknown = Object.keys(row).filter((code) => !field.columns.some((column) => column.code === code))
    problems.push(...unknown.map(() => refuse(`${asked.pointer}/${i}`, 'unknownField')))
    const cells: Record<string, string> = {}
    for (const column of field.columns) {
      const at = { ...asked, pointer: `${asked.pointer}/${i}/${column.code}` }
      const typed = Object.hasOwn(row, column.code) ? (row[column.code] ?? '') : ''
      if (tidy(typed) === '') {
        if (column.required) problems.push(refuse(at.pointer, 'required'))
        continue
      }
      const read = readColumn(column, typed, at)
      if (read.ok) cells[column.code] = read.value
      else problems.push(...read.error)
    }
    return cells
  })
  return problems.length > 0 ? err(problems) : ok(kept)
}

/** Drawn, and then it is kept as its numbers alone; or signed on paper and scanned, by the id of that file. */
function readSignature(value: string, asked: Asked): Read<string> {
  if (isReference(value)) return ok(value)
  const strokes = parseSignature(value)
  return strokes.ok ? ok(writeSignature(strokes.value)) : says(asked, strokes.error)
}

const PERSON_PARTS = ['name', 'number'] as const

function readPerson(parts: Readonly<Record<string, string>>, asked: Asked): Read {
  if (Object.keys(parts).some((part) => !(PERSON_PARTS as readonly string[]).includes(part))) return says(asked, 'unknownField')
  const name = parsePersonName(parts.name ?? '')
  const number = readIdNumber(parts.number ?? '', { ...asked, pointer: `${asked.pointer}/number` })
  const problems = [
    ...(name.ok ? [] : [refuse(`${asked.pointer}/name`, name.error === 'empty' ? 'required' : name.error, name.error === 'tooLong' ? 50 : 2)]),
    ...(number.ok ? [] : number.error),
  ]
  return name.ok && number.ok ? ok({ name: name.value, number: number.value }) : err(problems)
}

/** Reads an answer as somebody gave it: put right where that is certain, refused at its place where it is not. Never throws, whatever comes. */
export function readAnswer(field: Exclude<FormField, { kind: 'computed' }>, value: unknown, asked: Asked): Read {
  switch (field.kind) {
    case 'choices': {
      if (!isTextList(value)) return says(asked, 'kind')
      return value.every((each) => field.choices.some((choice) => choice.value === each)) ? readList(value, field, asked) : says(asked, 'notOffered')
    }
    case 'rows':
      return isRows(value) ? readRows(field, value, asked) : says(asked, 'kind')
    case 'file':
      if (!isTextList(value)) return says(asked, 'kind')
      return value.every(isReference) ? readList(value, field, asked) : says(asked, 'reference')
    case 'licence':
      if (!isText(value)) return says(asked, 'kind')
      return isReference(value) ? ok(value) : says(asked, 'reference')
    case 'signature':
      return isText(value) ? readSignature(value, asked) : says(asked, 'kind')
    case 'declaration':
      if (!isText(value)) return says(asked, 'kind')
      return value === 'agreed' ? ok(value) : says(asked, 'notAgreed')
    case 'person':
      return isParts(value) ? readPerson(value, asked) : says(asked, 'kind')
    default:
      return isText(value) ? readColumn(field, value, asked) : says(asked, 'kind')
  }
}

/** Whether nothing was filled in. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (isText(value) && tidy(value) === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (isParts(value) && Object.values(value).every((part) => tidy(part) === ''))
