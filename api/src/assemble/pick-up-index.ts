import type { KeyedDigests } from '../platform/crypto'

/** Finds a 取件码 at the office it is good at (R20); at another office the same digits are another code. */
export const pickUpIndexOf =
  ({ blindIndex }: Pick<KeyedDigests, 'blindIndex'>) =>
  ({ office, code }: { office: string; code: string }): string =>
    blindIndex('pickUpCode', `${office}:${code}`)
