import { startOwnMocks, type OwnMocks } from '../../../test-support/own-mocks'
import { Licences } from './licences.model'
import { buildPrincipal, openRegistry, type Registry } from '../../../test-support/licence-registry'
import { until } from '../../../test-support/until'

let mocks: OwnMocks
let city: Registry
beforeAll(async () => {
  mocks = await startOwnMocks()
  city = await openRegistry({ name: 'collect', urls: mocks.urls })
  await city.licences.start()
})
beforeEach(() => mocks.reset())
afterAll(async () => {
  await city.close()
  mocks.stop()
})
const walletOf = (id: string) => city.wallet.refresh(city.know(id, mocks.person(id)))
const outcome = (wallet: Awaited<ReturnType<typeof walletOf>>, code: string) => wallet.libraries.find((library) => library.code === code)

describe('a consent that comes while a round is under way', () => {
  it('R21: has its library asked, though the round that runs began without it', async () => {
    const li = city.know('liJianguo', mocks.person('liJianguo'))
    city.refuse('liJianguo', 'disabilityData')
    await mocks.fault('police', { failWith: null, latencyMs: 400 })
    const before = city.wallet.list(li)
    await until(async () => (await mocks.calls('police')).total > 0)
    city.agree('liJianguo', 'disabilityData')
    const typesOf = ({ items }: Awaited<typeof before>) => items.map(({ type }) => type)
    expect(typesOf(await city.wallet.list(li))).toContain('disabilityCertificate')
    expect(typesOf(await before)).toContain('drivingLicence')
  })
})

describe('gathering licences 归集', () => {
  it('brings everything from all five libraries on the first look, masked, with the legal word and its age', async () => {
    const wallet = await city.wallet.list(city.know('wangXiaomei', mocks.person('wangXiaomei')))
    expect(wallet.items.map(({ type }) => type)).toEqual(['drivingLicence', 'residentIdCard', 'socialSecurityCard', 'householdRegister'])
    expect(wallet.items[0]).toMatchObject({
      name: { zh: '机动车驾驶证' },
      holderName: '王小梅',
      meaning: 'valid',
      legalWord: { zh: '有效' },
      // Within the 90 days of its type.
      expiresSoon: true,
      daysLeft: 30,
      library: 'police',
    })
    expect(JSON.stringify(wallet)).not.toContain(mocks.person('wangXiaomei').number)
    expect(wallet.items[1]!.numberMasked).toMatch(/^990102\*{8}\d{3}[\dX]$/)
    expect(wallet.libraries).toHaveLength(5)
    expect(wallet.libraries.every(({ state, asOf }) => state === 'ok' && asOf !== null)).toBe(true)
  })

  it('brings test results and releases from observation with their last day: one that is over is expired, and what it says stays masked', async () => {
    const { items } = await walletOf('guChen')
    const tests = items.filter(({ type }) => type === 'nucleicAcidTest')
    expect(tests.map(({ meaning, legalWord }) => [meaning, legalWord.zh]).sort()).toEqual([
      ['expired', '已过期'],
      ['valid', '有效'],
    ])
    expect(tests.find(({ meaning }) => meaning === 'valid')).toMatchObject({ name: { zh: '核酸检测结果' }, daysLeft: 3 })
    expect(items.find(({ type }) => type === 'observationRelease')).toMatchObject({ meaning: 'valid', daysLeft: 12 })
    expect(JSON.stringify(items)).not.toContain('阴性')
  })

  it('gives a firm’s licences to its legal representative, and a suspended licence with its own word', async () => {
    expect((await walletOf('zhaoMinhua')).items.map(({ type }) => type)).toEqual(expect.arrayContaining(['businessLicence', 'foodBusinessLicence']))
    expect((await walletOf('liJianguo')).items.find(({ type }) => type === 'drivingLicence')).toMatchObject({ meaning: 'suspended', legalWord: { zh: '暂扣' } })
  })

  it('finds the licence of a firm by its code for its legal representative alone, and only while it is in force', async () => {
    const number = '91990102MA5K7Q2R7Q'
    const found = (id: string) => city.wallet.findInForce({ type: 'businessLicence', number, principal: city.know(id, mocks.person(id)) })
    const card = await found('zhaoMinhua')
    expect(card).toMatchObject({ holderName: '临江沐光餐饮有限公司', issuer: expect.stringContaining('市场监督管理局') })
    expect(await found('liuYang')).toBeNull()
    const { identifier } = await city.wallet.get({ id: card!.id, principal: city.know('zhaoMinhua', mocks.person('zhaoMinhua')) })
    await mocks.setState('market', identifier, 'cancelled')
    await walletOf('zhaoMinhua')
    expect(await found('zhaoMinhua')).toBeNull()
  })

  it('shows the others when one library is down, and what it told before, with the time', async () => {
    const before = await walletOf('aili')
    await mocks.fault('police', { failWith: 'http500' })
    city.advance(60_000)
    const after = await walletOf('aili')
    expect(after.items.map(({ id }) => id).sort()).toEqual(before.items.map(({ id }) => id).sort())
    expect(outcome(after, 'police')).toMatchObject({ state: 'unavailable', zh: '公安', asOf: outcome(before, 'police')!.asOf })
    expect(outcome(after, 'hrss')).toMatchObject({ state: 'ok' })
    expect(after.items.find(({ library }) => library === 'police')!.statusAsOf).toBe(before.items.find(({ library }) => library === 'police')!.statusAsOf)
  })

  it.each(['garbage', 'refuse', 'timeout'] as const)('says unavailable, never an error, when a library answers with %s on the first look', async (failWith) => {
    await mocks.fault('hrss', { failWith })
    const wallet = await city.wallet.refresh(city.know(`anna-${failWith}`, mocks.person('anna')))
    expect(outcome(wallet, 'hrss')).toMatchObject({ state: 'unavailable', asOf: null })
    expect(outcome(wallet, 'police')).toMatchObject({ state: 'ok' })
  })

  it('changes nothing when it runs again', async () => {
    const first = await walletOf('chenHong')
    const records = await Licences.countDocuments({}).setOptions({ everything: true })
    const second = await walletOf('chenHong')
    expect(second.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id))
    expect(await Licences.countDocuments({}).setOptions({ everything: true })).toBe(records)
    expect((await Licences.findOne({ _id: first.items[0]!.id }).lean())!.revision).toBe(1)
  })

  it('makes one record of each licence when two processes gather at once', async () => {
    const mother = city.know('zhangWeiqiang', mocks.person('zhangWeiqiang'))
    const processes = [city.licences, ...Array.from({ length: 3 }, () => city.openProcess())]
    const wallets = await Promise.all(processes.map((process) => process.wallet.refresh(mother)))
    const identifiers = mocks.person('zhangWeiqiang').licences.map(({ identifier }) => identifier)
    for (const wallet of wallets) {
      expect(wallet.items.map(({ id }) => id)).toEqual(wallets[0]!.items.map(({ id }) => id))
      expect(wallet.libraries.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    }
    for (const identifier of identifiers) expect(await Licences.countDocuments({ identifier })).toBeLessThanOrEqual(1)
  })

  it('takes a later change as a new revision, and keeps the content of the old one', async () => {
    const [card] = (await walletOf('aili')).items
    const record = await Licences.findOne({ _id: card!.id }).lean()
    await mocks.setFields('police', record!.identifier, { vehicleClass: 'A1' })
    await walletOf('aili')
    const detail = await city.wallet.get({ id: card!.id, principal: buildPrincipal({ personId: 'aili' }) })
    expect(detail).toMatchObject({ revision: 2, fields: expect.arrayContaining([expect.objectContaining({ code: 'vehicleClass', value: 'A1' })]) })
    expect(detail.history[0]).toMatchObject({ action: { zh: '信息更新' }, by: 'library', revision: 2 })
    const { revision } = (await city.reader.findOwned({ licenceId: card!.id, subjectId: 'aili' }))!
    expect(revision).toBe(2)
  })

  it('takes a change of state with history, audit and a notice to the holder', async () => {
    const card = (await walletOf('zhangWeiqiang')).items.find(({ type }) => type === 'drivingLicence')!
    const { identifier } = mocks.licence('zhangWeiqiang', 'drivingLicence')
    await mocks.setState('police', identifier, 'withheld')
    const after = (await walletOf('zhangWeiqiang')).items.find(({ id }) => id === card.id)!
    expect(after).toMatchObject({ meaning: 'suspended', legalWord: { zh: '暂扣' } })
    expect(city.acts).toContainEqual(
      expect.objectContaining({ action: 'licence.stateChanged', facts: expect.objectContaining({ licenceId: card.id, from: 'valid', to: 'withheld' }) }),
    )
    await city.outbox.round()
    await city.outbox.round()
    expect(city.notices.filter(({ kind, personId }) => kind === 'licenceStateChanged' && personId === 'zhangWeiqiang')).toMatchObject([
      { words: { state: { zh: '暂扣' } } },
    ])
  })

  it('pull to refresh asks for the whole and confirms every card', async () => {
    const before = await walletOf('zhaoMinhua')
    city.advance(5 * 60_000)
    const after = await walletOf('zhaoMinhua')
    const statusOf = (wallet: typeof before) => new Map(wallet.items.map(({ id, statusAsOf }) => [id, statusAsOf]))
    for (const [id, asOf] of statusOf(after)) expect(Date.parse(asOf)).toBeGreaterThanOrEqual(Date.parse(statusOf(before).get(id)!) + 5 * 60_000)
  })

  it('R20: keeps no name, number or photo in clear', async () => {
    await walletOf('wangXiaomei')
    const { name, number } = mocks.person('wangXiaomei')
    for (const model of ['licences', 'licence_revisions', 'licence_collections']) {
      const stored = JSON.stringify(await Licences.db.collection(model).find({}).toArray())
      expect(stored).not.toContain(name)
      expect(stored).not.toContain(number)
      expect(stored).not.toContain('data:image')
    }
  })
})

describe('the page of a household register 户口簿', () => {
  it('shows every member his own row of the same licence, and nobody else’s', async () => {
    const mother = (await walletOf('wangXiaomei')).items.find(({ type }) => type === 'householdRegister')!
    const child = (await walletOf('wangAnan')).items.find(({ type }) => type === 'householdRegister')!
    expect(child.id).toBe(mother.id)
    expect([mother.holderName, child.holderName]).toEqual(['王小梅', '王安安'])
    const page = await city.reader.findForVerification({ licenceId: child.id, maxAgeSeconds: 300, subjectId: 'wangAnan' })
    const value = (code: string) => page!.fields.find((field) => field.code === code)!.value
    expect([value('name'), value('relation'), value('headName'), value('bornOn'), value('sex')]).toEqual(['王安安', '女', '王小梅', '2020-03-05', '女'])
    expect(JSON.stringify(page)).not.toContain(mocks.person('wangXiaomei').number)
  })
  it('shows nobody’s row when it is not said whose', async () => {
    const { id } = (await walletOf('wangXiaomei')).items.find(({ type }) => type === 'householdRegister')!
    const page = await city.reader.findForVerification({ licenceId: id, maxAgeSeconds: 300 })
    expect(page!.fields.find(({ code }) => code === 'number')!.value).toBe('')
  })
})

describe('a birth certificate 出生医学证明', () => {
  it('lies in the child’s wallet, with hour and place, not in the parents’', async () => {
    expect((await walletOf('wangXiaomei')).items.some(({ type }) => type === 'birthCertificate')).toBe(false)
    const child = (await walletOf('wangAnan')).items.find(({ type }) => type === 'birthCertificate')!
    const owned = await city.reader.findOwned({ licenceId: child.id, subjectId: 'wangAnan' })
    const values = Object.fromEntries(owned!.fields.map(({ code, value }) => [code, value]))
    expect(values).toMatchObject({
      childName: '王安安',
      sex: '女',
      bornOn: '2020-03-05',
      bornAt: '08:42',
      weeks: '39',
      motherName: '王小梅',
      fatherName: '张伟强',
    })
    expect(await city.reader.findOwned({ licenceId: child.id, subjectId: 'wangXiaomei' })).toBeNull()
  })
})
