import { libraryContract, type LibraryClient, type SeenLicence } from '../library/contract'
import { rowOf, rowsOf, type Row } from '../library/rows'
import { ask, parseCompactChinaTime, toCompactChinaTime } from '../system'

export interface PoliceTarget {
  baseUrl: string
  appId: string
  key: string
  holder: { documentType: string; number: string }
}

const instant = (text: unknown): Date => parseCompactChinaTime(String(text)) ?? new Date(Number.NaN)
const see = (row: Row): SeenLicence => ({
  identifier: String(row.zzbs),
  typeCode: String(row.zzlxdm),
  state: String(row.zzzt),
  changedAt: instant(row.zzbgsj),
  row,
})

/** The police library 公安 asked in its protocol: page number and size, errors as 200 with `dm`. */
export function createPoliceClient({ baseUrl, appId, key }: Omit<PoliceTarget, 'holder'>): LibraryClient {
  const post = async (path: string, json: unknown, with_ = key) =>
    (await ask(`${baseUrl}${path}`, { headers: { 'x-app-id': appId, 'x-app-key': with_ }, json })).body
  return {
    listPages: async ({ documentType, number, changedFrom }) => {
      const pages: SeenLicence[][] = []
      for (let seen = 0; ;) {
        const query = {
          czztdmlxdm: documentType,
          czztdm: number,
          ym: pages.length + 1,
          mys: 20,
          ...(changedFrom && { bgsjq: toCompactChinaTime(changedFrom) }),
        }
        const { dm, sj } = await post('/zzk/v2/zzcx', query)
        expect(dm).toBe('200')
        const page = rowsOf(rowOf(sj).sjlb).map(see)
        pages.push(page)
        seen += page.length
        if (page.length === 0 || seen >= Number(rowOf(sj).zs)) return pages
      }
    },
    findState: async (identifier) => {
      const { dm, sj } = await post('/zzk/v2/ztcx', { zzbs: identifier })
      return dm === '404' ? null : { state: String(rowOf(sj).zzzt), changedAt: instant(rowOf(sj).zzbgsj) }
    },
    isStrangerRefused: async () => (await post('/zzk/v2/ztcx', { zzbs: 'x' }, 'wrong')).dm === '401',
  }
}

export function policeContract(target: () => PoliceTarget): void {
  libraryContract(() => ({ client: createPoliceClient(target()), holder: target().holder }))
}
