import { answerLines, type FormField } from '@zsb/shared/form'
import { maskDocumentNumber } from '@zsb/shared/identity'
import { formatDay } from '@/platform/copy/dates'

interface How {
  pick: (pair: { zh: string; en?: string }) => string
  language: 'zh' | 'en'
  /** Numbers of documents hide their middle: what was handed in is read, no longer checked letter by letter. */
  masked: boolean
}

/** An answer as this phone shows it, a line for each part. Nothing for a blank one. */
export const linesOf = (field: FormField, value: unknown, { pick, language, masked }: How): string[] =>
  answerLines(field, value, { pick, day: (day) => formatDay(day, language), ...(masked && { number: maskDocumentNumber }) })
