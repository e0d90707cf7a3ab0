import { regionName } from '../region'
import { isParts, isRows, isText, isTextList } from './answers'
import type { ColumnField, FormField } from './form-schema'

interface Words {
  zh: string
  en: string
}

/** How answers are worded for whoever reads them. */
export interface Wording {
  /** The language. */
  pick: (pair: Words) => string
  /** A day as that language writes it; without one, as it is stored. */
  day?: (day: string) => string
  /** The number of a document, where its middle is hidden. */
  number?: (number: string) => string
}

const AGREED: Words = { zh: '已同意', en: 'Agreed' }
const CHOSEN: Words = { zh: '已选', en: 'Chosen' }
const SIGNED: Words = { zh: '已签名', en: 'Signed' }
const BETWEEN_LINES: Words = { zh: '；', en: '; ' }
const BETWEEN_CHOICES: Words = { zh: '、', en: ', ' }
const PARTS = ['name', 'documentType', 'number', 'region', 'rest'] as const

function regionText(code: string, { pick }: Wording): string {
  const name = regionName(code)
  return name ? pick(name) : code
}

function labelOf(choices: readonly (Words & { value: string })[], value: string, { pick }: Wording): string {
  const choice = choices.find((each) => each.value === value)
  return choice ? pick(choice) : value
}

function columnText(field: ColumnField, value: string, wording: Wording): string {
  switch (field.kind) {
    case 'date':
      return wording.day?.(value) ?? value
    case 'region':
      return regionText(value, wording)
    case 'choice':
      return labelOf(field.choices, value, wording)
    case 'idNumber':
      return wording.number?.(value) ?? value
    case 'number':
      return field.unit ? `${value} ${field.unit}` : value
    default:
      return value
  }
}

/** Parts of a person or an address in the order they are spoken in, others after them. */
function partsText(value: Readonly<Record<string, string>>, wording: Wording): string[] {
  const order = [...PARTS, ...Object.keys(value).filter((part) => !PARTS.some((known) => known === part))]
  return order.flatMap((part) => {
    const text = value[part]
    if (!text) return []
    if (part === 'region') return [regionText(text, wording)]
    return [part === 'number' ? (wording.number?.(text) ?? text) : text]
  })
}

/** An answer 填写内容 as it is read, a line for each choice, part or row: labels for codes, names for regions. Nothing for a blank one. */
export function answerLines(field: FormField, value: unknown, wording: Wording): string[] {
  const { pick } = wording
  const isGiven = isText(value) && value !== ''
  switch (field.kind) {
    case 'choices':
      return isTextList(value) ? value.map((chosen) => labelOf(field.choices, chosen, wording)) : []
    case 'rows':
      return isRows(value)
        ? value.map((row) => field.columns.flatMap((column) => (row[column.code] ? [columnText(column, row[column.code]!, wording)] : [])).join(' · '))
        : []
    case 'person':
      return isParts(value) ? partsText(value, wording) : []
    case 'declaration':
      return value === 'agreed' ? [pick(AGREED)] : []
    // Ids of what was chosen or handed over say nothing to anybody.
    case 'licence':
      return isGiven ? [pick(CHOSEN)] : []
    // Its lines are drawn beside it.
    case 'signature':
      return isGiven ? [pick(SIGNED)] : []
    case 'file':
      return isTextList(value) && value.length > 0 ? [pick(CHOSEN)] : []
    case 'computed':
      return isGiven ? [value] : []
    default:
      return isGiven ? [columnText(field, value, wording)] : []
  }
}

/** The same in one line. */
export function answerText(field: FormField, value: unknown, wording: Wording): string {
  const lines = answerLines(field, value, wording)
  if (field.kind === 'person') return lines.join(' ')
  return lines.join(wording.pick(field.kind === 'choices' ? BETWEEN_CHOICES : BETWEEN_LINES))
}
