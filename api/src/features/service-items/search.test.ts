import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ServiceItem } from '@zsb/shared/service-item'
import * as z from 'zod/mini'
import { createCatalogueReader } from './catalogue'
import { until } from '../../../test-support/until'
import { SearchWords } from './search-words'
import { createTokenizer, segmentChinese } from './tokenize'

const content = join(__dirname, '../../../content')
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(content, path), 'utf8'))
const items = readdirSync(join(content, 'service-items')).map((name) => readJson(`service-items/${name}`) as ServiceItem)
const words = z.parse(SearchWords, readJson('search/words.json'))
const tokenize = createTokenizer({ words, segment: segmentChinese })

/** What people type, and the item they mean. Most are no synonym of it, word for word. */
const MEANT: readonly (readonly [string, string])[] = [
  ['小孩上户口', 'birthRegistration'],
  ['给刚出生的娃报户口', 'birthRegistration'],
  ['宝宝户口怎么上', 'birthRegistration'],
  ['孩子没结婚生的能落户吗', 'birthRegistration'],
  ['娃儿打防疫针的本本', 'vaccinationCertificate'],
  ['婴儿疫苗本', 'vaccinationCertificate'],
  ['给孩子交医保', 'newbornInsurance'],
  ['新生儿医疗保险', 'newbornInsurance'],
  ['宝宝的社保卡', 'socialSecurityCard'],
  ['办社会保障卡', 'socialSecurityCard'],
  ['老婆生孩子的钱能报销吗', 'maternityReimbursement'],
  ['带娃有人教吗', 'parentingGuidance'],
  ['驾照快到期了', 'drivingLicenceRenewal'],
  ['身份证弄丢了怎么办', 'identityCardReplacement'],
  ['外地人办暂住证', 'residencePermit'],
  ['家里老人去世要销户', 'deathRegistration'],
  ['被公司裁了能领什么钱', 'unemploymentBenefit'],
  ['没工作了去哪里登记', 'unemploymentRegistration'],
  ['送外卖自己交社保', 'flexibleWorkerInsurance'],
  ['上班路上被车撞了算工伤吗', 'workInjury'],
  ['我想注册一家公司', 'companyRegistration'],
  ['公司关门了怎么注销', 'companyDeregistration'],
  ['开个小饭馆要什么证', 'foodBusinessLicence'],
  ['开理发店的卫生许可证', 'publicPlaceHygiene'],
  ['卫生许可证到期了', 'publicPlaceHygieneRenewal'],
  ['在外省住院怎么刷卡', 'remoteMedicalFiling'],
  ['领结婚证要带什么', 'marriageRegistration'],
  ['老人80岁有什么补贴', 'elderAllowance'],
  ['老年卡免费坐公交', 'elderPreferentialCard'],
  ['家里困难想申请低保', 'minimumLiving'],
  ['办残疾证要去哪里鉴定', 'disabilityCertificate'],
  ['残疾人每个月的补助', 'disabilityAllowance'],
  ['租房子取公积金', 'housingFundRent'],
  ['二手房过户', 'realEstateTransfer'],
  ['小孩上小学报名', 'schoolEnrolment'],
  ['劳务派遣公司资质', 'labourDispatchPermit'],
  ['renew driving licence', 'drivingLicenceRenewal'],
  ['register a birth', 'birthRegistration'],
]

describe('the search of the catalogue 搜索', () => {
  const read = createCatalogueReader({ tokenize })
  const find = async (query: string) => (await read(items)).find(query).map(({ code }) => code)

  it.each(MEANT)('%s → %s', async (query, code) => {
    expect((await find(query))[0]).toBe(code)
  })
  it('takes full-width letters and digits for what they are', async () => {
    expect((await find('８０岁补贴'))[0]).toBe('elderAllowance')
  })
  it('finds by half a name as it is typed, and by one character', async () => {
    expect((await find('公积'))[0]).toBe('housingFundRent')
    expect(await find('婚')).toContain('marriageRegistration')
  })
  it('finds nothing for what is no item, and nothing for nothing but small words', async () => {
    expect(await find('火星旅行签证')).toEqual([])
    expect(await find('怎么办理')).toEqual([])
  })
  it('is not taken in by what would be a pattern', async () => {
    expect(await find('.*')).toEqual([])
    expect(await find('(上户口')).toContain('birthRegistration')
  })
  it('knows of a new version without being told, and answers from the old one until then', async () => {
    const renamed = items.map((item) =>
      item.code === 'housingFundRent' ? { ...item, version: item.version + 1, zh: '提取', summary: item.summary, synonyms: ['鸿雁计划'] } : item,
    )
    const before = await read(items)
    expect(await read(renamed)).toBe(before)
    expect(before.find('鸿雁计划')).toEqual([])
    const found = await until(async () => (await read(renamed)).find('鸿雁计划')[0]?.code)
    expect(found).toBe('housingFundRent')
  })
})

describe('the words of a query', () => {
  it('keep phrases whole that no dictionary knows, and call one thing by one name', () => {
    expect(tokenize('小孩上户口')).toEqual(['孩子', '落户'])
    expect(tokenize('宝宝入户')).toEqual(['孩子', '落户'])
  })
  it('leave out what carries no meaning, but not inside a phrase', () => {
    expect(tokenize('怎么办理')).toEqual([])
    expect(tokenize('没有工作')).toEqual(['失业'])
  })
  it('has each word in one group only', () => {
    const all = words.groups.flat()
    expect(all.filter((word, i) => all.indexOf(word) < i)).toEqual([])
  })
})
