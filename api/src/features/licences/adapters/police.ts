import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, type CollectedLicence, type LicenceLibrary } from './library'

const Row = z.object({
  zzbs: z.string(),
  zzlxdm: z.string(),
  zzbh: z.string(),
  zzbfjg: z.string(),
  zzbfrq: z.string(),
  zzyxqqsrq: z.string(),
  zzyxqjzrq: z.string(),
  zzzt: z.string(),
  zzbgsj: z.string(),
  czzt: z.array(z.object({ xm: z.string(), zjhm: z.string(), js: z.string() })),
  xx: z.record(z.string(), z.string()),
})
const Page = z.object({ code: z.literal('0'), data: z.object({ total: z.number(), rows: z.array(Row) }) })
const State = z.object({ code: z.string(), data: z.optional(z.object({ zzzt: z.string(), zzbgsj: z.string() })) })

const toDay = (text: string) => (/^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null)
const toLicence = (row: z.infer<typeof Row>): CollectedLicence => ({
  identifier: row.zzbs,
  typeCode: row.zzlxdm,
  number: row.zzbh,
  issuer: row.zzbfjg,
  issuedOn: toDay(row.zzbfrq),
  validFrom: toDay(row.zzyxqqsrq),
  validTo: toDay(row.zzyxqjzrq),
  state: row.zzzt,
  changedAt: new Date(row.zzbgsj),
  holders: row.czzt.map(({ xm, zjhm, js }) => ({ name: xm, number: zjhm, role: js })),
  fields: row.xx,
})
const PAGE_SIZE = 10

/** 公安: field names of GB/T 36903 as pinyin initials, pages by number. */
export function createPoliceLibrary({ outbound, token }: { outbound: Outbound; token: string }): LicenceLibrary {
  const ask = async (path: string, body: unknown, timeoutMs?: number) =>
    (await outbound.askJson({ method: 'POST', path, headers: { 'content-type': 'application/json', 'x-token': token }, body: JSON.stringify(body), timeoutMs })).body
  return {
    code: 'police',
    zh: '公安',
    en: 'Police',
    listByHolder: async ({ number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = z.safeParse(Page, await ask('/zzk/query', { zjhm: number, page, size: PAGE_SIZE }, timeoutMs))
        if (!answer.success) throw new OutboundFailure('police', 'garbage')
        found.push(...answer.data.data.rows.map(toLicence))
        if (found.length >= answer.data.data.total || answer.data.data.rows.length === 0) return found
      }
      throw new OutboundFailure('police', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('/zzk/status', { zzbs: identifier }, timeoutMs))
      if (!answer.success || (answer.data.code !== '0' && answer.data.code !== '4404')) throw new OutboundFailure('police', 'garbage')
      const { data } = answer.data
      return data ? { state: data.zzzt, changedAt: new Date(data.zzbgsj) } : null
    },
  }
}
