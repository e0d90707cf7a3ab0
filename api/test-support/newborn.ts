/** 新生儿出生 as a mother fills it in: what tests and walks hand in alike. */

/** What she is asked first, where she registers the child alone: nobody is to be waited for but the offices. */
export const NEWBORN_ALONE = { parents: 'unmarried', fatherNamed: 'no', maternity: 'no' }

export const NEWBORN_TYPED = {
  childNation: '汉族',
  relation: '女',
  homeAddress: '望江街 18 号 3 单元 502 室',
  clinic: '望江社区卫生服务中心',
  bank: '临江市商业银行',
  wantsVisits: 'yes',
  results: 'electronicOnly',
  truth: 'agreed',
}

/** Materials of every mother; whoever registers alone adds the statement. */
export const NEWBORN_MATERIALS = [
  { code: 'birthCertificate', kind: 'licence' },
  { code: 'motherIdentity', kind: 'dataCheck' },
  { code: 'motherRegister', kind: 'licence' },
]
export const UNMARRIED_STATEMENT = { code: 'unmarriedStatement', kind: 'commitment' }
