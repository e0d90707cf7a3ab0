import { randomBytes } from 'node:crypto'
import { libraryContract, type LibraryClient, type SeenLicence } from '../library/contract'
import { rowOf, rowsOf, type Row } from '../library/rows'
import { ask, type Answer } from '../system'
import { signRequest } from './signature'

export interface DisabledTarget {
  baseUrl: string
  client: string
  key: string
  now: () => Date
  holder: { documentType: string; number: string }
}

interface Envelope {
  timestamp?: string
  nonce?: string
  key?: string
  /** What is sent instead of what was signed. */
  sentInstead?: string
}

const see = (row: Row): SeenLicence => ({
  identifier: String(row.identifier),
  typeCode: String(row.typeCode),
  state: String(row.state),
  changedAt: new Date(Number(row.changed) * 1000),
  row,
})

/** Signs and sends one request to the library of 残联. */
export function createSignedPost({ baseUrl, client, key, now }: Omit<DisabledTarget, 'holder'>) {
  return (path: string, json: unknown, over: Envelope = {}): Promise<Answer> => {
    const body = JSON.stringify(json)
    const timestamp = over.timestamp ?? String(Math.floor(now().getTime() / 1000))
    const nonce = over.nonce ?? randomBytes(16).toString('hex')
    const signature = signRequest({ key: over.key ?? key, timestamp, nonce, path, body })
    const headers = { 'x-client': client, 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature }
    return ask(`${baseUrl}${path}`, { headers, raw: over.sentInstead ?? body })
  }
}

/** The library of 残联 asked in its protocol: signed requests, `since`, a mark to go on from. */
export function createDisabledClient(target: Omit<DisabledTarget, 'holder'>): LibraryClient {
  const post = createSignedPost(target)
  return {
    listPages: async ({ documentType, number, changedFrom }) => {
      const pages: SeenLicence[][] = []
      let after: unknown
      for (;;) {
        const json = { holderIdKind: documentType, holderIdNo: number, after, ...(changedFrom && { since: changedFrom.getTime() / 1000 }) }
        const { status, body } = await post('/dpf/certificates/query', json)
        expect([status, body.ret]).toEqual([200, 0])
        pages.push(rowsOf(body.data).map(see))
        if (body.more !== true) return pages
        after = body.after
      }
    },
    findState: async (identifier) => {
      const { status, body } = await post('/dpf/certificates/state', { identifier })
      return status === 404 ? null : { state: String(rowOf(body.data).state), changedAt: new Date(Number(rowOf(body.data).changed) * 1000) }
    },
    isStrangerRefused: async () => (await post('/dpf/certificates/state', { identifier: 'x' }, { key: 'wrong' })).status === 401,
  }
}

export function disabledContract(target: () => DisabledTarget): void {
  libraryContract(() => ({ client: createDisabledClient(target()), holder: target().holder }))

  it.each([
    ['a stale timestamp', { timestamp: '1700000000' }, 40102],
    ['a nonce that is too short', { nonce: 'short' }, 40101],
    ['a body that is not the signed one', { sentInstead: '{"identifier":"y"}' }, 40101],
  ])('refuses %s', async (_, over, ret) => {
    expect(await createSignedPost(target())('/dpf/certificates/state', { identifier: 'x' }, over)).toMatchObject({ status: 401, body: { ret } })
  })
  it('refuses a nonce the second time', async () => {
    const post = createSignedPost(target())
    const nonce = randomBytes(16).toString('hex')
    expect((await post('/dpf/certificates/state', { identifier: 'x' }, { nonce })).status).toBe(404)
    expect(await post('/dpf/certificates/state', { identifier: 'x' }, { nonce })).toMatchObject({ status: 401, body: { ret: 40103 } })
  })
}
