export * from './code-header'
export * from './schemas'
