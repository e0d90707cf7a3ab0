import { PaperFile } from '@zsb/shared/paper'
import { ServiceGuide, ServiceItemPage, type ServiceItemCard } from '@zsb/shared/service-item'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { readPdf } from '../../../test-support/read-pdf'
import { openWholeApi, type WholeApi } from '../../../test-support/whole-api'
import { numberOf, type DemoPeople } from '../demo'

let city: WholeApi
beforeAll(async () => {
  city = await openWholeApi({ name: 'service_items' })
}, 60_000)
afterAll(() => city.close())

const LIST = '/api/v1/service-items'
const get = (path: string) => city.request.get(path)
const page = async (query: Record<string, string | number> = {}) => z.parse(ServiceItemPage, (await city.request.get(LIST).query(query).expect(200)).body)
const codes = ({ items }: { items: ServiceItemCard[] }) => items.map(({ code }) => code)
const guide = async (code: string) => z.parse(ServiceGuide, (await get(`${LIST}/${code}`).expect(200)).body)
const all = async (query: Record<string, string> = {}) => (await page({ ...query, limit: 100 })).items

describe('GET /service-items', () => {
  it('answers without an account, the beginning of a life first', async () => {
    const { items, total } = await page({ limit: 5 })
    expect(items[0]!.code).toBe('birthRegistration')
    expect(items).toHaveLength(5)
    expect(total).toBeGreaterThanOrEqual(25)
  })
  it('goes on from the last one seen, to the end, each once', async () => {
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const { items, next }: ServiceItemPage = await page({ limit: 7, ...(after && { after }) })
      seen.push(...codes({ items }))
      after = next
    }
    expect(seen).toEqual(codes({ items: await all() }))
    expect(new Set(seen).size).toBe(seen.length)
  })
  it('finds 出生登记 by 小孩上户口', async () => {
    expect(codes(await page({ q: '小孩上户口' }))[0]).toBe('birthRegistration')
  })
  it.each(['immediate', 'online', 'nearby', 'once'])('has only what is so, and not everything, under %s', async (ease) => {
    const items = await all({ ease })
    expect(items.every((item) => item.ease.includes(ease as ServiceItemCard['ease'][number]))).toBe(true)
    expect(items.length).toBeGreaterThan(0)
    expect(items.length).toBeLessThan((await all()).length)
  })
  it('says 网上办 and 不用跑 of nothing that cannot be handed in on the phone: by its own form, or with what it is a part of', async () => {
    const guides = await Promise.all((await all({ ease: 'online' })).map(({ code }) => guide(code)))
    expect(guides.map(({ code }) => code)).toEqual(expect.arrayContaining(['elderPreferentialCard', 'publicPlaceHygiene', 'birthRegistration']))
    expect(guides.filter(({ canApply, inBundle }) => !canApply && !inBundle)).toEqual([])
    const { channels, visits, canApply, inBundle, counter } = await guide('housingFundRent')
    expect({ channels, visits, canApply, inBundle }).toEqual({ channels: ['window'], visits: 1, canApply: false, inBundle: null })
    expect(counter?.address.zh).toBeTruthy()
    expect((await all({})).find(({ code }) => code === 'housingFundRent')).toMatchObject({ visits: 1, canApply: false })
    expect(await guide('birthRegistration')).toMatchObject({ canApply: false, inBundle: { code: 'newborn', name: { zh: '新生儿出生' } } })
  })
  it('asks that every label holds where several are asked for', async () => {
    const found = await all({ ease: 'immediate,nearby' })
    expect(found.length).toBeGreaterThan(0)
    for (const { ease } of found) expect(ease).toEqual(expect.arrayContaining(['immediate', 'nearby']))
  })
  it('tells people from enterprises, and one stage of a life from another', async () => {
    const [people, firms] = [await all({ serves: 'person' }), await all({ serves: 'enterprise' })]
    expect(codes({ items: people })).toContain('marriageRegistration')
    expect(codes({ items: people })).not.toContain('companyRegistration')
    expect(codes({ items: firms })).toContain('companyRegistration')
    expect(codes({ items: firms })).not.toContain('marriageRegistration')
    expect(codes({ items: await all({ stage: 'afterDeath' }) })).toEqual(['deathRegistration'])
  })
  it('looks within what was filtered', async () => {
    expect(codes({ items: await all({ q: '卫生许可证', serves: 'person' }) })).not.toContain('publicPlaceHygiene')
  })
  it('answers an empty list where nothing is found', async () => {
    expect(await page({ q: '火星旅行签证' })).toEqual({ items: [], next: null, total: 0 })
  })
  it('begins anew after an item that is gone', async () => {
    expect(codes(await page({ after: 'goneItem', limit: 3 }))).toEqual(codes(await page({ limit: 3 })))
  })
  it.each([
    ['a label nobody has', { ease: 'cheap' }],
    ['a stage nobody lives', { stage: 'mars' }],
    ['an empty search', { q: ' ' }],
    ['a search as long as a page', { q: '户'.repeat(61) }],
    ['a name nobody has defined', { colour: 'red' }],
    ['two searches', { q: ['a', 'b'] }],
  ])('answers 400 to %s', async (_, query) => {
    expect((await get(LIST).query(query).expect(400)).body).toMatchObject({ code: 'REQUEST_INVALID' })
  })
  it('can be begun only where there is a form', async () => {
    const items = await all()
    expect(items.find(({ code }) => code === 'elderPreferentialCard')).toMatchObject({ canApply: true })
    expect(items.find(({ code }) => code === 'marriageRegistration')).toMatchObject({ canApply: false })
  })
})

describe('GET /service-items/:code/sheets/:sheet', () => {
  const sheet = async (code: string, kind: string) => {
    const { fileName, base64 } = z.parse(PaperFile, (await get(`${LIST}/${code}/sheets/${kind}`).expect(200)).body)
    return { fileName, text: readPdf(Buffer.from(base64, 'base64')).text }
  }

  it('is the blank form 空白表 with what to write, and the sample 示例样表 filled in by its own rules, without an account', async () => {
    const blank = await sheet('elderPreferentialCard', 'blank')
    expect(blank.fileName).toBe('老年人优待证办理申请表（空白表）.pdf')
    for (const words of [
      '*姓名',
      '写到门牌号',
      '“户口在不在本市”选“不在，在本市常住”的才填',
      '我填写的内容都是真实的。',
      '居住在本市的证明（复印件1份，纸质或电子，A4纸）',
    ])
      expect(blank.text).toContain(words)
    for (const words of ['林建华', '年龄']) expect(blank.text).not.toContain(words)
    const filled = await sheet('elderPreferentialCard', 'sample')
    expect(filled.text).toContain('内容都是虚构的')
    for (const words of ['林建华', '1951年2月18日', '临江市江南区柳荫街18号2栋301室', '填表日期：2026年11月20日']) expect(filled.text).toContain(words)
    // What is not asked of him is not on it.
    expect(filled.text).not.toContain('从哪天起住在本市')
  })
  it('R19: is of nobody whom a register knows', () => {
    const read = (path: string) => readFileSync(join(__dirname, '../../../content', path), 'utf8')
    const { citizens } = JSON.parse(read('demo/people.json')) as DemoPeople
    const forms = readdirSync(join(__dirname, '../../../content/forms')).map((name) => read(`forms/${name}`))
    const known = citizens.flatMap((person) => [person.name, person.phone, numberOf(person)])
    expect(known.filter((value) => forms.some((form) => form.includes(value)))).toEqual([])
  })
  it('is there for what is done at the window alone, and is printed once', async () => {
    const first = await sheet('marriageRegistration', 'sample')
    expect(first.text).toContain('孙浩然')
    expect(await sheet('marriageRegistration', 'sample')).toEqual(first)
  })
  it('answers 404 for an item that is not there, 400 for a sheet that cannot be', async () => {
    expect((await get(`${LIST}/notAnItem/sheets/blank`).expect(404)).body).toMatchObject({ code: 'NOT_FOUND' })
    expect((await get(`${LIST}/birthRegistration/sheets/other`).expect(400)).body).toMatchObject({ code: 'REQUEST_INVALID' })
  })
})

describe('GET /service-items/:code', () => {
  it('tells materials by name, with where each comes from', async () => {
    const { materials } = await guide('birthRegistration')
    const sources = Object.fromEntries(materials.map(({ code, sources: from }) => [code, from.map(({ kind, what }) => `${kind} ${what.zh}`)]))
    expect(sources.birthCertificate).toEqual(['licence 出生医学证明'])
    expect(sources.householdRegister).toEqual(['licence 居民户口簿', 'upload jpg、png、pdf，每份不超过 10 MB'])
    expect(sources.parentIdentity).toEqual(['licence 居民身份证', 'dataCheck 人口库'])
    expect(sources.marriage![1]).toMatch(/^commitment 本人说明/)
  })
  it('tells the clocks in words: acceptance by silence for 行政许可 only', async () => {
    const told = async (code: string) => (await guide(code)).clocks.map(({ words }) => words.zh).join('\n')
    expect(await told('foodBusinessLicence')).toContain('就算受理')
    expect(await told('birthRegistration')).not.toContain('就算受理')
    expect(await told('publicPlaceHygieneRenewal')).toContain('视为准予延续')
  })
  it('tells where to go, what one gets and what rests on which law', async () => {
    const it = await guide('marriageRegistration')
    expect(it.counter).toMatchObject({ name: { zh: '临江市民政服务大厅' }, phone: '0990-12349' })
    expect(it.counter!.address.zh).toContain('清波街')
    expect(it.result).toEqual({ name: { zh: '结婚证', en: 'Marriage certificate' }, isLicence: false })
    expect(it.legalBasis[0]).toMatchObject({ law: '中华人民共和国民法典' })
    expect((await guide('birthRegistration')).result).toMatchObject({ name: { zh: '居民户口簿' }, isLicence: true })
    expect((await guide('newbornInsurance')).result).toBeNull()
  })
  it('says of every item the fields of the implementation list 实施清单: state, power, materials’ form and number, services, limits', async () => {
    const { standing, powerSource, body, materials, sheets, online, intermediaries } = await guide('publicPlaceHygiene')
    expect({ standing, powerSource, body, sheets, online }).toEqual({
      standing: null,
      powerSource: 'statutory',
      body: 'statutory',
      sheets: ['blank', 'sample'],
      online: 'whole',
    })
    expect(intermediaries).toMatchObject([{ name: { zh: '公共场所卫生检测、评价' }, material: { zh: '卫生检测或者评价报告' } }])
    expect(materials.find(({ code }) => code === 'venuePlan')).toMatchObject({
      madeBy: { kind: 'applicant', zh: '经营者自己画' },
      handedIn: { kind: 'original', media: 'either', copies: 1, size: { zh: 'A3 或者 A4 纸' } },
    })
    expect((await guide('disabilityAllowance')).entrustedBy).toEqual({ zh: '临江市民政局', en: 'Linjiang Civil Affairs' })
    expect((await guide('marriageRegistration')).visitsWhy?.zh).toContain('一起到场')
    for (const { code } of await all()) expect([code, (await guide(code)).sheets]).toEqual([code, ['blank', 'sample']])
  })
  it('is there for every item of the list', async () => {
    for (const { code } of await all()) expect((await guide(code)).code).toBe(code)
  })
  it('answers 404 for one that is not there, 400 for what cannot be one', async () => {
    expect((await get(`${LIST}/notAnItem`).expect(404)).body).toMatchObject({ code: 'NOT_FOUND' })
    expect((await get(`${LIST}/1%24ne`).expect(400)).body).toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
