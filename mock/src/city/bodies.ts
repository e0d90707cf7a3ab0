import { buildCreditCode } from '@zsb/shared/identity'

/** A body 机构: who issues, or a firm. */
export interface Body {
  name: string
  code: string
}

const district = (region: string, body: string): string => buildCreditCode({ kind: '11', region, body })

export const policeCity: Body = { name: '临江市公安局', code: district('990100', 'MB0A1001') }
export const policeNorth: Body = { name: '临江市公安局江北分局', code: district('990102', 'MB0A1011') }
export const policeSouth: Body = { name: '临江市公安局江南分局', code: district('990103', 'MB0A1021') }
export const policePort: Body = { name: '临江市公安局临港分局', code: district('990104', 'MB0A1031') }
export const trafficPolice: Body = { name: '临江市公安局车管所', code: district('990100', 'MB0A1041') }
export const hrssCity: Body = { name: '临江市人力资源和社会保障局', code: district('990100', 'MB0A1002') }
export const marketNorth: Body = { name: '临江市江北区市场监督管理局', code: district('990102', 'MB0A1013') }
export const marketPort: Body = { name: '临江市临港区市场监督管理局', code: district('990104', 'MB0A1033') }
export const hospital: Body = { name: '临江市妇幼保健院', code: buildCreditCode({ kind: '12', region: '990100', body: 'MB0A1007' }) }
export const firstHospital: Body = { name: '临江市第一人民医院', code: buildCreditCode({ kind: '12', region: '990100', body: 'MB0A1008' }) }
export const diseaseControl: Body = { name: '临江市疾病预防控制中心', code: buildCreditCode({ kind: '12', region: '990100', body: 'MB0A1009' }) }
export const federationSouth: Body = { name: '临江市江南区残疾人联合会', code: buildCreditCode({ kind: '13', region: '990103', body: 'MB0A1025' }) }

/** The police office of a district. */
export const policeOf = (region: string): Body => ({ '990102': policeNorth, '990103': policeSouth, '990104': policePort })[region] ?? policeCity

/** A firm and who represents it. */
export interface Organisation extends Body {
  id: string
  legalRepresentative: string
  kind: string
  /** In 万元. */
  capital: number
  foundedOn: string
  address: string
  scope: string
}

export const ORGANISATIONS: readonly Organisation[] = [
  {
    id: 'muguang',
    name: '临江沐光餐饮有限公司',
    code: buildCreditCode({ kind: '91', region: '990102', body: 'MA5K7Q2R' }),
    legalRepresentative: 'zhaoMinhua',
    kind: '有限责任公司（自然人独资）',
    capital: 50,
    foundedOn: '2021-03-18',
    address: '临江市江北区柳林路18号1层',
    scope: '餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
  },
  {
    id: 'shunda',
    name: '临江顺达快餐店',
    code: buildCreditCode({ kind: '92', region: '990104', body: 'MA5KHD02' }),
    legalRepresentative: 'liuYang',
    kind: '个体工商户',
    capital: 5,
    foundedOn: '2019-06-03',
    address: '临江市临港区码头路5号',
    scope: '小餐饮',
  },
]

/** @throws Error for an id no firm has */
export function getOrganisation(id: string): Organisation {
  const found = ORGANISATIONS.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no firm is called ${id}`)
  return found
}
