export * from './service-item'
export * from './validate-item'
