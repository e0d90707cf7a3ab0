import { buildLicenceIdentifier } from '@zsb/shared/licence'
import type { CalendarDate } from '@zsb/shared/time'
import { LICENCE_TYPES, type CityLicence, type Holder } from './licence'
import type { Person } from './person'

interface Draft extends Omit<CityLicence, 'identifier' | 'changedAt' | 'state' | 'changeReason' | 'portraitOf' | 'members'> {
  serial: string
  /** Midnight in Shanghai of this day is the change time. */
  changedOn: CalendarDate
}
export type Extras = Partial<Pick<CityLicence, 'state' | 'changeReason' | 'portraitOf' | 'members'>>

/** Issues a licence: identifier of GB/T 36904 in the standard form, valid unless said otherwise. */
export function licence({ serial, changedOn, ...draft }: Draft, extras: Extras = {}): CityLicence {
  return {
    ...draft,
    identifier: buildLicenceIdentifier({ typeCode: LICENCE_TYPES[draft.type].typeCode, issuerCode: draft.issuer.code, serial, version: '001' }),
    changedAt: new Date(`${changedOn}T00:00:00+08:00`),
    state: 'valid',
    changeReason: '制发',
    portraitOf: null,
    members: [],
    ...extras,
  }
}

export const holder = (person: Person, role = '本人'): Holder => ({
  name: person.name,
  documentType: person.document.documentType,
  number: person.document.number,
  role,
})
