export type { CodeSheet } from './print-code'
export type { FormSheet, SheetBox } from './print-form'
export { createPrinter, type Printer } from './printer'
