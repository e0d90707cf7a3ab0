import { randomUUID } from 'node:crypto'
import { libraryContract, type LibraryClient, type SeenLicence } from '../library/contract'
import { rowOf, rowsOf, type Row } from '../library/rows'
import { ask, toChinaTime } from '../system'

export interface HealthTarget {
  baseUrl: string
  appCode: string
  token: string
  now: () => Date
  holder: { documentType: string; number: string }
}

const see = (row: Row): SeenLicence => ({
  identifier: String(row.certId),
  typeCode: String(row.certTypeCode),
  state: String(rowOf(row.state).code),
  changedAt: new Date(Number(row.updateTime)),
  row,
})

/** The gateway of 卫健 asked in its protocol: an envelope of head and body, page tokens. */
export function createHealthClient({ baseUrl, appCode, token, now }: Omit<HealthTarget, 'holder'>): LibraryClient {
  async function call(service: string, body: unknown, with_ = token) {
    const messageId = randomUUID()
    const head = { service, version: '1.0', appCode, token: with_, messageId, timestamp: toChinaTime(now()) }
    const answer = await ask(`${baseUrl}/hip/gateway`, { json: { head, body } })
    expect(answer.status).toBe(200)
    expect(rowOf(answer.body.head).messageId).toBe(messageId)
    return { code: rowOf(answer.body.head).code, body: rowOf(answer.body.body) }
  }
  return {
    listPages: async ({ documentType, number, changedFrom }) => {
      const pages: SeenLicence[][] = []
      let pageToken: unknown = ''
      do {
        const { code, body } = await call('birth.query', {
          idType: documentType,
          idNo: number,
          pageToken,
          ...(changedFrom && { updatedAfter: changedFrom.getTime() }),
        })
        expect(code).toBe('0000')
        pages.push(rowsOf(body.list).map(see))
        pageToken = body.nextPageToken
      } while (pageToken !== '')
      return pages
    },
    findState: async (identifier) => {
      const { code, body } = await call('birth.state', { certId: identifier })
      return code === '2404' ? null : { state: String(rowOf(body.state).code), changedAt: new Date(Number(body.updateTime)) }
    },
    isStrangerRefused: async () => (await call('birth.state', { certId: 'x' }, 'wrong')).code === '1001',
  }
}

export function healthContract(target: () => HealthTarget): void {
  libraryContract(() => ({ client: createHealthClient(target()), holder: target().holder }))
}
