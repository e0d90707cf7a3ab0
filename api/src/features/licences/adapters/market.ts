import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, flatten, fromShanghai, readAnswer, toDay, toShanghai, type CollectedLicence, type DocumentKey, type LicenceLibrary } from './library'

const Entity = z.object({ uscc: z.string(), legal_rep_name: z.string() })
const Cert = z.object({
  cert_type_code: z.string(),
  cert_no: z.string(),
  cert_code: z.string(),
  uscc: z.string(),
  ent_name: z.string(),
  reg_org: z.string(),
  issue_date: z.nullish(z.string()),
  valid_from: z.nullish(z.string()),
  valid_to: z.nullish(z.string()),
  cert_state: z.union([z.string(), z.number()]),
  update_time: z.string(),
  update_reason: z.nullish(z.string()),
  items: z.looseObject({}),
})
const page = <R extends z.ZodMiniType>(row: R) => z.object({ success: z.literal(true), total: z.number(), rows: z.array(row) })
const State = z.union([
  z.object({ success: z.literal(true), row: z.object({ cert_state: z.union([z.string(), z.number()]), update_time: z.string() }) }),
  z.object({ success: z.literal(false), error_code: z.literal('E1404') }),
])

const toLicence = (cert: z.infer<typeof Cert>, representative: (DocumentKey & { name: string }) | null): CollectedLicence => ({
  identifier: cert.cert_code,
  typeCode: cert.cert_type_code,
  number: cert.cert_no,
  issuer: cert.reg_org,
  issuedOn: toDay(cert.issue_date),
  validFrom: toDay(cert.valid_from),
  validTo: toDay(cert.valid_to),
  state: String(cert.cert_state),
  changedAt: fromShanghai('market', cert.update_time),
  changeReason: cert.update_reason ?? '',
  holders: [
    { documentCode: '001', number: cert.uscc, name: cert.ent_name, role: 'holder' },
    ...(representative ? [{ ...representative, role: 'legalRepresentative' }] : []),
  ],
  items: flatten(cert.items),
  members: [],
})
const LIMIT = 20

/** 市场监管: form-encoded calls, offset and limit; licences are kept under the firm's credit code, firms under their representative. */
export function createMarketLibrary({ outbound, appKey }: { outbound: Outbound; appKey: string }): LicenceLibrary {
  const ask = async (path: string, fields: Record<string, string>, timeoutMs?: number) =>
    (
      await outbound.askJson({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ app_key: appKey, ...fields }).toString(),
        timeoutMs,
      })
    ).body

  async function all<R extends z.ZodMiniType>({
    path,
    row,
    fields,
    timeoutMs,
  }: {
    path: string
    row: R
    fields: Record<string, string>
    timeoutMs?: number
  }): Promise<z.output<R>[]> {
    const found: z.output<R>[] = []
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const answer = readAnswer('market', page(row), await ask(path, { ...fields, offset: String(found.length), limit: String(LIMIT) }, timeoutMs))
      found.push(...(answer.rows as z.output<R>[]))
      if (found.length >= answer.total || answer.rows.length === 0) return found
    }
    throw new OutboundFailure('market', 'garbage')
  }

  async function licencesOf(query: { uscc: string; changedSince?: Date; timeoutMs?: number }, representative: (DocumentKey & { name: string }) | null) {
    const fields = { uscc: query.uscc, ...(query.changedSince && { update_time_from: toShanghai(query.changedSince) }) }
    const rows = await all({ path: '/gs/v1/licences', row: Cert, fields, timeoutMs: query.timeoutMs })
    return rows.map((cert) => toLicence(cert, representative))
  }

  return {
    code: 'market',
    listByHolder: async ({ documentCode, number, changedSince, timeoutMs }) => {
      if (documentCode === '001') return licencesOf({ uscc: number, changedSince, timeoutMs }, null)
      const firms = await all({ path: '/gs/v1/entities', row: Entity, fields: { legal_rep_cert_type: documentCode, legal_rep_cert_no: number }, timeoutMs })
      const found: CollectedLicence[] = []
      for (const { uscc, legal_rep_name: name } of firms) found.push(...(await licencesOf({ uscc, changedSince, timeoutMs }, { documentCode, number, name })))
      return found
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = readAnswer('market', State, await ask('/gs/v1/licences/state', { cert_code: identifier }, timeoutMs))
      return answer.success ? { state: String(answer.row.cert_state), changedAt: fromShanghai('market', answer.row.update_time) } : null
    },
  }
}
