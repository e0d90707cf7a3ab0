import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, flatten, fromShanghai, readAnswer, toDay, toShanghaiDigits, type CollectedLicence, type LicenceLibrary } from './library'

const Member = z.looseObject({ gmsfhm: z.string() })
const Row = z.object({
  zzlxdm: z.string(),
  zzbh: z.string(),
  zzbs: z.string(),
  zzbfjg: z.string(),
  zzbfrq: z.string(),
  zzyxqqsrq: z.nullish(z.string()),
  zzyxqjzrq: z.nullish(z.string()),
  zzbgsj: z.string(),
  zzbgyy: z.nullish(z.string()),
  zzzt: z.string(),
  czztlb: z.array(z.object({ czzt: z.string(), czztdm: z.string(), czztdmlxdm: z.string() })),
  xxx: z.looseObject({ cylb: z.optional(z.array(Member)) }),
})
const Page = z.object({ dm: z.literal('200'), sj: z.object({ zs: z.number(), sjlb: z.array(Row) }) })
const State = z.object({ dm: z.enum(['200', '404']), sj: z.nullable(z.object({ zzzt: z.string(), zzbgsj: z.string() })) })

function toLicence(row: z.infer<typeof Row>): CollectedLicence {
  const { cylb, ...items } = row.xxx
  return {
    identifier: row.zzbs,
    typeCode: row.zzlxdm,
    number: row.zzbh,
    issuer: row.zzbfjg,
    issuedOn: toDay(row.zzbfrq),
    validFrom: toDay(row.zzyxqqsrq),
    validTo: toDay(row.zzyxqjzrq),
    state: row.zzzt,
    changedAt: fromShanghai('police', row.zzbgsj),
    changeReason: row.zzbgyy ?? '',
    holders: row.czztlb.map(({ czzt, czztdm, czztdmlxdm }) => ({ documentCode: czztdmlxdm, number: czztdm, name: czzt, role: 'holder' })),
    items: flatten(items),
    members: (cylb ?? []).map((member) => ({ documentCode: '111', number: member.gmsfhm, items: flatten(member) })),
  }
}
const PAGE_SIZE = 20

/** 公安: field names of GB/T 36903 as pinyin initials, pages by number, errors inside a 200. */
export function createPoliceLibrary({ outbound, appId, appKey }: { outbound: Outbound; appId: string; appKey: string }): LicenceLibrary {
  const headers = { 'content-type': 'application/json', 'x-app-id': appId, 'x-app-key': appKey }
  const ask = async (path: string, body: object, timeoutMs?: number) =>
    (await outbound.askJson({ method: 'POST', path, headers, body: JSON.stringify(body), timeoutMs })).body
  return {
    code: 'police',
    listByHolder: async ({ documentCode, number, changedSince, timeoutMs }) => {
      const found: CollectedLicence[] = []
      const asked = { czztdmlxdm: documentCode, czztdm: number, ...(changedSince && { bgsjq: toShanghaiDigits(changedSince) }) }
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { sj } = readAnswer('police', Page, await ask('/zzk/v2/zzcx', { ...asked, ym: page, mys: PAGE_SIZE }, timeoutMs))
        found.push(...sj.sjlb.map(toLicence))
        if (found.length >= sj.zs || sj.sjlb.length === 0) return found
      }
      throw new OutboundFailure('police', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { sj } = readAnswer('police', State, await ask('/zzk/v2/ztcx', { zzbs: identifier }, timeoutMs))
      return sj && { state: sj.zzzt, changedAt: fromShanghai('police', sj.zzbgsj) }
    },
  }
}
