import { err, ok, type Result } from '../result'
import { normaliseNumber } from './citizen-number'

export type MobileNumberRefusal = 'empty' | 'length' | 'notMobile'

/** Reads a mobile number of the mainland 手机号码, with or without +86, blanks and hyphens; answers its eleven digits. */
export function parseMobileNumber(typed: string): Result<string, MobileNumberRefusal> {
  const digits = normaliseNumber(typed)
    .replace(/[-－]/g, '')
    .replace(/^(?:[+＋]86|0086)/, '')
  if (digits === '') return err('empty')
  if (digits.length !== 11) return err('length')
  return /^1[3-9]\d{9}$/.test(digits) ? ok(digits) : err('notMobile')
}
