export * from './code-length'
export * from './schemas'
export * from './short-code'
export * from './scanned-text'
