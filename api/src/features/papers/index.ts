export type { CodeSheet } from './print-code'
export { createPrinter, type Printer } from './printer'
