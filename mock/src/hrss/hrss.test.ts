import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { createHrssClient, hrssContract, type HrssTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.hrss
const real = readContractTarget<HrssTarget>('hrss')
const client = () => createHrssClient({ baseUrl: url(), ...DEMO.hrss })

describe('the contract with the library of 人社', () => {
  hrssContract(() => real ?? { baseUrl: url(), ...DEMO.hrss, holder: getPerson('wangXiaomei').document })
})

describe("人社's stand-in", () => {
  it('ends with an empty page: a cursor does not promise more', async () => {
    expect((await client().listPages(getPerson('wangXiaomei').document)).map((page) => page.length)).toEqual([1, 0])
  })
  it.each([
    ['heJiahui', '111'],
    ['linYating', '111'],
    ['anna', '999'],
  ])('has a card of %s under a document of kind %s', async (id, documentType) => {
    const [card] = (await client().listPages(getPerson(id).document)).flat()
    expect(card?.row).toMatchObject({
      licenceName: '社会保障卡',
      holders: [{ idType: documentType }],
      photo: { mediaType: 'image/png', base64: expect.any(String) },
    })
  })
  it('says 临时挂失', async () => {
    const [card] = (await client().listPages(getPerson('zhouYa').document)).flat()
    expect(card?.row).toMatchObject({ status: 'TEMP_LOST', statusText: '临时挂失' })
  })
  it.each([
    [{ cursor: 'AAAA' }, 'invalid_cursor'],
    [{ changedSince: 'yesterday' }, 'invalid_request'],
    [{ pageSize: 0 }, 'invalid_request'],
    [{ holder: 'x' }, 'invalid_request'],
  ])('refuses %j', async (over, code) => {
    const json = { holder: { idType: '111', idNumber: 'x' }, ...over }
    expect(await ask(`${url()}/api/licences/search`, { headers: { authorization: `Bearer ${DEMO.hrss.key}` }, json })).toMatchObject({
      status: 400,
      body: { error: { code } },
    })
  })
})
