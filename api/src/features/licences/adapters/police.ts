import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, placeState, type CollectedLicence, type LicenceLibrary } from './library'
import { toDay, toInstant } from './library-times'
import { policeFields } from './police-fields'

const Member = z.object({ xm: z.string(), yhzgx: z.string(), gmsfhm: z.string(), csrq: z.string(), xb: z.string() })
const Row = z.object({
  zzbs: z.string(),
  zzlxdm: z.string(),
  zzbh: z.string(),
  zzbfjg: z.string(),
  zzbfrq: z.string(),
  zzyxqqsrq: z.nullish(z.string()),
  zzyxqjzrq: z.nullish(z.string()),
  zzzt: z.string(),
  zzbgsj: z.string(),
  czztlb: z.array(z.object({ czzt: z.string(), czztdm: z.string(), czztgx: z.nullish(z.string()) })),
  xxx: z.looseObject({ cylb: z.optional(z.array(Member)) }),
})
const Page = z.object({ dm: z.literal('200'), sj: z.object({ zs: z.number(), sjlb: z.array(Row) }) })
const State = z.object({ dm: z.string(), sj: z.nullable(z.object({ zzzt: z.string(), zzbgsj: z.string() })) })
const STATES = { '01': 'valid', '02': 'withheld', '21': 'detained', '22': 'outOfUse', '03': 'withdrawn', '04': 'cancelled', '06': 'movedOut', '07': 'revokedAsPenalty', '31': 'lost' }

/** A household register has all members as holders; each sees his own page of it. */
function toLicence(row: z.infer<typeof Row>, number: string): CollectedLicence {
  const member = row.xxx.cylb?.find(({ gmsfhm }) => gmsfhm === number) ?? null
  return {
    identifier: row.zzbs,
    typeCode: row.zzlxdm,
    number: row.zzbh,
    issuer: row.zzbfjg,
    issuedOn: toDay(row.zzbfrq),
    validFrom: toDay(row.zzyxqqsrq),
    validTo: toDay(row.zzyxqjzrq),
    state: placeState(STATES, row.zzzt),
    changedAt: toInstant(row.zzbgsj),
    holders: row.czztlb.map(({ czzt, czztdm, czztgx }) => ({ name: czzt, number: czztdm, role: row.xxx.cylb ? `member:${row.xxx.cylb.find(({ gmsfhm }) => gmsfhm === czztdm)?.yhzgx ?? czztgx ?? ''}` : 'holder' })),
    fields: policeFields(row.zzlxdm, row.xxx, member),
  }
}
const SIZE = 20

/** 公安: field names of GB/T 36903 as pinyin initials, pages by number, errors as 200 with `dm`. */
export function createPoliceLibrary({ outbound, appKey }: { outbound: Outbound; appKey: string }): LicenceLibrary {
  const headers = { 'content-type': 'application/json', 'x-app-id': 'zsb', 'x-app-key': appKey }
  const ask = async (path: string, body: unknown, timeoutMs?: number) => (await outbound.askJson({ method: 'POST', path, headers, body: JSON.stringify(body), timeoutMs })).body
  return {
    code: 'police',
    zh: '公安',
    en: 'Police',
    listByHolder: async ({ documentCode, number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      for (let page = 1; page <= MOST_PAGES; page++) {
        const answer = z.safeParse(Page, await ask('/zzk/v2/zzcx', { czztdmlxdm: documentCode, czztdm: number, ym: page, mys: SIZE }, timeoutMs))
        if (!answer.success) throw new OutboundFailure('police', 'garbage')
        const { zs, sjlb } = answer.data.sj
        found.push(...sjlb.map((row) => toLicence(row, number)))
        if (found.length >= zs || sjlb.length === 0) return found
      }
      throw new OutboundFailure('police', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('/zzk/v2/ztcx', { zzbs: identifier }, timeoutMs))
      if (!answer.success || !['200', '404'].includes(answer.data.dm)) throw new OutboundFailure('police', 'garbage')
      const { sj } = answer.data
      return sj && { state: placeState(STATES, sj.zzzt), changedAt: toInstant(sj.zzbgsj) }
    },
  }
}
