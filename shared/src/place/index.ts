export * from './offline'
export * from './place'
export * from './visit'
