import { answerLines, type Answers, type ColumnField, type FormField } from '@zsb/shared/form'
import { formatDay } from '@zsb/shared/time'
import { BLANK_DAY, type SheetBox } from './form-sheet'

const ID_DIGITS = 18
const CREDIT_DIGITS = 18
const PHONE_DIGITS = 11
/** Rows drawn of a table that has no fixed number of them. */
const BLANK_ROWS = 4
/** Texts up to this length fit on one line of the sheet. */
const ONE_LINE = 40

/** What stands in a box before anybody has written into it: places for digits, boxes to tick, lines. */
export function blankBox(field: FormField): SheetBox {
  switch (field.kind) {
    case 'idNumber':
      return { kind: 'digits', count: ID_DIGITS }
    case 'creditCode':
      return { kind: 'digits', count: CREDIT_DIGITS }
    case 'phone':
      return { kind: 'digits', count: PHONE_DIGITS }
    case 'date':
      return { kind: 'text', lines: [BLANK_DAY] }
    case 'choice':
    case 'choices':
      return { kind: 'ticks', choices: field.choices.map(({ zh }) => ({ zh, ticked: false })) }
    case 'rows':
      return {
        kind: 'table',
        head: field.columns.map(({ zh }) => zh),
        rows: Array.from({ length: Math.min(field.most, BLANK_ROWS) }, () => field.columns.map(() => '')),
      }
    case 'person':
      return { kind: 'text', lines: ['姓名：', '公民身份号码：'] }
    case 'declaration':
      return { kind: 'text', lines: [field.text.zh] }
    case 'file':
      return { kind: 'text', lines: ['附在表后，共　　　份'] }
    case 'licence':
      return { kind: 'text', lines: ['证照编号：'] }
    case 'number':
      return { kind: 'text', lines: [field.unit ? `　　　　　　　　${field.unit}` : ''] }
    case 'longText':
      return { kind: 'space', lines: 4 }
    case 'text':
      return { kind: 'space', lines: field.most > ONE_LINE ? 2 : 1 }
    case 'signature':
      return { kind: 'space', lines: 2 }
    default:
      return { kind: 'space', lines: 1 }
  }
}

const IN_CHINESE: Parameters<typeof answerLines>[2] = { pick: ({ zh }) => zh, day: (day) => formatDay(day, 'zh') }
const cellText = (column: ColumnField, value: string): string => answerLines(column, value, IN_CHINESE).join('')

/** The same as somebody has filled it in. */
export function filledBox(field: FormField, answers: Answers): SheetBox {
  const value = answers[field.code]
  const texts = answerLines(field, value, IN_CHINESE)
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const chosen = [value].flat()
      return { kind: 'ticks', choices: field.choices.map(({ value: each, zh }) => ({ zh, ticked: chosen.includes(each) })) }
    }
    case 'idNumber':
    case 'creditCode':
    case 'phone': {
      const blank = blankBox(field)
      return blank.kind === 'digits' && typeof value === 'string' ? { ...blank, written: value } : blank
    }
    case 'rows': {
      const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, string>>[]) : []
      return {
        kind: 'table',
        head: field.columns.map(({ zh }) => zh),
        rows: rows.map((row) => field.columns.map((column) => cellText(column, row[column.code] ?? ''))),
      }
    }
    case 'person':
      return { kind: 'text', lines: texts.map((text, i) => `${i === 0 ? '姓名：' : '公民身份号码：'}${text}`), written: true }
    case 'declaration':
      return blankBox(field)
    default:
      return { kind: 'text', lines: texts, written: true }
  }
}
