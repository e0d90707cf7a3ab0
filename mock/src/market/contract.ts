import { libraryContract, type LibraryClient, type SeenLicence } from '../library/contract'
import { rowOf, rowsOf, type Row } from '../library/rows'
import { ask, parseChinaTime, toChinaTime } from '../system'

export interface MarketTarget {
  baseUrl: string
  key: string
  /** A firm: 001 and its credit code. */
  holder: { documentType: string; number: string }
  /** The person who represents that firm. */
  representative: { documentType: string; number: string }
}

const instant = (text: unknown): Date => parseChinaTime(String(text)) ?? new Date(Number.NaN)
const see = (row: Row): SeenLicence => ({
  identifier: String(row.cert_code),
  typeCode: String(row.cert_type_code),
  state: String(row.cert_state),
  changedAt: instant(row.update_time),
  row,
})

/** The library of 市场监管 asked in its protocol: form encoded, offset and limit. */
export function createMarketClient({
  baseUrl,
  key,
}: Pick<MarketTarget, 'baseUrl' | 'key'>): LibraryClient & { listFirms: (person: { documentType: string; number: string }) => Promise<Row[]> } {
  const post = (path: string, form: Record<string, string>, with_ = key) => ask(`${baseUrl}${path}`, { form: { app_key: with_, ...form } })
  async function pagesOf(path: string, form: Record<string, string>): Promise<Row[][]> {
    const pages: Row[][] = []
    for (let offset = 0; ;) {
      const { body } = await post(path, { ...form, offset: String(offset), limit: '20' })
      expect(body.success).toBe(true)
      const rows = rowsOf(body.rows)
      pages.push(rows)
      offset += rows.length
      if (rows.length === 0 || offset >= Number(body.total)) return pages
    }
  }
  return {
    listFirms: async ({ documentType, number }) => (await pagesOf('/gs/v1/entities', { legal_rep_cert_type: documentType, legal_rep_cert_no: number })).flat(),
    listPages: async ({ number, changedFrom }) =>
      (await pagesOf('/gs/v1/licences', { uscc: number, ...(changedFrom && { update_time_from: toChinaTime(changedFrom) }) })).map((rows) => rows.map(see)),
    findState: async (identifier) => {
      const { body } = await post('/gs/v1/licences/state', { cert_code: identifier })
      return body.error_code === 'E1404' ? null : { state: String(rowOf(body.row).cert_state), changedAt: instant(rowOf(body.row).update_time) }
    },
    isStrangerRefused: async () => {
      const { status, body } = await post('/gs/v1/licences/state', { cert_code: 'x' }, 'wrong')
      return status === 403 && body.error_code === 'E1001'
    },
  }
}

export function marketContract(target: () => MarketTarget): void {
  libraryContract(() => ({ client: createMarketClient(target()), holder: target().holder }))

  it('tells which firms a person represents', async () => {
    const firms = await createMarketClient(target()).listFirms(target().representative)
    expect(firms.map(({ uscc }) => uscc)).toContain(target().holder.number)
  })
}
