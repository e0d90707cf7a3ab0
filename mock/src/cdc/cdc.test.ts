import { createPublicKey, verify } from 'node:crypto'
import { useMocks } from '../../test/mocks'
import { ask } from '../system'

const mocks = useMocks()
const order = { authority: 'cdc', documentNumber: '临疾控发〔2026〕21号', content: { kind: 'riskArea' }, subjects: [] }

describe('the stand-in of disease control', () => {
  it('signs what is ordered under the key it tells of', async () => {
    const url = mocks().urls.cdc
    const answer = await ask(`${url}/authorities`)
    const authorities = answer.body as unknown as { code: string; keys: { kid: string; publicKey: string }[] }[]
    const { notice } = (await ask(`${url}/_control/notices`, { json: order })).body as { notice: string }
    const [head = '', payload = '', signature = ''] = notice.split('.')
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'ES256', kid: 'cdc-1', typ: 'hn+jws' })
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: 'cdc', documentNumber: order.documentNumber })
    const key = createPublicKey(authorities.find(({ code }) => code === 'cdc')!.keys[0]!.publicKey)
    const proves = verify('sha256', Buffer.from(`${head}.${payload}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
    expect(proves).toBe(true)
  })
  it.each([
    [{ authority: 'nobody' }, 'authority'],
    [{ subjects: 'all' }, 'subjects'],
  ])('refuses an order with %j', async (over, field) => {
    const { status, body } = await ask(`${mocks().urls.cdc}/_control/notices`, { json: { ...order, ...over } })
    expect([status, body.field]).toEqual([400, field])
  })
})
