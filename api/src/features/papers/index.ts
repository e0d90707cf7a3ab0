export type { CodeSheet } from './print-code'
export { blankBox, filledBox } from './form-boxes'
export type { FormSheet, SheetBox } from './form-sheet'
export { createPrinter, type Printer } from './printer'
