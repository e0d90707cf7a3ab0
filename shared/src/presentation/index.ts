export * from './schemas'
export * from './short-code'
