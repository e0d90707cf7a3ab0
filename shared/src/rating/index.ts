export * from './level'
export * from './scheme'
export * from './stages'
export * from './views'
