import { buildLicenceIdentifier } from '@zsb/shared/licence'
import type { CalendarDate } from '@zsb/shared/time'
import { federationSouth, getOrganisation, hospital, hrssCity, policeOf, trafficPolice, type Body } from './bodies'
import { LICENCE_TYPES, type CityLicence, type Holder, type LicenceTypeName } from './licence'
import { getPerson } from './people'
import type { Person } from './person'

interface Draft extends Omit<CityLicence, 'identifier' | 'changedAt' | 'state' | 'changeReason' | 'portraitOf' | 'members'> {
  serial: string
  /** Midnight in Shanghai of this day is the change time. */
  changedOn: CalendarDate
}
type Extras = Partial<Pick<CityLicence, 'state' | 'changeReason' | 'portraitOf' | 'members'>>

function licence({ serial, changedOn, ...draft }: Draft, extras: Extras = {}): CityLicence {
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

const holder = (person: Person, role = '本人'): Holder => ({
  name: person.name,
  documentType: person.document.documentType,
  number: person.document.number,
  role,
})
const serialOf = (type: LicenceTypeName, person: Person, issuedOn: string): string =>
  `${issuedOn.slice(0, 4)}${type === 'residentIdCard' ? '1' : '2'}${person.document.number.slice(-8)}`
/** The same day `years` later. */
const yearsLater = (day: CalendarDate, years: number): CalendarDate => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`.replace(/-02-29$/, '-02-28')

export function idCard(
  id: string,
  { from, to }: { from: CalendarDate; to: CalendarDate | null },
  extras: Extras & { changedOn?: CalendarDate } = {},
): CityLicence {
  const person = getPerson(id)
  const issuer = policeOf(person.region)
  const { changedOn = from, ...rest } = extras
  const fields = {
    name: person.name,
    sex: person.sex,
    ethnicity: person.ethnicity?.name ?? null,
    bornOn: person.bornOn,
    address: person.address,
    number: person.document.number,
    issuer: issuer.name,
    validFrom: from,
    validTo: to,
  }
  return licence(
    {
      type: 'residentIdCard',
      serial: serialOf('residentIdCard', person, from),
      number: person.document.number,
      issuer,
      issuedOn: from,
      validFrom: from,
      validTo: to,
      changedOn,
      holders: [holder(person)],
      fields,
    },
    { portraitOf: id, ...rest },
  )
}

interface Driving {
  vehicleClass: string
  validTo: CalendarDate
  years: 6 | 10
  points: number
  file: string
  changedOn?: CalendarDate
}

export function driving(id: string, { vehicleClass, validTo, years, points, file, changedOn }: Driving, extras: Extras = {}): CityLicence {
  const person = getPerson(id)
  const from = yearsLater(validTo, -years)
  const fields = {
    name: person.name,
    sex: person.sex,
    bornOn: person.bornOn,
    address: person.address,
    vehicleClass,
    number: person.document.number,
    firstIssuedOn: years === 6 ? from : yearsLater(from, -6),
    validFrom: from,
    validTo,
    fileNumber: file,
    points,
    issuer: trafficPolice.name,
  }
  return licence(
    {
      type: 'drivingLicence',
      serial: `DL${file}`,
      number: person.document.number,
      issuer: trafficPolice,
      issuedOn: from,
      validFrom: from,
      validTo,
      changedOn: changedOn ?? from,
      holders: [holder(person)],
      fields,
    },
    { portraitOf: id, ...extras },
  )
}

export function household(
  number: string,
  members: readonly (readonly [id: string, relation: string])[],
  { issuer, issuedOn }: { issuer: Body; issuedOn: CalendarDate },
): CityLicence {
  const people = members.map(([id, relation]) => ({ person: getPerson(id), relation }))
  const head = people[0]!.person
  const fields = { headName: head.name, householdNumber: number, householdKind: '家庭户', address: head.address, issuer: issuer.name, issuedOn }
  return licence(
    {
      type: 'householdRegister',
      serial: `HK${number}`,
      number,
      issuer,
      issuedOn,
      validFrom: issuedOn,
      validTo: null,
      changedOn: issuedOn,
      holders: people.map(({ person, relation }) => holder(person, relation)),
      fields,
    },
    { members: members.map(([personId, relation]) => ({ personId, relation })) },
  )
}

export function socialSecurity(id: string, cardNumber: string, extras: Extras & { changedOn?: CalendarDate } = {}): CityLicence {
  const person = getPerson(id)
  const { changedOn = '2022-07-01', ...rest } = extras
  const fields = {
    name: person.name,
    cardNumber,
    number: person.document.number,
    bank: '临江市商业银行',
    issuer: hrssCity.name,
    validFrom: '2022-07-01',
    validTo: '2032-06-30',
  }
  return licence(
    {
      type: 'socialSecurityCard',
      serial: `SS${cardNumber}`,
      number: cardNumber,
      issuer: hrssCity,
      issuedOn: '2022-07-01',
      validFrom: '2022-07-01',
      validTo: '2032-06-30',
      changedOn,
      holders: [holder(person)],
      fields,
    },
    { portraitOf: id, ...rest },
  )
}

export function business(
  id: string,
  { issuer, issuedOn }: { issuer: Body; issuedOn: CalendarDate },
  extras: Extras & { changedOn?: CalendarDate } = {},
): CityLicence {
  const firm = getOrganisation(id)
  const { changedOn = issuedOn, ...rest } = extras
  const fields = {
    name: firm.name,
    number: firm.code,
    kind: firm.kind,
    legalRepresentative: getPerson(firm.legalRepresentative).name,
    capital: firm.capital,
    foundedOn: firm.foundedOn,
    address: firm.address,
    scope: firm.scope,
    issuer: issuer.name,
    issuedOn,
  }
  const holders = [{ name: firm.name, documentType: '001', number: firm.code, role: '本单位' }]
  return licence(
    {
      type: 'businessLicence',
      serial: `YZ${firm.code.slice(8)}`,
      number: firm.code,
      issuer,
      issuedOn,
      validFrom: firm.foundedOn,
      validTo: null,
      changedOn,
      holders,
      fields,
    },
    rest,
  )
}

/**
 * 许可证编号: JY, thirteen digits (kind of business, province, city, county, serial) and their check by ISO 7064 MOD 11,10 (GB/T 17710).
 */
export function permitNumber(first13: string): string {
  let product = 10
  for (const digit of first13) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return `JY${first13}${(11 - product) % 10}`
}

export function food(
  id: string,
  { issuer, number, from, to, changedOn }: { issuer: Body; number: string; from: CalendarDate; to: CalendarDate; changedOn?: CalendarDate },
): CityLicence {
  const firm = getOrganisation(id)
  const fields = {
    name: firm.name,
    number,
    creditCode: firm.code,
    legalRepresentative: getPerson(firm.legalRepresentative).name,
    premises: firm.address,
    businessKind: '餐饮服务经营者（小型餐馆）',
    items: '热食类食品制售、冷食类食品制售',
    issuer: issuer.name,
    validFrom: from,
    validTo: to,
  }
  const holders = [{ name: firm.name, documentType: '001', number: firm.code, role: '本单位' }]
  return licence({
    type: 'foodBusinessLicence',
    serial: number,
    number,
    issuer,
    issuedOn: from,
    validFrom: from,
    validTo: to,
    changedOn: changedOn ?? from,
    holders,
    fields,
  })
}

interface Birth {
  number: string
  child: { name: string; sex: 'male' | 'female'; bornOn: CalendarDate; bornAt: string; id: string | null }
  mother: string
  father: string | null
  weeks: number
  weight: number
  issuedOn: CalendarDate
}

export function birth({ number, child, mother, father, weeks, weight, issuedOn }: Birth): CityLicence {
  const mum = getPerson(mother)
  const dad = father ? getPerson(father) : null
  const own = child.id ? getPerson(child.id) : null
  const fields = {
    childName: child.name,
    sex: child.sex,
    bornOn: child.bornOn,
    bornAt: child.bornAt,
    place: '临江市江北区 临江市妇幼保健院',
    weeks,
    weight,
    motherName: mum.name,
    motherNumber: mum.document.number,
    fatherName: dad?.name ?? null,
    fatherNumber: dad?.document.number ?? null,
    number,
    issuer: hospital.name,
    issuedOn,
  }
  const holders: Holder[] = [
    own ? holder(own, '子女') : { name: child.name, documentType: null, number: null, role: '子女' },
    holder(mum, '母亲'),
    ...(dad ? [holder(dad, '父亲')] : []),
  ]
  return licence({
    type: 'birthCertificate',
    serial: number,
    number,
    issuer: hospital,
    issuedOn,
    validFrom: issuedOn,
    validTo: null,
    changedOn: issuedOn,
    holders,
    fields,
  })
}

export function disability(
  id: string,
  { category, grade, guardian, from, to }: { category: number; grade: number; guardian: string; from: CalendarDate; to: CalendarDate },
): CityLicence {
  const person = getPerson(id)
  const number = `${person.document.number}${category}${grade}`
  const fields = { name: person.name, number, category: '肢体残疾', grade: '三级', guardian, issuer: federationSouth.name, validFrom: from, validTo: to }
  return licence(
    {
      type: 'disabilityCertificate',
      serial: `CJ${number.slice(-8)}`,
      number,
      issuer: federationSouth,
      issuedOn: from,
      validFrom: from,
      validTo: to,
      changedOn: from,
      holders: [holder(person)],
      fields,
    },
    { portraitOf: id },
  )
}
