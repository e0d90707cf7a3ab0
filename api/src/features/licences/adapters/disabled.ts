import { createHash, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, flatten, readAnswer, toDay, validInstant, type CollectedLicence, type LicenceLibrary } from './library'

const Certificate = z.looseObject({
  typeCode: z.string(),
  identifier: z.string(),
  cardNo: z.string(),
  holderName: z.string(),
  holderIdKind: z.string(),
  holderIdNo: z.string(),
  federation: z.string(),
  issuedOn: z.nullish(z.string()),
  expiresOn: z.nullish(z.string()),
  state: z.string(),
  changed: z.number(),
  changeNote: z.nullish(z.string()),
})
const Page = z.object({ ret: z.literal(0), data: z.array(Certificate), more: z.boolean(), after: z.nullish(z.string()) })
const State = z.object({ ret: z.literal(0), data: z.object({ state: z.string(), changed: z.number() }) })
const fromSeconds = (seconds: number) => validInstant('disabled', new Date(seconds * 1000))

const toLicence = (certificate: z.infer<typeof Certificate>): CollectedLicence => ({
  identifier: certificate.identifier,
  typeCode: certificate.typeCode,
  number: certificate.cardNo,
  issuer: certificate.federation,
  issuedOn: toDay(certificate.issuedOn),
  validFrom: toDay(certificate.issuedOn),
  validTo: toDay(certificate.expiresOn),
  state: certificate.state,
  changedAt: fromSeconds(certificate.changed),
  changeReason: certificate.changeNote ?? '',
  holders: [{ documentCode: certificate.holderIdKind, number: certificate.holderIdNo, name: certificate.holderName, role: 'holder' }],
  items: flatten(certificate),
  members: [],
})
const MAX = 20

/** 残联: every question is signed with an HMAC over time, nonce, path and body; a nonce works once. */
export function createDisabledLibrary({ outbound, client, key, now }: { outbound: Outbound; client: string; key: string; now: () => Date }): LicenceLibrary {
  async function ask({ path, question, timeoutMs }: { path: string; question: object; timeoutMs?: number }) {
    const body = JSON.stringify(question)
    const timestamp = String(Math.floor(now().getTime() / 1000))
    const nonce = randomBytes(16).toString('base64url')
    const signed = [timestamp, nonce, 'POST', path, createHash('sha256').update(body).digest('hex')].join('\n')
    const signature = createHmac('sha256', key).update(signed).digest('hex')
    const headers = { 'content-type': 'application/json', 'x-client': client, 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature }
    return outbound.askJson({ method: 'POST', path, headers, body, timeoutMs })
  }
  const refuse = (status: number): never => {
    throw new OutboundFailure('disabled', 'status', status)
  }
  return {
    code: 'disabled',
    listByHolder: async ({ documentCode, number, changedSince, timeoutMs }) => {
      const found: CollectedLicence[] = []
      const asked = { holderIdKind: documentCode, holderIdNo: number, max: MAX, ...(changedSince && { since: Math.floor(changedSince.getTime() / 1000) }) }
      let after: string | null = null
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { status, body } = await ask({ path: '/dpf/certificates/query', question: after === null ? asked : { ...asked, after }, timeoutMs })
        if (status !== 200) return refuse(status)
        const answer: z.infer<typeof Page> = readAnswer('disabled', Page, body)
        found.push(...answer.data.map(toLicence))
        if (!answer.more || !answer.after) return found
        after = answer.after
      }
      throw new OutboundFailure('disabled', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await ask({ path: '/dpf/certificates/state', question: { identifier }, timeoutMs })
      if (status === 404) return null
      if (status !== 200) return refuse(status)
      const { data } = readAnswer('disabled', State, body)
      return { state: data.state, changedAt: fromSeconds(data.changed) }
    },
  }
}
