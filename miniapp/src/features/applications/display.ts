import { isParts, isRows, isText, isTextList, type ColumnField, type FormField } from '@zsb/shared/form'
import { maskDocumentNumber } from '@zsb/shared/identity'
import { regionName } from '@zsb/shared/region'
import { formatDay } from '@/platform/copy/dates'

type Pick = (pair: { zh: string; en?: string }) => string

function textOf(field: ColumnField, value: string, { pick, language, masked }: How): string {
  switch (field.kind) {
    case 'date':
      return formatDay(value, language)
    case 'region': {
      const name = regionName(value)
      return name ? pick(name) : value
    }
    case 'choice': {
      const choice = field.choices.find((each) => each.value === value)
      return choice ? pick(choice) : value
    }
    case 'idNumber':
      return masked ? maskDocumentNumber(value) : value
    case 'number':
      return field.unit ? `${value} ${field.unit}` : value
    default:
      return value
  }
}

interface Words {
  agreed: string
  chosen: string
}
interface How {
  pick: Pick
  language: 'zh' | 'en'
  /** Numbers of documents hide their middle: what was handed in is read, no longer checked letter by letter. */
  masked: boolean
}

/** An answer as it is read: names for codes, a line for each row. Nothing for a blank one. */
export function linesOf(field: FormField, value: unknown, how: How & { words: Words }): string[] {
  const { pick, words, masked } = how
  switch (field.kind) {
    case 'choices':
      return isTextList(value) ? field.choices.filter((choice) => value.includes(choice.value)).map(pick) : []
    case 'rows':
      return isRows(value)
        ? value.map((row) => field.columns.flatMap((column) => (row[column.code] ? [textOf(column, row[column.code] ?? '', how)] : [])).join(' · '))
        : []
    case 'person':
      return isParts(value)
        ? Object.entries(value).flatMap(([part, text]) => (text === '' ? [] : [part === 'number' && masked ? maskDocumentNumber(text) : text]))
        : []
    case 'declaration':
      return value === 'agreed' ? [words.agreed] : []
    case 'licence':
    case 'signature':
      return isText(value) && value !== '' ? [words.chosen] : []
    case 'file':
      return isTextList(value) && value.length > 0 ? [words.chosen] : []
    case 'computed':
      return isText(value) && value !== '' ? [value] : []
    default:
      return isText(value) && value !== '' ? [textOf(field, value, how)] : []
  }
}
