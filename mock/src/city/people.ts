import { buildCitizenNumber } from '@zsb/shared/identity'
import type { Person } from './person'

const HAN = { code: '01', name: '汉族' }
const UYGHUR = { code: '05', name: '维吾尔族' }

type Invented = Omit<Person, 'document' | 'ethnicity' | 'nationality' | 'deceased'> &
  Partial<Pick<Person, 'document' | 'ethnicity' | 'nationality' | 'deceased'>> & { sequence?: string }

function invent({ sequence, ...person }: Invented): Person {
  return {
    ethnicity: HAN,
    nationality: 'CHN',
    deceased: false,
    document: { documentType: '111', number: buildCitizenNumber({ region: person.region, bornOn: person.bornOn, sequence: sequence ?? '000' }) },
    ...person,
  }
}

/**
 * Everybody the outside systems know; the citizens of `api/content/demo/people.json` are among them, number by number.
 * Regions: 990102 江北区, 990103 江南区, 990104 临港区.
 */
export const PEOPLE: readonly Person[] = [
  invent({
    id: 'wangXiaomei',
    name: '王小梅',
    nameEn: 'Wang Xiaomei',
    sex: 'female',
    bornOn: '1994-06-12',
    sequence: '002',
    phone: '19900000001',
    region: '990102',
    address: '临江市江北区望江街18号3单元502室',
    note: { zh: '市民，王安安的母亲；驾驶证30天后到期', en: "Citizen, mother of Wang An'an; driving licence ends in 30 days" },
  }),
  invent({
    id: 'zhangWeiqiang',
    name: '张伟强',
    nameEn: 'Zhang Weiqiang',
    sex: 'male',
    bornOn: '1992-09-30',
    sequence: '017',
    phone: '19900000002',
    region: '990102',
    address: '临江市江北区望江街18号3单元502室',
    note: { zh: '租车人，王安安的父亲', en: "Rents a car; father of Wang An'an" },
  }),
  invent({
    id: 'wangAnan',
    name: '王安安',
    nameEn: "Wang An'an",
    sex: 'female',
    bornOn: '2020-03-05',
    sequence: '004',
    phone: null,
    region: '990102',
    address: '临江市江北区望江街18号3单元502室',
    note: { zh: '六岁，王小梅和张伟强的女儿', en: 'Six years old, daughter of Wang Xiaomei and Zhang Weiqiang' },
  }),
  invent({
    id: 'liJianguo',
    name: '李建国',
    nameEn: 'Li Jianguo',
    sex: 'male',
    bornOn: '1951-02-18',
    sequence: '031',
    phone: '19900000003',
    region: '990103',
    address: '临江市江南区柳林路7号1单元101室',
    note: { zh: '长者，持残疾人证；驾驶证暂扣', en: 'Elder with a disability certificate; driving licence withheld' },
  }),
  invent({
    id: 'aili',
    name: '艾力·麦麦提明·吐尔逊江',
    nameEn: 'Eli Memtimin Tursunjan',
    sex: 'male',
    bornOn: '1988-11-02',
    sequence: '055',
    phone: '19900000004',
    ethnicity: UYGHUR,
    region: '990103',
    address: '临江市江南区友谊路66号',
    note: { zh: '姓名较长，带间隔号', en: 'Long name with middle dots' },
  }),
  invent({
    id: 'chenHong',
    name: '陈𬭎',
    nameEn: 'Chen Hong',
    sex: 'male',
    bornOn: '1979-04-21',
    sequence: '073',
    phone: '19900000005',
    region: '990104',
    address: '临江市临港区海晏路3号',
    note: { zh: '姓名有生僻字；驾驶证逾期未换', en: 'Name with a rare character; driving licence expired' },
  }),
  invent({
    id: 'zhaoMinhua',
    name: '赵敏华',
    nameEn: 'Zhao Minhua',
    sex: 'female',
    bornOn: '1985-07-08',
    sequence: '042',
    phone: '19900000006',
    region: '990102',
    address: '临江市江北区沿江路32号',
    note: { zh: '临江沐光餐饮有限公司法定代表人', en: 'Legal representative of a restaurant firm' },
  }),
  invent({
    id: 'zhouYa',
    name: '周雅',
    nameEn: 'Zhou Ya',
    sex: 'female',
    bornOn: '1990-01-15',
    sequence: '066',
    phone: '19900000007',
    region: '990102',
    address: '临江市江北区学府路120号',
    note: { zh: '居民身份证挂失；孙晓的母亲；新生儿尚未上户', en: 'ID card reported lost; mother of Sun Xiao; her newborn is not registered yet' },
  }),
  invent({
    id: 'heJiahui',
    name: '何嘉慧',
    nameEn: 'Ho Ka Wai',
    sex: 'female',
    bornOn: '1996-08-20',
    phone: '19900000008',
    document: { documentType: '111', number: buildCitizenNumber({ region: '810000', bornOn: '1996-08-20', sequence: '002' }) },
    ethnicity: null,
    region: '990102',
    address: '临江市江北区新港花园9号',
    note: { zh: '香港居民，持港澳居民居住证', en: 'Hong Kong resident with a residence permit' },
  }),
  invent({
    id: 'linYating',
    name: '林雅婷',
    nameEn: 'Lin Ya-ting',
    sex: 'female',
    bornOn: '1993-05-05',
    phone: '19900000009',
    document: { documentType: '111', number: buildCitizenNumber({ region: '830000', bornOn: '1993-05-05', sequence: '004' }) },
    ethnicity: null,
    region: '990104',
    address: '临江市临港区海晏路88号',
    note: { zh: '台湾居民，持台湾居民居住证', en: 'Taiwan resident with a residence permit' },
  }),
  invent({
    id: 'anna',
    name: 'ANNA KOVACS',
    nameEn: 'Anna Kovacs',
    sex: 'female',
    bornOn: '1987-03-14',
    phone: '19900000010',
    document: { documentType: '999', number: 'HUN990187031401' },
    ethnicity: null,
    nationality: 'HUN',
    region: '990103',
    address: '临江市江南区国际社区2栋',
    note: { zh: '外国人，持永久居留身份证', en: 'Foreigner with a permanent residence card' },
  }),
  invent({
    id: 'sunXiao',
    name: '孙晓',
    nameEn: 'Sun Xiao',
    sex: 'male',
    bornOn: '2009-05-30',
    sequence: '011',
    phone: '19900000011',
    region: '990103',
    address: '临江市江北区学府路120号',
    note: { zh: '17岁，周雅的儿子', en: '17 years old, son of Zhou Ya' },
  }),
  invent({
    id: 'novakPetr',
    name: 'NOVAK PETR',
    nameEn: 'Petr Novak',
    sex: 'male',
    bornOn: '1979-10-03',
    phone: '19900000012',
    document: { documentType: '414', number: 'X99000001' },
    ethnicity: null,
    nationality: 'CZE',
    region: '990102',
    address: '临江市江北区滨江酒店',
    note: { zh: '只有护照，须到窗口核验', en: 'Passport only: checked at the window' },
  }),
  invent({
    id: 'liuYang',
    name: '刘洋',
    nameEn: 'Liu Yang',
    sex: 'male',
    bornOn: '1989-12-01',
    sequence: '009',
    phone: '19900000013',
    region: '990104',
    address: '临江市临港区码头路5号',
    note: { zh: '快餐店列入经营异常名录，食品经营许可证过期', en: 'His shop is on the list of abnormal operations, its food licence expired' },
  }),
  invent({
    id: 'liuGuilan',
    name: '刘桂兰',
    nameEn: 'Liu Guilan',
    sex: 'female',
    bornOn: '1948-09-16',
    sequence: '028',
    phone: null,
    region: '990103',
    address: '临江市江南区柳林路21号2单元102室',
    note: { zh: '长者，没有手机', en: 'Elder without a phone' },
  }),
  invent({
    id: 'xuJingyi',
    name: '许静宜',
    nameEn: 'Xu Jingyi',
    sex: 'female',
    bornOn: '1995-04-18',
    sequence: '082',
    phone: '19900000015',
    region: '990102',
    address: '临江市江北区学府路88号2单元601室',
    note: { zh: '顾知夏的母亲；孩子刚出生，还没有上户口', en: 'Mother of Gu Zhixia, just born and not registered yet' },
  }),
  invent({
    id: 'guChen',
    name: '顾晨',
    nameEn: 'Gu Chen',
    sex: 'male',
    bornOn: '1993-12-02',
    sequence: '091',
    phone: '19900000016',
    region: '990102',
    address: '临江市江北区学府路88号2单元601室',
    note: { zh: '顾知夏的父亲', en: 'Father of Gu Zhixia' },
  }),
  invent({
    id: 'qianDefu',
    name: '钱德福',
    nameEn: 'Qian Defu',
    sex: 'male',
    bornOn: '1940-10-01',
    sequence: '013',
    phone: null,
    deceased: true,
    region: '990103',
    address: '临江市江南区枫桥巷3号',
    note: { zh: '已去世', en: 'Deceased' },
  }),
]

/** @throws Error for an id nobody has */
export function getPerson(id: string): Person {
  const person = PEOPLE.find((candidate) => candidate.id === id)
  if (!person) throw new Error(`nobody is called ${id}`)
  return person
}

/** A person by the papers shown, or null. */
export const findByDocument = (documentType: string, number: string): Person | null =>
  PEOPLE.find(({ document }) => document.documentType === documentType && document.number === number.toUpperCase()) ?? null

/** A person as control calls name one: by id or by phone number. */
export const findPerson = (idOrPhone: string): Person | null => PEOPLE.find(({ id, phone }) => id === idOrPhone || phone === idOrPhone) ?? null
