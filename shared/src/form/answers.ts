/** What was filled in for one field: a text (a date is YYYY-MM-DD, a number decimal), several, a person or an address by parts, or rows. */
export type AnswerValue = string | readonly string[] | Readonly<Record<string, string>> | readonly Readonly<Record<string, string>>[]

/** Answers 填写内容 by field code. */
export type Answers = Readonly<Record<string, AnswerValue>>

/** An id of a file or a licence. */
export const isReference = (value: string): boolean => /^[0-9A-Z]{26}$/.test(value)

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
export const isParts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText)
export const isRows = (value: unknown): value is readonly Readonly<Record<string, string>>[] => Array.isArray(value) && value.every(isParts)
