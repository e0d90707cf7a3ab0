import { libraryContract, type LibraryClient, type SeenLicence } from '../library/contract'
import { rowsOf, type Row } from '../library/rows'
import { ask } from '../system'

export interface HrssTarget {
  baseUrl: string
  key: string
  holder: { documentType: string; number: string }
}

const see = (row: Row): SeenLicence => ({
  identifier: String(row.licenceId),
  typeCode: String(row.licenceTypeCode),
  state: String(row.status),
  changedAt: new Date(String(row.changedAt)),
  row,
})

/** The library of 人社 asked in its protocol: bearer key, cursors, HTTP status codes. */
export function createHrssClient({ baseUrl, key }: Omit<HrssTarget, 'holder'>): LibraryClient {
  const post = (path: string, json: unknown, with_ = key) => ask(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${with_}` }, json })
  return {
    listPages: async ({ documentType, number, changedFrom }) => {
      const pages: SeenLicence[][] = []
      let cursor: unknown = null
      do {
        const json = {
          holder: { idType: documentType, idNumber: number },
          cursor,
          pageSize: 20,
          ...(changedFrom && { changedSince: changedFrom.toISOString() }),
        }
        const { status, body } = await post('/api/licences/search', json)
        expect(status).toBe(200)
        pages.push(rowsOf(body.items).map(see))
        cursor = body.nextCursor
      } while (cursor !== null)
      return pages
    },
    findState: async (identifier) => {
      const { status, body } = await post('/api/licences/status', { licenceId: identifier })
      return status === 404 ? null : { state: String(body.status), changedAt: new Date(String(body.changedAt)) }
    },
    isStrangerRefused: async () => (await post('/api/licences/status', { licenceId: 'x' }, 'wrong')).status === 401,
  }
}

export function hrssContract(target: () => HrssTarget): void {
  libraryContract(() => ({ client: createHrssClient(target()), holder: target().holder }))
}
