import { addDays, type CalendarDate } from '@zsb/shared/time'
import { diseaseControl, federationSouth, firstHospital, hospital, hrssCity, policeOf, trafficPolice, type Body } from './bodies'
import { holder, licence, type Extras } from './issue-licence'
import type { CityLicence, Holder, LicenceTypeName } from './licence'
import { getPerson } from './people'
import type { Person } from './person'

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

/** 核酸检测结果: counts for three days from the day it was sampled. */
export function nucleicAcid(id: string, { result, sampledOn }: { result: 'negative' | 'positive'; sampledOn: CalendarDate }): CityLicence {
  const person = getPerson(id)
  const number = `HS${person.document.number.slice(-6)}${sampledOn.replaceAll('-', '')}`
  const validTo = addDays(sampledOn, 3)
  return licence({
    type: 'nucleicAcidTest',
    serial: number,
    number,
    issuer: firstHospital,
    issuedOn: sampledOn,
    validFrom: sampledOn,
    validTo,
    changedOn: sampledOn,
    holders: [holder(person)],
    fields: { name: person.name, number, result, sampledOn, issuer: firstHospital.name, validFrom: sampledOn, validTo },
  })
}

/** 解除医学观察告知书: shown for two weeks from the day of the release. */
export function observationRelease(id: string, { releasedOn }: { releasedOn: CalendarDate }): CityLicence {
  const person = getPerson(id)
  const number = `JC${person.document.number.slice(-6)}${releasedOn.replaceAll('-', '')}`
  const validTo = addDays(releasedOn, 14)
  return licence({
    type: 'observationRelease',
    serial: number,
    number,
    issuer: diseaseControl,
    issuedOn: releasedOn,
    validFrom: releasedOn,
    validTo,
    changedOn: releasedOn,
    holders: [holder(person)],
    fields: { name: person.name, number, releasedOn, issuer: diseaseControl.name, validFrom: releasedOn, validTo },
  })
}
