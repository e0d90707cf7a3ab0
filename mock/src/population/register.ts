import { findByDocument, PEOPLE, type Person } from '../city'

/**
 * Papers the register knows by GB/T 36903 code: a citizen number 111, which residence permits for Hong Kong, Macau and Taiwan carry
 * too, and among other papers 999 the permanent-residence card, whose number begins with the nationality or, on the new card, with 9. Others are checked at
 * the window.
 */
const isRegistered = (documentType: string, number: string) =>
  documentType === '111' || (documentType === '999' && /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/.test(number.toUpperCase()))

export type CheckResult = 'match' | 'mismatch' | 'unknown' | 'deceased'

/** 人口库: who is registered, and who has died. */
export interface PopulationRegister {
  find: (documentType: string, number: string) => Person | null
  check: (claim: { name: string; documentType: string; number: string }) => CheckResult
  isDeceased: (person: Person) => boolean
  /** @returns false when nobody has this id */
  recordDeath: (id: string, deceased: boolean) => boolean
  reset: () => void
}

export function createPopulationRegister(): PopulationRegister {
  const deaths = new Map<string, boolean>()
  const find = (documentType: string, number: string) => (isRegistered(documentType, number) ? findByDocument(documentType, number) : null)
  const isDeceased = (person: Person) => deaths.get(person.id) ?? person.deceased
  return {
    find,
    isDeceased,
    check: ({ name, documentType, number }) => {
      const person = find(documentType, number)
      if (!person) return 'unknown'
      if (person.name.normalize('NFC') !== name.normalize('NFC')) return 'mismatch'
      return isDeceased(person) ? 'deceased' : 'match'
    },
    recordDeath: (id, deceased) => {
      if (!PEOPLE.some((person) => person.id === id)) return false
      deaths.set(id, deceased)
      return true
    },
    reset: () => deaths.clear(),
  }
}
