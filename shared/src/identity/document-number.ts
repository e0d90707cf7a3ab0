import { err, ok, type Result } from '../result'
import { normaliseNumber, parseCitizenNumber, type CitizenNumberRefusal } from './citizen-number'
import type { IdentityDocumentFormat } from './document-type'

export type DocumentNumberRefusal = CitizenNumberRefusal | 'pattern' | 'region'

/** Checks a number against the format of its kind, which is content: pattern, regions, check digit. */
export function parseDocumentNumber(typed: string, format: IdentityDocumentFormat): Result<string, DocumentNumberRefusal> {
  const number = normaliseNumber(typed)
  if (number === '') return err('empty')
  if (format.check === 'gb11643' || (format.check === 'gb11643WhenEighteen' && number.length === 18)) {
    const citizen = parseCitizenNumber(number)
    if (!citizen.ok) return citizen
  }
  if (!new RegExp(`^(?:${format.pattern})$`).test(number)) return err('pattern')
  if (format.regions.length > 0 && !format.regions.some((region) => number.startsWith(region))) return err('region')
  return ok(number)
}
