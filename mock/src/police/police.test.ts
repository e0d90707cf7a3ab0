import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { rowOf, rowsOf } from '../library/rows'
import { ask } from '../system'
import { createPoliceClient, policeContract, type PoliceTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.police
const real = readContractTarget<PoliceTarget>('police')
const client = () => createPoliceClient({ baseUrl: url(), ...DEMO.police })
const listOf = async (id: string) => (await client().listPages(getPerson(id).document)).flat().map(({ row }) => row)
const control = (path: string, json: unknown) => ask(`${url()}/_control${path}`, { json })

describe('the contract with the police library', () => {
  policeContract(() => real ?? { baseUrl: url(), ...DEMO.police, holder: getPerson('wangXiaomei').document })
})

describe("the police library's stand-in", () => {
  beforeEach(() => ask(`${url()}/_control/reset`, { method: 'POST' }))

  it('never gives more than two on a page', async () => {
    expect((await client().listPages(getPerson('wangXiaomei').document)).map((page) => page.length)).toEqual([2, 1])
  })
  it('holds a driving licence that ends in thirty days', async () => {
    const licence = (await listOf('wangXiaomei')).find(({ zzmc }) => zzmc === '机动车驾驶证')
    expect(licence).toMatchObject({
      zzyxqjzrq: '20261224',
      zzzt: '01',
      zzztmc: '有效',
      xxx: { zjcx: 'C1', yxqxz: '20261224', zp: expect.stringMatching(/^iVBOR/) },
    })
  })
  it('says 暂扣, 挂失 and 长期 in the words of each type', async () => {
    expect((await listOf('liJianguo')).map(({ zzmc, zzztmc, zzyxqjzrq }) => [zzmc, zzztmc, zzyxqjzrq])).toEqual(
      expect.arrayContaining([
        ['机动车驾驶证', '暂扣', '20300217'],
        ['居民身份证', '有效', '99991231'],
      ]),
    )
    expect((await listOf('zhouYa')).find(({ zzmc }) => zzmc === '居民身份证')).toMatchObject({ zzzt: '31', zzztmc: '挂失' })
  })
  it('puts every member of a household on one register', async () => {
    const register = (await listOf('wangAnan')).find(({ zzmc }) => zzmc === '居民户口簿') ?? {}
    expect(rowsOf(register.czztlb).map(({ czzt, czztgx }) => [czzt, czztgx])).toEqual([
      ['王小梅', '户主'],
      ['张伟强', '夫'],
      ['王安安', '女'],
    ])
    expect(rowsOf(rowOf(register.xxx).cylb)).toHaveLength(3)
  })
  it('changes a state when told to, with a new change time, and goes back at reset with a newer one', async () => {
    const identifier = String((await listOf('wangXiaomei')).find(({ zzmc }) => zzmc === '机动车驾驶证')?.zzbs)
    mocks().clock.advance(60_000)
    const changed = await control('/licences/state', { identifier, state: 'withheld', reason: '测试' })
    expect(changed.status).toBe(200)
    const withheld = await client().findState(identifier)
    expect(withheld?.state).toBe('02')
    mocks().clock.advance(60_000)
    await control('/reset', {})
    const back = await client().findState(identifier)
    expect(back?.state).toBe('01')
    expect(back?.changedAt.getTime()).toBeGreaterThan(withheld?.changedAt.getTime() ?? Infinity)
  })
  it('knows only the states of the type', async () => {
    const identifier = String((await listOf('wangXiaomei'))[0]?.zzbs)
    expect((await control('/licences/state', { identifier, state: 'frozen' })).status).toBe(400)
    expect((await control('/licences/state', { identifier: 'x', state: 'valid' })).status).toBe(404)
  })
  it('changes fields, the last day included', async () => {
    const identifier = String((await listOf('chenHong')).find(({ zzmc }) => zzmc === '机动车驾驶证')?.zzbs)
    await control('/licences/fields', { identifier, fields: { validTo: '2032-10-10', points: 2 } })
    expect((await listOf('chenHong')).find(({ zzbs }) => zzbs === identifier)).toMatchObject({ zzyxqjzrq: '20321010', xxx: { ljjf: 2, yxqxz: '20321010' } })
    expect((await control('/licences/fields', { identifier, fields: { nothing: 1 } })).status).toBe(400)
  })
  it.each([
    ['a change time that is none', { bgsjq: '2026-11-24' }],
    ['page 0', { ym: 0 }],
    ['a number that is an object', { czztdm: { $ne: null } }],
  ])('refuses %s with dm 400', async (_, over) => {
    const json = { czztdmlxdm: '111', czztdm: getPerson('wangXiaomei').document.number, ...over }
    expect((await ask(`${url()}/zzk/v2/zzcx`, { headers: { 'x-app-id': 'zsb', 'x-app-key': DEMO.police.key }, json })).body).toMatchObject({
      dm: '400',
      sj: null,
    })
  })
})
