export * from './place'
