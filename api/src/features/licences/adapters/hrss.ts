import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, type CollectedLicence, type LicenceLibrary } from './library'

const Item = z.object({
  identifier: z.string(),
  typeCode: z.string(),
  certificateNo: z.string(),
  issuer: z.object({ name: z.string() }),
  holders: z.array(z.object({ name: z.string(), idNumber: z.string(), role: z.string() })),
  issuedOn: z.nullable(z.string()),
  validFrom: z.nullable(z.string()),
  validTo: z.nullable(z.string()),
  status: z.string(),
  updatedAt: z.string(),
  attributes: z.record(z.string(), z.string()),
})
const Page = z.object({ items: z.array(Item), nextCursor: z.nullable(z.string()) })
const State = z.object({ status: z.string(), updatedAt: z.string() })

const toLicence = (item: z.infer<typeof Item>): CollectedLicence => ({
  identifier: item.identifier,
  typeCode: item.typeCode,
  number: item.certificateNo,
  issuer: item.issuer.name,
  issuedOn: item.issuedOn,
  validFrom: item.validFrom,
  validTo: item.validTo,
  state: item.status,
  changedAt: new Date(item.updatedAt),
  holders: item.holders.map(({ name, idNumber, role }) => ({ name, number: idNumber, role })),
  fields: item.attributes,
})

/** 人社: REST with cursors. */
export function createHrssLibrary({ outbound, apiKey }: { outbound: Outbound; apiKey: string }): LicenceLibrary {
  const headers = { authorization: `ApiKey ${apiKey}` }
  return {
    code: 'hrss',
    zh: '人社',
    en: 'Human resources',
    listByHolder: async ({ number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      let cursor = ''
      for (let page = 0; page < MOST_PAGES; page++) {
        const path = `/licence-center/v2/holders/${encodeURIComponent(number)}/licences?cursor=${encodeURIComponent(cursor)}`
        const answer = z.safeParse(Page, (await outbound.askJson({ method: 'GET', path, headers, timeoutMs })).body)
        if (!answer.success) throw new OutboundFailure('hrss', 'garbage')
        found.push(...answer.data.items.map(toLicence))
        if (answer.data.nextCursor === null) return found
        cursor = answer.data.nextCursor
      }
      throw new OutboundFailure('hrss', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await outbound.askJson({ method: 'GET', path: `/licence-center/v2/licences/${encodeURIComponent(identifier)}/status`, headers, timeoutMs })
      if (status === 404) return null
      const answer = z.safeParse(State, body)
      if (!answer.success) throw new OutboundFailure('hrss', 'garbage')
      return { state: answer.data.status, changedAt: new Date(answer.data.updatedAt) }
    },
  }
}
