import { regionName } from '../region'
import { isParts, isRows, isText, isTextList, type AnswerValue } from './answers'
import type { FormField } from './form-schema'

const PARTS = ['name', 'documentType', 'number', 'region', 'rest'] as const
const regionText = (code: string): string => regionName(code)?.zh ?? code

/** An answer 填写内容 as it is read in a line: labels for choices, names for regions, several joined by 、. */
export function answerText(field: FormField, value: AnswerValue): string {
  if (field.kind === 'choice' || field.kind === 'choices') {
    const labelOf = (chosen: string) => field.choices.find((choice) => choice.value === chosen)?.zh ?? chosen
    return (isText(value) ? [value] : isTextList(value) ? value : []).map(labelOf).join('、')
  }
  if (field.kind === 'region') return isText(value) ? regionText(value) : ''
  if (field.kind === 'declaration') return '已同意'
  if (field.kind === 'rows' && isRows(value))
    return value.map((row) => field.columns.flatMap((column) => (row[column.code] ? [answerText(column, row[column.code]!)] : [])).join(' ')).join('；')
  if (isText(value)) return value
  if (isTextList(value)) return value.join('、')
  if (!isParts(value)) return ''
  const parts = [...PARTS.filter((part) => value[part]), ...Object.keys(value).filter((part) => !PARTS.some((known) => known === part))]
  return parts.map((part) => (part === 'region' ? regionText(value[part]!) : value[part]!)).join(' ')
}
