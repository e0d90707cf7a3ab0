import { buildLicenceIdentifier } from '@zsb/shared/licence'
import { FIRMS, personOf, type Person } from './people'
import { silhouette } from './silhouette'

export type LibraryName = 'police' | 'hrss' | 'market' | 'health' | 'disabled'

/** A licence as a department's library has it; the library's own protocol dresses it differently. */
export interface LibraryLicence {
  identifier: string
  library: LibraryName
  type: string
  typeCode: string
  number: string
  issuerCode: string
  issuer: string
  issuedOn: string
  validFrom: string | null
  validTo: string | null
  state: string
  changedAt: Date
  holders: { name: string; number: string; role: string }[]
  fields: Record<string, string>
}

const OWNERS: Record<LibraryName, string> = { police: '11990100MB0A10013K', hrss: '11990100MB0A10021E', market: '11990100MB0A1003X6', health: '11990100MB0A100486', disabled: '13990100MB0A10056T' }
const ISSUERS: Record<LibraryName, string> = { police: '临江市公安局', hrss: '临江市人力资源和社会保障局', market: '临江市市场监督管理局', health: '临江市妇幼保健院', disabled: '临江市残疾人联合会' }
const TYPE_NUMBERS: Record<string, string> = { residentIdCard: '001', drivingLicence: '002', householdRegister: '003', socialSecurityCard: '001', businessLicence: '001', foodBusinessLicence: '002', birthCertificate: '001', disabilityCertificate: '001' }
const BEGAN = new Date('2026-10-01T01:00:00.000Z')

interface Draft {
  library: LibraryName
  type: string
  serial: string
  number: string
  holders: LibraryLicence['holders']
  issuedOn: string
  validFrom?: string
  validTo?: string
  state?: string
  issuer?: string
  fields: Record<string, string>
}

function build(draft: Draft): LibraryLicence {
  const { library, type } = draft
  const typeCode = OWNERS[library] + TYPE_NUMBERS[type]!
  const issuer = draft.issuer ?? ISSUERS[library]
  return {
    identifier: buildLicenceIdentifier({ typeCode, issuerCode: OWNERS[library], serial: draft.serial, version: '001' }),
    library,
    type,
    typeCode,
    number: draft.number,
    issuerCode: OWNERS[library],
    issuer,
    issuedOn: draft.issuedOn,
    validFrom: draft.validFrom ?? null,
    validTo: draft.validTo ?? null,
    state: draft.state ?? 'valid',
    changedAt: BEGAN,
    holders: draft.holders,
    fields: { ...draft.fields, issuer, ...(draft.validFrom && { validFrom: draft.validFrom }), ...(draft.validTo && { validTo: draft.validTo }) },
  }
}

const holder = (person: Person, role = 'holder') => ({ name: person.name, number: person.number, role })
const sexOf = (person: Person) => (person.sex === 'female' ? '女' : '男')

function idCard(person: Person, serial: string, state = 'valid'): LibraryLicence {
  return build({
    library: 'police',
    type: 'residentIdCard',
    serial,
    number: person.number,
    holders: [holder(person)],
    issuedOn: '2019-08-15',
    validFrom: '2019-08-15',
    validTo: '2039-08-14',
    state,
    issuer: '临江市公安局江北分局',
    fields: { name: person.name, photo: silhouette(person.number), sex: sexOf(person), ethnicity: person.ethnicity, bornOn: person.bornOn, address: person.address, number: person.number },
  })
}

function drivingLicence(person: Person, serial: string, over: { validTo: string; state?: string; vehicleClass?: string }): LibraryLicence {
  const from = `${Number(over.validTo.slice(0, 4)) - 6}${over.validTo.slice(4)}`
  return build({
    library: 'police',
    type: 'drivingLicence',
    serial,
    number: person.number,
    holders: [holder(person)],
    issuedOn: from,
    validFrom: from,
    validTo: over.validTo,
    state: over.state,
    issuer: '临江市公安局车管所',
    fields: { name: person.name, photo: silhouette(person.number), vehicleClass: over.vehicleClass ?? 'C1', number: person.number, sex: sexOf(person), bornOn: person.bornOn, address: person.address, firstIssuedOn: from, fileNumber: `9901${serial.slice(-8)}`, points: '0' },
  })
}

function socialCard(person: Person, serial: string): LibraryLicence {
  return build({
    library: 'hrss',
    type: 'socialSecurityCard',
    serial,
    number: `LJ${serial.slice(-8)}`,
    holders: [holder(person)],
    issuedOn: '2022-03-01',
    validFrom: '2022-03-01',
    validTo: '2032-02-29',
    fields: { name: person.name, photo: silhouette(person.number), cardNumber: `LJ${serial.slice(-8)}`, number: person.number, bank: '临江市商业银行' },
  })
}

function household(person: Person, serial: string, relation: string, head: Person): LibraryLicence {
  return build({
    library: 'police',
    type: 'householdRegister',
    serial,
    number: '990102018812',
    holders: [holder(person), ...(head === person ? [] : [holder(head, 'head')])],
    issuedOn: '2020-03-20',
    issuer: '临江市公安局江北分局滨江派出所',
    fields: { name: person.name, relation, headName: head.name, householdNumber: '990102018812', number: person.number, bornOn: person.bornOn, sex: sexOf(person), address: person.address, householdKind: '家庭户', issuedOn: '2020-03-20' },
  })
}

/** The libraries as the city begins; a fresh copy each time. */
export function createLicences(): LibraryLicence[] {
  const [mei, an, zhang, li, aili, chen, zhao, zhou] = ['wangXiaomei', 'wangAnan', 'zhangWeiqiang', 'liJianguo', 'aili', 'chenHong', 'zhaoMinhua', 'zhouYa'].map(personOf) as [Person, Person, Person, Person, Person, Person, Person, Person]
  const firm = FIRMS[0]!
  const birth = build({
    library: 'health',
    type: 'birthCertificate',
    serial: 'CS20200305001',
    number: 'Q990000123',
    holders: [holder(an, 'child'), holder(mei, 'mother'), holder(zhang, 'father')],
    issuedOn: '2020-03-08',
    fields: { childName: an.name, sex: sexOf(an), bornOn: an.bornOn, bornAt: '08:42', place: '临江市妇幼保健院', weeks: '39', weight: '3280', motherName: mei.name, motherNumber: mei.number, fatherName: zhang.name, fatherNumber: zhang.number, number: 'Q990000123', issuedOn: '2020-03-08' },
  })
  const firmHolders = [{ name: firm.name, number: firm.code, role: 'holder' }, holder(zhao, 'legalRepresentative')]
  return [
    idCard(mei, 'SF0000000001'),
    drivingLicence(mei, 'JZ0000000001', { validTo: '2026-12-24' }),
    socialCard(mei, 'SB0000000001'),
    household(mei, 'HK0000000001', '户主', mei),
    household(an, 'HK0000000002', '女', mei),
    birth,
    idCard(zhang, 'SF0000000002'),
    drivingLicence(zhang, 'JZ0000000002', { validTo: '2031-05-18', vehicleClass: 'B2' }),
    socialCard(zhang, 'SB0000000002'),
    idCard(li, 'SF0000000003'),
    drivingLicence(li, 'JZ0000000003', { validTo: '2030-02-17', state: 'withheld' }),
    build({ library: 'disabled', type: 'disabilityCertificate', serial: 'CJ0000000001', number: `${li.number}43`, holders: [holder(li)], issuedOn: '2021-06-01', validFrom: '2021-06-01', validTo: '2031-05-31', fields: { name: li.name, photo: silhouette(li.number), number: `${li.number}43`, category: '肢体', grade: '三级', guardian: '李明' } }),
    idCard(aili, 'SF0000000004'),
    drivingLicence(aili, 'JZ0000000004', { validTo: '2029-11-01' }),
    idCard(chen, 'SF0000000005'),
    drivingLicence(chen, 'JZ0000000005', { validTo: '2025-04-20' }),
    idCard(zhao, 'SF0000000006'),
    idCard(zhou, 'SF0000000007', 'lost'),
    build({ library: 'market', type: 'businessLicence', serial: 'YZ0000000001', number: firm.code, holders: firmHolders, issuedOn: '2023-04-10', fields: { name: firm.name, number: firm.code, kind: '有限责任公司', legalRepresentative: zhao.name, capital: '50', foundedOn: '2023-04-10', address: '临江市江北区滨江路 26 号', scope: '餐饮服务；食品销售', issuedOn: '2023-04-10' } }),
    build({ library: 'market', type: 'foodBusinessLicence', serial: 'SP0000000001', number: 'JY29901020001234', holders: firmHolders, issuedOn: '2023-05-06', validFrom: '2023-05-06', validTo: '2028-05-05', fields: { name: firm.name, number: 'JY29901020001234', creditCode: firm.code, legalRepresentative: zhao.name, premises: '临江市江北区滨江路 26 号', businessKind: '餐饮服务经营者', items: '热食类食品制售' } }),
  ]
}
