import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { createDisabledClient, disabledContract, type DisabledTarget } from './contract'

const mocks = useMocks()
const real = readContractTarget<Omit<DisabledTarget, 'now'>>('disabled')
const target = () => ({ baseUrl: mocks().urls.disabled, ...DEMO.disabled, now: mocks().clock.now })

describe('the contract with the library of 残联', () => {
  disabledContract(() => (real ? { ...real, now: () => new Date() } : { ...target(), holder: getPerson('liJianguo').document }))
})

describe("残联's stand-in", () => {
  it('tells category, grade and guardian, and carries the picture as a data URI', async () => {
    const [certificate] = (await createDisabledClient(target()).listPages(getPerson('liJianguo').document)).flat()
    expect(certificate?.row).toMatchObject({
      cardNo: `${getPerson('liJianguo').document.number}43`,
      category: '4',
      categoryText: '肢体残疾',
      grade: '3',
      gradeText: '三级',
      guardian: { name: '李志远' },
      photo: expect.stringMatching(/^data:image\/png;base64,/),
    })
  })
  it('goes by the time of the city, not of the machine', async () => {
    mocks().clock.advance(86_400_000)
    expect((await createDisabledClient(target()).listPages(getPerson('liJianguo').document)).flat()).toHaveLength(1)
  })
})
