import { randomUUID } from 'node:crypto'
import { ask } from '../system'
import { signPostRequest } from './signature'

export interface PostTarget {
  baseUrl: string
  client: string
  key: string
}

/** The post 邮政寄递 as we rely on it. */
export function postContract(target: () => PostTarget): void {
  const call = (path: string, json?: object, { key = target().key, skew = 0 } = {}) => {
    const raw = json === undefined ? '' : JSON.stringify(json)
    const time = String(Math.floor(Date.now() / 1000) + skew)
    const method = json === undefined ? 'GET' : 'POST'
    const headers = {
      'content-type': 'application/json',
      'x-post-client': target().client,
      'x-post-time': time,
      'x-post-sign': signPostRequest({ key, time, method, path, body: raw }),
    }
    return ask(`${target().baseUrl}${path}`, { method, headers, ...(raw && { raw }) })
  }
  const party = { name: '李建国', phone: '19900000003', address: '临江市江北区滨江路 18 号' }
  const order = (over: object = {}) => ({ orderNo: randomUUID(), sender: party, receiver: party, goods: '老年人优待证', ...over })

  it('takes a letter once for its order number, and tells where it is', async () => {
    const wanted = order()
    const taken = await call('/v1/orders', wanted)
    expect(taken).toMatchObject({ status: 201, body: { orderNo: wanted.orderNo, waybillNo: expect.stringMatching(/^[A-Z0-9]{8,32}$/) } })
    const again = await call('/v1/orders', wanted)
    expect(again).toMatchObject({ status: 200, body: { waybillNo: taken.body.waybillNo } })
    expect(await call(`/v1/waybills/${String(taken.body.waybillNo)}`)).toMatchObject({
      status: 200,
      body: { state: 'accepted', traces: [{ time: expect.any(String), place: expect.any(String), event: expect.any(String) }] },
    })
  })
  it('refuses a wrong signature, an old time, an unknown waybill and a letter to nobody', async () => {
    expect(await call('/v1/orders', order(), { key: 'wrong' })).toMatchObject({ status: 401, body: { code: 'SIGNATURE_REFUSED' } })
    expect(await call('/v1/orders', order(), { skew: -3_600 })).toMatchObject({ status: 401, body: { code: 'TIME_REFUSED' } })
    expect(await call('/v1/waybills/EP000000000LJ')).toMatchObject({ status: 404, body: { code: 'WAYBILL_UNKNOWN' } })
    expect(await call('/v1/orders', order({ receiver: { ...party, address: '' } }))).toMatchObject({ status: 400 })
  })
}
