import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, type CollectedLicence, type LicenceLibrary } from './library'

const Cert = z.object({
  cert_id: z.string(),
  cert_type: z.string(),
  cert_no: z.string(),
  org_name: z.string(),
  issue_date: z.nullable(z.string()),
  valid_begin: z.nullable(z.string()),
  valid_end: z.nullable(z.string()),
  cert_state: z.string(),
  update_time: z.string(),
  owner: z.array(z.object({ name: z.string(), code: z.string(), role: z.string() })),
  content: z.record(z.string(), z.string()),
})
const Page = z.object({ success: z.literal(true), total: z.number(), list: z.array(Cert) })
const State = z.object({ success: z.boolean(), cert_state: z.optional(z.string()), update_time: z.optional(z.string()), message: z.optional(z.string()) })

const toLicence = (cert: z.infer<typeof Cert>): CollectedLicence => ({
  identifier: cert.cert_id,
  typeCode: cert.cert_type,
  number: cert.cert_no,
  issuer: cert.org_name,
  issuedOn: cert.issue_date,
  validFrom: cert.valid_begin,
  validTo: cert.valid_end,
  state: cert.cert_state,
  changedAt: new Date(cert.update_time),
  holders: cert.owner.map(({ name, code, role }) => ({ name, number: code, role })),
  fields: cert.content,
})
const LIMIT = 20

/** 市场监管: form-encoded calls, offset and limit. */
export function createMarketLibrary({ outbound, appId, secret }: { outbound: Outbound; appId: string; secret: string }): LicenceLibrary {
  const ask = async (path: string, fields: Record<string, string>, timeoutMs?: number) =>
    (await outbound.askJson({ method: 'POST', path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ appid: appId, secret, ...fields }).toString(), timeoutMs })).body
  return {
    code: 'market',
    zh: '市场监管',
    en: 'Market regulation',
    listByHolder: async ({ number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = z.safeParse(Page, await ask('/api/licence/list', { holder: number, offset: String(found.length), limit: String(LIMIT) }, timeoutMs))
        if (!answer.success) throw new OutboundFailure('market', 'garbage')
        found.push(...answer.data.list.map(toLicence))
        if (found.length >= answer.data.total || answer.data.list.length === 0) return found
      }
      throw new OutboundFailure('market', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('/api/licence/state', { cert_id: identifier }, timeoutMs))
      if (!answer.success) throw new OutboundFailure('market', 'garbage')
      const { success, cert_state: state, update_time: at, message } = answer.data
      if (success && state && at) return { state, changedAt: new Date(at) }
      if (message === 'not found') return null
      throw new OutboundFailure('market', 'garbage')
    },
  }
}
