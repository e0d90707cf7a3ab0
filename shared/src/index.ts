export * from './result'
export * from './errors'
export * from './general-errors'
