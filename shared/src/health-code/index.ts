export * from './activation'
export * from './code'
export * from './colour'
export * from './declaration'
