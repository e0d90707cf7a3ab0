export * from './verdict'
export * from './receipt'
