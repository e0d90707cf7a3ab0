export { SecondPersonPage } from './SecondPersonPage'
export type { SecondPersonKind } from './kind'
