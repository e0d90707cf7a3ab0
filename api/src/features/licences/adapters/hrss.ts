import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, placeState, present, toPhoto, type CollectedLicence, type LicenceLibrary } from './library'

const Item = z.object({
  licenceTypeCode: z.string(),
  licenceNo: z.string(),
  licenceId: z.string(),
  issuer: z.object({ name: z.string() }),
  issuedOn: z.nullable(z.string()),
  validFrom: z.nullable(z.string()),
  validUntil: z.nullable(z.string()),
  status: z.string(),
  changedAt: z.string(),
  holders: z.array(z.object({ name: z.string(), idNumber: z.string() })),
  details: z.object({ cardNumber: z.string(), socialSecurityNumber: z.string(), bankName: z.string() }),
  photo: z.nullish(z.object({ base64: z.string() })),
})
const Page = z.object({ items: z.array(Item), nextCursor: z.nullable(z.string()) })
const State = z.object({ status: z.string(), changedAt: z.string() })
const STATES = { NORMAL: 'valid', TEMP_LOST: 'tempLost', LOST: 'lost', CANCELLED: 'cancelled' }

const toLicence = (item: z.infer<typeof Item>): CollectedLicence => ({
  identifier: item.licenceId,
  typeCode: item.licenceTypeCode,
  number: item.licenceNo,
  issuer: item.issuer.name,
  issuedOn: item.issuedOn,
  validFrom: item.validFrom,
  validTo: item.validUntil,
  state: placeState(STATES, item.status),
  changedAt: new Date(item.changedAt),
  holders: item.holders.map(({ name, idNumber }) => ({ name, number: idNumber, role: 'holder' })),
  fields: present({
    name: item.holders[0]?.name,
    photo: toPhoto(item.photo?.base64),
    cardNumber: item.details.cardNumber,
    number: item.details.socialSecurityNumber,
    bank: item.details.bankName,
    issuer: item.issuer.name,
    validFrom: item.validFrom,
    validTo: item.validUntil,
  }),
})

/** 人社: camelCase, cursors, HTTP status codes. */
export function createHrssLibrary({ outbound, apiKey }: { outbound: Outbound; apiKey: string }): LicenceLibrary {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const ask = (path: string, body: unknown, timeoutMs?: number) => outbound.askJson({ method: 'POST', path, headers, body: JSON.stringify(body), timeoutMs })
  return {
    code: 'hrss',
    zh: '人社',
    en: 'Human resources',
    listByHolder: async ({ documentCode, number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      let cursor: string | null = null
      for (let page = 0; page < MOST_PAGES; page++) {
        const { body } = await ask('/api/licences/search', { holder: { idType: documentCode, idNumber: number }, cursor, pageSize: 20 }, timeoutMs)
        const answer = z.safeParse(Page, body)
        if (!answer.success) throw new OutboundFailure('hrss', 'garbage')
        found.push(...answer.data.items.map(toLicence))
        cursor = answer.data.nextCursor
        if (cursor === null) return found
      }
      throw new OutboundFailure('hrss', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await ask('/api/licences/status', { licenceId: identifier }, timeoutMs)
      if (status === 404) return null
      const answer = z.safeParse(State, body)
      if (!answer.success) throw new OutboundFailure('hrss', 'garbage')
      return { state: placeState(STATES, answer.data.status), changedAt: new Date(answer.data.changedAt) }
    },
  }
}
