import { buildCitizenNumber, buildCreditCode, type DocumentType } from '@zsb/shared/identity'

/** An invented resident of the invented city 临江市. */
export interface Person {
  key: string
  name: string
  sex: 'male' | 'female'
  bornOn: string
  ethnicity: string
  documentType: DocumentType
  number: string
  address: string
  phone: string | null
  deceased: boolean
  /** What this person is there to show. */
  role: string
}

const REGION = { north: '990102', south: '990103', port: '990104' } as const
const resident = (key: string, name: string, sex: Person['sex'], bornOn: string, region: string, sequence: string, phone: string | null, role: string, over: Partial<Person> = {}): Person => ({
  key,
  name,
  sex,
  bornOn,
  ethnicity: '汉',
  documentType: 'residentId',
  number: buildCitizenNumber({ region, bornOn, sequence }),
  address: '临江市江北区滨江路 18 号',
  phone,
  deceased: false,
  role,
  ...over,
})

export const PEOPLE: readonly Person[] = [
  resident('wangXiaomei', '王小梅', 'female', '1994-06-12', REGION.north, '002', '19900000001', '市民，驾驶证 30 天后到期；孩子王安安的母亲'),
  resident('wangAnan', '王安安', 'female', '2020-03-05', REGION.north, '004', null, '王小梅的女儿，6 岁'),
  resident('zhangWeiqiang', '张伟强', 'male', '1992-09-30', REGION.north, '017', '19900000002', '市民，王安安的父亲'),
  resident('liJianguo', '李建国', 'male', '1951-02-18', REGION.south, '031', '19900000003', '老年人，驾驶证暂扣，有残疾人证', { address: '临江市江南区春申街 7 号' }),
  resident('aili', '艾力·麦麦提明·吐尔逊江', 'male', '1988-11-02', REGION.south, '055', '19900000004', '姓名较长、带间隔号', { ethnicity: '维吾尔', address: '临江市江南区友谊路 66 号' }),
  resident('chenHong', '陈𬭎', 'male', '1979-04-21', REGION.port, '073', '19900000005', '姓名有生僻字；驾驶证已逾期'),
  resident('zhaoMinhua', '赵敏华', 'female', '1985-07-08', REGION.north, '042', '19900000006', '临江沐光餐饮有限公司法定代表人'),
  resident('zhouYa', '周雅', 'female', '1990-01-15', REGION.north, '066', '19900000007', '身份证已挂失'),
  resident('heJiahui', '何嘉慧', 'female', '1996-08-20', '810000', '002', '19900000008', '港澳居民居住证持有人', { documentType: 'hongKongMacauResidencePermit' }),
  resident('linYating', '林雅婷', 'female', '1993-05-05', '830000', '004', '19900000009', '台湾居民居住证持有人', { documentType: 'taiwanResidencePermit' }),
  resident('anna', 'ANNA KOVACS', 'female', '1987-03-14', REGION.south, '002', '19900000010', '外国人永久居留身份证持有人', { documentType: 'foreignPermanentResidentId', number: 'HUN990187031401', ethnicity: '' }),
  resident('qianDefu', '钱德福', 'male', '1940-10-01', REGION.south, '013', null, '已去世', { deceased: true }),
  resident('sunXiao', '孙晓', 'male', '2009-05-30', REGION.south, '011', '19900000011', '未成年人，17 岁'),
]

/** An invented firm. */
export interface Firm {
  key: string
  name: string
  code: string
  representative: string
}
export const FIRMS: readonly Firm[] = [{ key: 'muguang', name: '临江沐光餐饮有限公司', code: buildCreditCode({ kind: '91', region: '990102', body: 'MA5K7Q2R' }), representative: 'zhaoMinhua' }]

export function personOf(key: string): Person {
  const person = PEOPLE.find((candidate) => candidate.key === key)
  if (!person) throw new Error(`no demo person ${key}`)
  return person
}
