export type { CodeSheet } from './print-code'
export { BLANK_DAY, type FormSheet, type SheetBox } from './form-sheet'
export { createPrinter, type Printer } from './printer'
