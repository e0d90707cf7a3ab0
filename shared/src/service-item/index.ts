export * from './clock-words'
export * from './service-item'
export * from './validate-item'
export * from './views'
