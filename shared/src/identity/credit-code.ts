import { err, ok, type Result } from '../result'
import { normaliseNumber } from './citizen-number'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** Check character of the first 17 characters: weights 3^(i−1) mod 31; GB 32100-2015. */
export function creditCheckCharacter(first17: string): string {
  let weight = 1
  let sum = 0
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** Check character of the organisation code, characters 9–16 of the credit code; GB 11714, MOD 11. */
export function organisationCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce<number>((total, weight, i) => total + weight * ORGANISATION_ALPHABET.indexOf(first8[i]!), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** A unified social credit code 统一社会信用代码. */
export interface CreditCode {
  code: string
  region: string
  /** Characters 9–17. */
  organisationCode: string
  /** Genuine early codes fail the check: allowed only where the register confirms them. */
  standing: 'valid' | 'registryConfirmationNeeded'
}

/** Reads a credit code as typed. A failing check is no refusal: codes issued in the first years exist that fail it (domain.md §3). */
export function parseCreditCode(typed: string): Result<CreditCode, 'empty' | 'length' | 'characters'> {
  const code = normaliseNumber(typed)
  if (code === '') return err('empty')
  if (code.length !== 18) return err('length')
  // Early codes were issued with letters the standard later left out, such as O.
  if (!/^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$/.test(code)) return err('characters')
  const inAlphabet = [...code].every((character) => ALPHABET.includes(character))
  const passes = inAlphabet && creditCheckCharacter(code.slice(0, 17)) === code[17] && organisationCheckCharacter(code.slice(8, 16)) === code[16]
  return ok({ code, region: code.slice(2, 8), organisationCode: code.slice(8, 17), standing: passes ? 'valid' : 'registryConfirmationNeeded' })
}

/** Builds a valid code for invented bodies. @param body eight characters of the organisation code without its check */
export function buildCreditCode({ kind, region, body }: { kind: string; region: string; body: string }): string {
  const first17 = kind + region + body + organisationCheckCharacter(body)
  return first17 + creditCheckCharacter(first17)
}
