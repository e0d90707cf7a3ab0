import type { CalendarDate } from '@zsb/shared/time'

/** Kinds of papers by their code in GB/T 36903. */
export type DocumentCode = '111' | '414' | '999'

/** An invented person of 临江市. */
export interface Person {
  /** How control calls name the person. */
  id: string
  name: string
  nameEn: string
  sex: 'male' | 'female'
  bornOn: CalendarDate
  phone: string | null
  document: { documentType: DocumentCode; number: string }
  /** GB/T 3304; null for those who are not of China. */
  ethnicity: { code: string; name: string } | null
  /** ISO 3166-1 alpha-3. */
  nationality: string
  region: string
  address: string
  deceased: boolean
  /** What the demo shows with this person. */
  note: { zh: string; en: string }
}
