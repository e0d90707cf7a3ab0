import { getPerson, LICENCE_TYPES, portraitOf, type CityLicence, type LicenceTypeName } from '../city'
import { toCompactChinaTime } from '../system'

/** State codes of this library; the words are those of each type's own law. */
const ZZZT: Record<string, string> = {
  valid: '01',
  withheld: '02',
  withdrawn: '03',
  cancelled: '04',
  movedOut: '06',
  revokedAsPenalty: '07',
  detained: '21',
  outOfUse: '22',
  lost: '31',
}
const HOLDER_KINDS: Record<string, string> = { '111': '公民身份号码', '999': '其他自然人有效证件代码' }

const compactDay = (day: string | number | null | undefined): string => (typeof day === 'string' ? day.replaceAll('-', '') : '99991231')
const sexCode = (sex: string | number | null | undefined): string => (sex === 'male' ? '1' : '2')

function details(licence: CityLicence): Record<string, unknown> {
  const { fields, portraitOf: whose } = licence
  const person = { xm: fields.name, xb: sexCode(fields.sex), csrq: compactDay(fields.bornOn), zp: whose ? portraitOf(whose) : null }
  const validity = { yxqxq: compactDay(fields.validFrom), yxqxz: compactDay(fields.validTo) }
  switch (licence.type) {
    case 'residentIdCard':
      return { ...person, mzmc: fields.ethnicity, zz: fields.address, gmsfhm: fields.number, qfjg: fields.issuer, ...validity }
    case 'drivingLicence':
      return {
        ...person,
        zjcx: fields.vehicleClass,
        sfzmhm: fields.number,
        zz: fields.address,
        cclzrq: compactDay(fields.firstIssuedOn),
        dabh: fields.fileNumber,
        ljjf: fields.points,
        fzjg: fields.issuer,
        ...validity,
      }
    default:
      return {
        hh: fields.householdNumber,
        hzxm: fields.headName,
        hb: fields.householdKind,
        hjdz: fields.address,
        djjg: fields.issuer,
        djrq: compactDay(fields.issuedOn),
        cylb: licence.members.map(({ personId, relation }) => {
          const { name, document, bornOn, sex } = getPerson(personId)
          return { xm: name, yhzgx: relation, gmsfhm: document.number, csrq: compactDay(bornOn), xb: sexCode(sex) }
        }),
      }
  }
}

const stateWord = (type: LicenceTypeName, state: string): string => (LICENCE_TYPES[type].states as Record<string, string>)[state] ?? '其他'

/** The licence in the pinyin names of this library, after GB/T 36903 as implemented (domain.md §2). */
export const toPoliceLicence = (licence: CityLicence) => ({
  zzmc: LICENCE_TYPES[licence.type].title,
  zzlxdm: LICENCE_TYPES[licence.type].typeCode,
  zzbh: licence.number,
  zzbfjg: licence.issuer.name,
  zzbfjgdm: licence.issuer.code,
  zzbfrq: compactDay(licence.issuedOn),
  zzyxqqsrq: compactDay(licence.validFrom),
  ...toPoliceState(licence),
  czztlb: licence.holders.map(({ name, number, documentType, role }) => ({
    czzt: name,
    czztdm: number,
    czztdmlx: HOLDER_KINDS[documentType ?? ''] ?? '其他',
    czztdmlxdm: documentType,
    czztgx: role,
  })),
  xxx: details(licence),
})

/** What a question after the state alone answers. */
export const toPoliceState = ({ identifier, type, state, changedAt, changeReason, validTo }: CityLicence) => ({
  zzbs: identifier,
  zzzt: ZZZT[state] ?? '99',
  zzztmc: stateWord(type, state),
  zzbgsj: toCompactChinaTime(changedAt),
  zzbgyy: changeReason,
  zzyxqjzrq: compactDay(validTo),
})
