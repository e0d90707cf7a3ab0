import type { CalendarDate } from '@zsb/shared/time'
import { getOrganisation, type Body } from './bodies'
import { licence, type Extras } from './issue-licence'
import type { CityLicence } from './licence'
import { getPerson } from './people'

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
