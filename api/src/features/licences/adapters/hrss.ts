import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, flatten, readAnswer, toDay, validInstant, type CollectedLicence, type LicenceLibrary } from './library'

const Item = z.looseObject({
  licenceTypeCode: z.string(),
  licenceNo: z.string(),
  licenceId: z.string(),
  issuer: z.object({ name: z.string() }),
  issuedOn: z.nullish(z.string()),
  validFrom: z.nullish(z.string()),
  validUntil: z.nullish(z.string()),
  status: z.string(),
  changedAt: z.string(),
  changeReason: z.nullish(z.string()),
  holders: z.array(z.object({ name: z.string(), idType: z.string(), idNumber: z.string() })),
})
const Page = z.object({ items: z.array(Item), nextCursor: z.nullable(z.string()) })
const State = z.object({ status: z.string(), changedAt: z.string() })

const toLicence = (item: z.infer<typeof Item>): CollectedLicence => ({
  identifier: item.licenceId,
  typeCode: item.licenceTypeCode,
  number: item.licenceNo,
  issuer: item.issuer.name,
  issuedOn: toDay(item.issuedOn),
  validFrom: toDay(item.validFrom),
  validTo: toDay(item.validUntil),
  state: item.status,
  changedAt: validInstant('hrss', new Date(item.changedAt)),
  changeReason: item.changeReason ?? '',
  holders: item.holders.map(({ name, idType, idNumber }) => ({ documentCode: idType, number: idNumber, name, role: 'holder' })),
  items: { ...flatten(item), 'holder.name': item.holders[0]?.name ?? '' },
  members: [],
})
const PAGE_SIZE = 20

/** 人社: REST with cursors and HTTP status codes. */
export function createHrssLibrary({ outbound, key }: { outbound: Outbound; key: string }): LicenceLibrary {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const ask = (path: string, body: object, timeoutMs?: number) => outbound.askJson({ method: 'POST', path, headers, body: JSON.stringify(body), timeoutMs })
  return {
    code: 'hrss',
    listByHolder: async ({ documentCode, number, changedSince, timeoutMs }) => {
      const found: CollectedLicence[] = []
      const asked = {
        holder: { idType: documentCode, idNumber: number },
        pageSize: PAGE_SIZE,
        ...(changedSince && { changedSince: changedSince.toISOString() }),
      }
      let cursor: string | null = null
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { status, body } = await ask('/api/licences/search', cursor === null ? asked : { ...asked, cursor }, timeoutMs)
        if (status !== 200) throw new OutboundFailure('hrss', 'status', status)
        const answer: z.infer<typeof Page> = readAnswer('hrss', Page, body)
        found.push(...answer.items.map(toLicence))
        if (answer.nextCursor === null) return found
        cursor = answer.nextCursor
      }
      throw new OutboundFailure('hrss', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await ask('/api/licences/status', { licenceId: identifier }, timeoutMs)
      if (status === 404) return null
      if (status !== 200) throw new OutboundFailure('hrss', 'status', status)
      const answer = readAnswer('hrss', State, body)
      return { state: answer.status, changedAt: validInstant('hrss', new Date(answer.changedAt)) }
    },
  }
}
