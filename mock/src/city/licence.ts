import type { CalendarDate } from '@zsb/shared/time'
import type { Body } from './bodies'

export type LibraryName = 'police' | 'hrss' | 'market' | 'health' | 'disabled'

/** Type code 证照类型代码, name, library and the states its law knows (their legal words), per type. */
export const LICENCE_TYPES = {
  residentIdCard: { typeCode: '11990100MB0A10013K001', title: '居民身份证', library: 'police', states: { valid: '有效', lost: '挂失', cancelled: '注销' } },
  drivingLicence: {
    typeCode: '11990100MB0A10013K002',
    title: '机动车驾驶证',
    library: 'police',
    states: { valid: '有效', withheld: '暂扣', detained: '扣留', outOfUse: '停止使用', revokedAsPenalty: '吊销', withdrawn: '撤销', cancelled: '注销' },
  },
  householdRegister: {
    typeCode: '11990100MB0A10013K003',
    title: '居民户口簿',
    library: 'police',
    states: { valid: '有效', movedOut: '已迁出', cancelled: '注销' },
  },
  socialSecurityCard: {
    typeCode: '11990100MB0A10021E001',
    title: '社会保障卡',
    library: 'hrss',
    states: { valid: '有效', tempLost: '临时挂失', lost: '正式挂失', cancelled: '注销' },
  },
  businessLicence: {
    typeCode: '11990100MB0A1003X6001',
    title: '营业执照',
    library: 'market',
    states: { valid: '有效', abnormal: '列入经营异常名录', revokedAsPenalty: '吊销', withdrawn: '撤销', cancelled: '注销' },
  },
  foodBusinessLicence: {
    typeCode: '11990100MB0A1003X6002',
    title: '食品经营许可证',
    library: 'market',
    states: { valid: '有效', revokedAsPenalty: '吊销', withdrawn: '撤销', cancelled: '注销' },
  },
  birthCertificate: { typeCode: '11990100MB0A100486001', title: '出生医学证明', library: 'health', states: { valid: '有效', void: '作废' } },
  nucleicAcidTest: { typeCode: '11990100MB0A100486005', title: '核酸检测结果', library: 'health', states: { valid: '有效', void: '作废' } },
  observationRelease: { typeCode: '11990100MB0A100486006', title: '解除医学观察告知书', library: 'health', states: { valid: '有效', void: '作废' } },
  disabilityCertificate: {
    typeCode: '13990100MB0A10056T001',
    title: '残疾人证',
    library: 'disabled',
    states: { valid: '有效', frozen: '冻结', cancelled: '注销' },
  },
} as const satisfies Record<string, { typeCode: string; title: string; library: LibraryName; states: Record<string, string> }>

export type LicenceTypeName = keyof typeof LICENCE_TYPES

/** A holder 持证主体; a child without a number yet has null. */
export interface Holder {
  name: string
  documentType: string | null
  number: string | null
  /** 本人, 户主, 妻, 子, 母亲 … */
  role: string
}

/** A member's row of a household register. */
export interface HouseholdMember {
  personId: string
  relation: string
}

/** A licence as its library keeps it; each library writes it in its own words. */
export interface CityLicence {
  type: LicenceTypeName
  /** 证照标识, GB/T 36904. */
  identifier: string
  /** 证照编号. */
  number: string
  issuer: Body
  issuedOn: CalendarDate
  validFrom: CalendarDate
  /** null: no end. */
  validTo: CalendarDate | null
  state: string
  changedAt: Date
  changeReason: string
  holders: Holder[]
  /** Under the field codes of the type; dates ISO, sex `male` or `female`. */
  fields: Record<string, string | number | null>
  /** Whose picture it carries. */
  portraitOf: string | null
  members: HouseholdMember[]
}
