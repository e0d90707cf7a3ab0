import { useMocks } from '../../test/mocks'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { postContract, type PostTarget } from './contract'
import { signPostRequest } from './signature'

const mocks = useMocks()
const url = () => mocks().urls.post
const real = readContractTarget<PostTarget>('post')

describe('the contract with the post', () => {
  postContract(() => real ?? { baseUrl: url(), ...DEMO.post })
})

describe("the post's stand-in", () => {
  beforeEach(() => ask(`${url()}/_control/reset`, { method: 'POST' }))
  const party = { name: '李建国', phone: '19900000003', address: '滨江路 18 号' }
  const signed = (method: 'GET' | 'POST', path: string, raw = '') => {
    const time = String(Math.floor(mocks().clock.now().getTime() / 1000))
    const sign = signPostRequest({ key: DEMO.post.key, time, method, path, body: raw })
    const headers = { 'content-type': 'application/json', 'x-post-client': DEMO.post.client, 'x-post-time': time, 'x-post-sign': sign }
    return ask(`${url()}${path}`, { method, headers, ...(raw && { raw }) })
  }
  const order = () => signed('POST', '/v1/orders', JSON.stringify({ orderNo: 'BJ-1', sender: party, receiver: party, goods: '证' }))
  const stateOf = async (waybill: string) => (await signed('GET', `/v1/waybills/${waybill}`)).body.state

  it('is on its way after a day and signed for after two, unless something else was ordered', async () => {
    const waybill = String((await order()).body.waybillNo)
    mocks().clock.advance(25 * 3_600_000)
    expect(await stateOf(waybill)).toBe('inTransit')
    mocks().clock.advance(24 * 3_600_000)
    expect(await stateOf(waybill)).toBe('signed')
    await ask(`${url()}/_control/waybills/${waybill}`, { json: { state: 'returned' } })
    expect(await stateOf(waybill)).toBe('returned')
  })
  it('refuses as often as it was told to', async () => {
    await ask(`${url()}/_control/next-refusals`, { json: { code: 'ADDRESS_UNREACHABLE' } })
    expect(await order()).toMatchObject({ status: 422, body: { code: 'ADDRESS_UNREACHABLE' } })
    expect((await order()).status).toBe(201)
  })
})
