export * from './calendar-schema'
export * from './deadline'
export * from './working-days'
