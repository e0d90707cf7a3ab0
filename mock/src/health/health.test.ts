import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { createHealthClient, healthContract, type HealthTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.health
const real = readContractTarget<Omit<HealthTarget, 'now'>>('health')
const client = () => createHealthClient({ baseUrl: url(), ...DEMO.health, now: mocks().clock.now })
const listOf = async (query: { documentType: string; number: string }) => (await client().listPages(query)).flat().map(({ row }) => row)

describe('the contract with the gateway of 卫健', () => {
  healthContract(() =>
    real ? { ...real, now: () => new Date() } : { baseUrl: url(), ...DEMO.health, now: mocks().clock.now, holder: getPerson('wangXiaomei').document },
  )
})

describe("卫健's stand-in", () => {
  it.each(['wangXiaomei', 'zhangWeiqiang', 'wangAnan'])('finds the birth certificate by the number of %s, naming mother, father and child', async (id) => {
    expect(await listOf(getPerson(id).document)).toEqual([
      expect.objectContaining({
        child: expect.objectContaining({ name: '王安安', birthTime: '2020-03-05 08:42', idNo: getPerson('wangAnan').document.number }),
        mother: { name: '王小梅', idType: '111', idNo: getPerson('wangXiaomei').document.number },
        father: { name: '张伟强', idType: '111', idNo: getPerson('zhangWeiqiang').document.number },
        state: { code: '1', name: '有效' },
      }),
    ])
  })
  it('finds a newborn without a number by the number of the certificate', async () => {
    const [newborn] = await listOf({ documentType: '999', number: 'V990000002' })
    expect(newborn).toMatchObject({ child: { name: '周小满', idType: null, idNo: null }, father: null })
  })
  it.each([
    [{ version: '2.0' }, {}, '1002'],
    [{ service: 'birth.none' }, {}, '1003'],
    [{}, { pageToken: 'AAAA' }, '1002'],
  ])('refuses head %j with body %j: %s', async (head, body, code) => {
    const json = {
      head: { service: 'birth.query', version: '1.0', ...DEMO.health, messageId: '1', timestamp: '2026-11-24 10:00:00', ...head },
      body: { idType: '111', idNo: 'x', ...body },
    }
    expect((await ask(`${url()}/hip/gateway`, { json })).body).toMatchObject({ head: { code, messageId: '1' }, body: null })
  })
})
