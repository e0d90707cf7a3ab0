import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, type CollectedLicence, type LicenceLibrary } from './library'

const Licence = z.object({
  licenceId: z.string(),
  licenceType: z.string(),
  licenceNo: z.string(),
  orgName: z.string(),
  issueDate: z.nullable(z.string()),
  expiryDate: z.nullable(z.string()),
  state: z.string(),
  changeTime: z.string(),
  persons: z.array(z.object({ name: z.string(), idNumber: z.string(), role: z.string() })),
  data: z.record(z.string(), z.string()),
})
const Page = z.object({ head: z.object({ code: z.literal('0000') }), body: z.object({ licences: z.array(Licence), pageToken: z.string() }) })
const State = z.object({ head: z.object({ code: z.string() }), body: z.optional(z.object({ state: z.string(), changeTime: z.string() })) })

const toLicence = (licence: z.infer<typeof Licence>): CollectedLicence => ({
  identifier: licence.licenceId,
  typeCode: licence.licenceType,
  number: licence.licenceNo,
  issuer: licence.orgName,
  issuedOn: licence.issueDate,
  validFrom: licence.issueDate,
  validTo: licence.expiryDate,
  state: licence.state,
  changedAt: new Date(licence.changeTime),
  holders: licence.persons.map(({ name, idNumber, role }) => ({ name, number: idNumber, role })),
  fields: licence.data,
})

/** 卫健: one address, an envelope of head and body, page tokens. */
export function createHealthLibrary({ outbound, appId, token }: { outbound: Outbound; appId: string; token: string }): LicenceLibrary {
  const ask = async (service: string, body: Record<string, string>, timeoutMs?: number) =>
    (await outbound.askJson({ method: 'POST', path: '/gateway', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ head: { service, appId, token }, body }), timeoutMs })).body
  return {
    code: 'health',
    zh: '卫健',
    en: 'Health',
    listByHolder: async ({ number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      let pageToken = ''
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = z.safeParse(Page, await ask('licence.list', { idNumber: number, pageToken }, timeoutMs))
        if (!answer.success) throw new OutboundFailure('health', 'garbage')
        found.push(...answer.data.body.licences.map(toLicence))
        pageToken = answer.data.body.pageToken
        if (pageToken === '') return found
      }
      throw new OutboundFailure('health', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('licence.status', { licenceId: identifier }, timeoutMs))
      if (!answer.success || !['0000', '1404'].includes(answer.data.head.code)) throw new OutboundFailure('health', 'garbage')
      const { body } = answer.data
      return body ? { state: body.state, changedAt: new Date(body.changeTime) } : null
    },
  }
}
