import { findByDocument, PEOPLE, type Person } from '../city'

/** Kinds of papers the register knows; others are checked at the window. */
const REGISTERED = ['111', '119', '120', '122']

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
  const find = (documentType: string, number: string) => (REGISTERED.includes(documentType) ? findByDocument(documentType, number) : null)
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
