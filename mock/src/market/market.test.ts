import { parseCreditCode } from '@zsb/shared/identity'
import { useMocks } from '../../test/mocks'
import { getOrganisation, getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { createMarketClient, marketContract, type MarketTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.market
const real = readContractTarget<MarketTarget>('market')
const firm = (id: string) => ({ documentType: '001', number: getOrganisation(id).code })
const listOf = async (id: string) => (await createMarketClient({ baseUrl: url(), ...DEMO.market }).listPages(firm(id))).flat().map(({ row }) => row)

describe('the contract with the library of 市场监管', () => {
  marketContract(() => real ?? { baseUrl: url(), ...DEMO.market, holder: firm('muguang'), representative: getPerson('zhaoMinhua').document })
})

describe("市场监管's stand-in", () => {
  it('has a business licence without end and a food licence with one, under a valid credit code of 江北区', async () => {
    expect(parseCreditCode(getOrganisation('muguang').code)).toMatchObject({ ok: true, value: { standing: 'valid', region: '990102' } })
    expect((await listOf('muguang')).map(({ cert_name, valid_to, items }) => [cert_name, valid_to, items])).toEqual([
      ['营业执照', '长期', expect.objectContaining({ ent_name: '临江沐光餐饮有限公司', legal_rep: '赵敏华', reg_capital: 50 })],
      ['食品经营许可证', '2029-05-31', expect.objectContaining({ operator: '临江沐光餐饮有限公司', lic_no: expect.stringMatching(/^JY\d{14}$/) })],
    ])
  })
  it('says 列入经营异常名录', async () => {
    expect((await listOf('shunda')).find(({ cert_name }) => cert_name === '营业执照')).toMatchObject({ cert_state: '2', cert_state_text: '列入经营异常名录' })
  })
  it('represents nobody by a person without a firm', async () => {
    expect(await createMarketClient({ baseUrl: url(), ...DEMO.market }).listFirms(getPerson('wangXiaomei').document)).toEqual([])
  })
  it('takes forms only', async () => {
    expect(await ask(`${url()}/gs/v1/licences`, { json: { app_key: DEMO.market.key, uscc: 'x' } })).toMatchObject({
      status: 400,
      body: { success: false, error_code: 'E1002' },
    })
  })
})
