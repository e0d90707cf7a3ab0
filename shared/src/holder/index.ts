export * from './me'
export * from './freeze'
export * from './real-name'
