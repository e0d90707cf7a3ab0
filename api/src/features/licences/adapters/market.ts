import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, placeState, present, type CollectedLicence, type LicenceLibrary } from './library'
import { toDay, toInstant } from './library-times'

const Entity = z.object({ uscc: z.string(), ent_name: z.string(), legal_rep_name: z.string() })
const value = z.union([z.string(), z.number()])
const Cert = z.object({
  cert_type_code: z.string(),
  cert_no: z.string(),
  cert_code: z.string(),
  uscc: z.string(),
  ent_name: z.string(),
  reg_org: z.string(),
  issue_date: z.nullable(z.string()),
  valid_from: z.nullable(z.string()),
  valid_to: z.nullable(z.string()),
  cert_state: z.union([z.string(), z.number()]),
  update_time: z.string(),
  items: z.record(z.string(), value),
})
const pageOf = <S extends z.ZodMiniType>(row: S) => z.object({ success: z.literal(true), total: z.number(), rows: z.array(row) })
const EntityPage = pageOf(Entity)
const CertPage = pageOf(Cert)
const State = z.object({ success: z.boolean(), row: z.optional(z.object({ cert_state: z.union([z.string(), z.number()]), update_time: z.string() })), error_code: z.optional(z.string()) })
const STATES = { '1': 'valid', '2': 'abnormal', '3': 'revokedAsPenalty', '4': 'withdrawn', '5': 'cancelled' }
type Representative = { name: string; number: string }

function fieldsOf({ cert_type_code: typeCode, items }: z.infer<typeof Cert>): Record<string, string> {
  const date = (name: string) => toDay(items[name] === undefined ? null : String(items[name]))
  if (typeCode.endsWith('002')) {
    return present({ name: items.operator, number: items.lic_no, creditCode: items.uscc, legalRepresentative: items.legal_rep, premises: items.premises, businessKind: items.biz_form, items: items.biz_items, issuer: items.issue_org, validFrom: date('issue_date'), validTo: date('valid_to') })
  }
  return present({ name: items.ent_name, number: items.uscc, kind: items.ent_type, legalRepresentative: items.legal_rep, capital: items.reg_capital, foundedOn: date('est_date'), address: items.dom, scope: items.op_scope, issuer: items.reg_org, issuedOn: date('approve_date') })
}

const toLicence = (cert: z.infer<typeof Cert>, representative: Representative): CollectedLicence => ({
  identifier: cert.cert_code,
  typeCode: cert.cert_type_code,
  number: cert.cert_no,
  issuer: cert.reg_org,
  issuedOn: toDay(cert.issue_date),
  validFrom: toDay(cert.valid_from),
  validTo: toDay(cert.valid_to),
  state: placeState(STATES, String(cert.cert_state)),
  changedAt: toInstant(cert.update_time),
  holders: [{ name: cert.ent_name, number: cert.uscc, role: 'holder' }, { ...representative, role: 'legalRepresentative' }],
  fields: fieldsOf(cert),
})
const LIMIT = '10'

/** 市场监管: form-encoded calls, offset and limit; a person's firms first, then each firm's licences. */
export function createMarketLibrary({ outbound, appKey }: { outbound: Outbound; appKey: string }): LicenceLibrary {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const ask = async (path: string, fields: Record<string, string>, timeoutMs?: number) =>
    (await outbound.askJson({ method: 'POST', path, headers, body: new URLSearchParams({ app_key: appKey, ...fields }).toString(), timeoutMs })).body

  async function all<T>(path: string, fields: Record<string, string>, schema: z.ZodMiniType<{ total: number; rows: T[] }>, timeoutMs?: number): Promise<T[]> {
    const found: T[] = []
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = z.safeParse(schema, await ask(path, { ...fields, offset: String(found.length), limit: LIMIT }, timeoutMs))
      if (!answer.success) throw new OutboundFailure('market', 'garbage')
      found.push(...answer.data.rows)
      if (found.length >= answer.data.total || answer.data.rows.length === 0) return found
    }
    throw new OutboundFailure('market', 'garbage')
  }

  return {
    code: 'market',
    zh: '市场监管',
    en: 'Market regulation',
    listByHolder: async ({ documentCode, number, timeoutMs }) => {
      const firms = await all('/gs/v1/entities', { legal_rep_cert_type: documentCode, legal_rep_cert_no: number }, EntityPage, timeoutMs)
      const found: CollectedLicence[] = []
      for (const firm of firms) {
        const certs = await all('/gs/v1/licences', { uscc: firm.uscc }, CertPage, timeoutMs)
        found.push(...certs.map((cert) => toLicence(cert, { name: firm.legal_rep_name, number })))
      }
      return found
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('/gs/v1/licences/state', { cert_code: identifier }, timeoutMs))
      if (!answer.success) throw new OutboundFailure('market', 'garbage')
      const { row, error_code: code } = answer.data
      if (row) return { state: placeState(STATES, String(row.cert_state)), changedAt: toInstant(row.update_time) }
      if (code === 'E1404') return null
      throw new OutboundFailure('market', 'garbage')
    },
  }
}
