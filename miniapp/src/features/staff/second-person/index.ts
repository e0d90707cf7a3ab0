export { SecondPersonPage, type SecondPersonProps } from './SecondPersonPage'
export type { SecondPersonKind, SignedByTwo } from './kind'
