import { normaliseNumber } from '../identity'
import { err, ok, type Result } from '../result'

/** Root of GB/T 36904-2018. */
const ROOT = '1.2.156.3005.2'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Check character by ISO/IEC 7064 MOD 37,36 (GB/T 17710) over digits and capitals, dots removed. It catches every single
 * substitution, and every swap of neighbours but some of characters next in value (NO, VW, 0Z): about one swap in 800.
 */
export function identifierCheckCharacter(parts: string): string {
  return hybridCheck([...parts].map((character) => ALPHABET.indexOf(character)))
}

function hybridCheck(values: readonly number[]): string {
  let product = 36
  for (const value of values) {
    product = (product + value) % 36 || 36
    product = (product * 2) % 37
  }
  return ALPHABET[(37 - product) % 36]!
}

/**
 * The variant of one vendor, seen in Shandong (domain.md §2): 1 is added to every letter's value, and sums are brought back by
 * another modulus for letters than for digits. Read, never issued. About one identifier in forty has the same character by both
 * ways and is read as standard.
 */
function legacyCheckCharacter(parts: string): string | null {
  let product = 36
  for (const character of parts) {
    const letter = character >= 'A'
    const sum = product + ALPHABET.indexOf(character) + (letter ? 1 : 0)
    const limit = letter ? 37 : 36
    const once = sum > limit ? sum % limit : sum
    product = ((once % 36 || 36) * 2) % 37
  }
  return ALPHABET[36 - product] ?? null
}

/** The parts of a licence identifier 电子证照标识 after its root. */
export interface LicenceIdentifier {
  text: string
  /** 证照类型代码: credit code of the body that owns the type, and three digits. */
  typeCode: string
  issuerCode: string
  serial: string
  /** 001 … 999. */
  version: string
  /** How the check character was made: issue `standard` only. */
  form: 'standard' | 'legacyVariant'
}

export type IdentifierRefusal = 'empty' | 'root' | 'parts' | 'typeCode' | 'issuerCode' | 'serial' | 'version' | 'check'

/** Reads an identifier and tells the standard form, the vendor's variant, or what is wrong. Source: GB/T 36904-2018. */
export function parseLicenceIdentifier(typed: string): Result<LicenceIdentifier, IdentifierRefusal> {
  const text = normaliseNumber(typed).replace(/．/g, '.')
  if (text === '') return err('empty')
  if (!text.startsWith(`${ROOT}.`)) return err('root')
  const parts = text.slice(ROOT.length + 1).split('.')
  if (parts.length !== 5) return err('parts')
  const [typeCode = '', issuerCode = '', serial = '', version = '', check = ''] = parts
  if (!/^[0-9A-Z]{18}\d{3}$/.test(typeCode)) return err('typeCode')
  if (!/^(?:[0-9A-Z]{18}|\d{6})$/.test(issuerCode)) return err('issuerCode')
  if (!/^[0-9A-Z]{1,40}$/.test(serial)) return err('serial')
  // 000 is not a version: they count from 001.
  if (!/^\d{3}$/.test(version) || version === '000') return err('version')
  const body = typeCode + issuerCode + serial + version
  const form = check === identifierCheckCharacter(body) ? 'standard' : check === legacyCheckCharacter(body) ? 'legacyVariant' : null
  return form ? ok({ text, typeCode, issuerCode, serial, version, form }) : err('check')
}

/** Builds an identifier in the standard form. @throws RangeError for parts that could not be read back */
export function buildLicenceIdentifier({
  typeCode,
  issuerCode,
  serial,
  version,
}: {
  typeCode: string
  issuerCode: string
  serial: string
  version: string
}): string {
  const text = [ROOT, typeCode, issuerCode, serial, version, identifierCheckCharacter(typeCode + issuerCode + serial + version)].join('.')
  const parsed = parseLicenceIdentifier(text)
  if (!parsed.ok) throw new RangeError(`no licence identifier: ${parsed.error}`)
  return text
}
