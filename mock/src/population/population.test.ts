import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { populationContract, type PopulationTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.population
const claimOf = (id: string) => {
  const { name, document } = getPerson(id)
  return { name, ...document }
}
const check = async (id: string) => (await ask(`${url()}/persons/check`, { headers: { 'x-register-key': DEMO.population.key }, json: claimOf(id) })).body.result
const real = readContractTarget<PopulationTarget>('population')

describe('the contract with the population register', () => {
  populationContract(() => real ?? { baseUrl: url(), key: DEMO.population.key, known: claimOf('wangXiaomei') })
})

describe("the population register's stand-in", () => {
  it.each([
    ['a name with middle dots', 'aili', 'match'],
    ['a name with a rare character', 'chenHong', 'match'],
    ['a residence permit of Hong Kong and Macau', 'heJiahui', 'match'],
    ['a residence permit of Taiwan', 'linYating', 'match'],
    ['a permanent residence card', 'anna', 'match'],
    ['a passport, which only a window can check', 'novakPetr', 'unknown'],
    ['somebody who has died', 'qianDefu', 'deceased'],
  ])('answers for %s', async (_, id, result) => {
    expect(await check(id)).toBe(result)
  })
  it('records a death and takes it back at reset', async () => {
    await ask(`${url()}/_control/persons/liJianguo`, { json: { deceased: true } })
    expect(await check('liJianguo')).toBe('deceased')
    await ask(`${url()}/_control/reset`, { method: 'POST' })
    expect(await check('liJianguo')).toBe('match')
  })
  it('lists the demo people with their phones and licences', async () => {
    const { people } = (await ask(`${url()}/_control/people`)).body as { people: { id: string; phone: string | null; licences: { type: string }[] }[] }
    const mei = people.find(({ id }) => id === 'wangXiaomei')
    expect(mei).toMatchObject({ phone: '19900000001' })
    expect(mei?.licences.map(({ type }) => type).sort()).toEqual([
      'birthCertificate',
      'drivingLicence',
      'householdRegister',
      'residentIdCard',
      'socialSecurityCard',
    ])
  })
})
