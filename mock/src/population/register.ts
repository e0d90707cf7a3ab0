import { buildCitizenNumber } from '@zsb/shared/identity'
import { findByDocument, PEOPLE, type Person } from '../city'

/**
 * Papers the register knows by GB/T 36903 code: a citizen number 111, which residence permits for Hong Kong, Macau and Taiwan carry
 * too, and among other papers 999 the permanent-residence card, whose number begins with the nationality or, on the new card, with 9. Others are checked at
 * the window.
 */
const isRegistered = (documentType: string, number: string) =>
  documentType === '111' || (documentType === '999' && /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/.test(number.toUpperCase()))

/** A birth 出生 that a household office enters, by the number of the birth certificate. */
export interface Birth {
  certificate: string
  name: string
  bornOn: string
  sex: 'male' | 'female'
}

export type CheckResult = 'match' | 'mismatch' | 'unknown' | 'deceased'

/** 人口库: who is registered, and who has died. */
export interface PopulationRegister {
  find: (documentType: string, number: string) => Person | null
  check: (claim: { name: string; documentType: string; number: string }) => CheckResult
  isDeceased: (person: Person) => boolean
  /** @returns false when nobody has this id */
  recordDeath: (id: string, deceased: boolean) => boolean
  /** The citizen number 公民身份号码 of a newborn; of one certificate the same, however often it is asked. */
  registerBirth: (birth: Birth) => string
  reset: () => void
}

/** 江北区, where the household office is. */
const HOUSEHOLD_OFFICE = '990102'

export function createPopulationRegister(): PopulationRegister {
  const deaths = new Map<string, boolean>()
  const births = new Map<string, Person>()
  const newborn = (documentType: string, number: string) =>
    [...births.values()].find(({ document }) => document.documentType === documentType && document.number === number.toUpperCase()) ?? null
  const find = (documentType: string, number: string) =>
    isRegistered(documentType, number) ? (findByDocument(documentType, number) ?? newborn(documentType, number)) : null
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
    registerBirth: ({ certificate, name, bornOn, sex }) => {
      const known = births.get(certificate)
      if (known) return known.document.number
      // Three digits that nobody of the city has, odd for boys.
      const sequence = String(901 + births.size * 2 - (sex === 'male' ? 0 : 1))
      const number = buildCitizenNumber({ region: HOUSEHOLD_OFFICE, bornOn, sequence })
      const names = { id: `born:${certificate}`, name, nameEn: name, sex, bornOn, phone: null }
      const place = { ethnicity: null, nationality: 'CHN', region: HOUSEHOLD_OFFICE, address: '', deceased: false }
      births.set(certificate, { ...names, ...place, document: { documentType: '111', number }, note: { zh: '新生儿', en: 'Newborn' } })
      return number
    },
    reset: () => {
      deaths.clear()
      births.clear()
    },
  }
}
