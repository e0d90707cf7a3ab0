import { createHash, createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, placeState, present, type CollectedLicence, type LicenceLibrary } from './library'

const Certificate = z.object({
  typeCode: z.string(),
  identifier: z.string(),
  cardNo: z.string(),
  holderName: z.string(),
  holderIdNo: z.string(),
  categoryText: z.string(),
  gradeText: z.string(),
  guardian: z.nullable(z.object({ name: z.string() })),
  federation: z.string(),
  issuedOn: z.nullable(z.string()),
  expiresOn: z.nullable(z.string()),
  state: z.string(),
  changed: z.number(),
  photo: z.nullish(z.string()),
})
const Page = z.object({ ret: z.literal(0), data: z.array(Certificate), more: z.boolean(), after: z.nullable(z.string()) })
const State = z.object({ ret: z.literal(0), data: z.object({ state: z.string(), changed: z.number() }) })
const STATES = { N: 'valid', F: 'frozen', C: 'cancelled' }

const toLicence = (certificate: z.infer<typeof Certificate>): CollectedLicence => ({
  identifier: certificate.identifier,
  typeCode: certificate.typeCode,
  number: certificate.cardNo,
  issuer: certificate.federation,
  issuedOn: certificate.issuedOn,
  validFrom: certificate.issuedOn,
  validTo: certificate.expiresOn,
  state: placeState(STATES, certificate.state),
  changedAt: new Date(certificate.changed * 1000),
  holders: [{ name: certificate.holderName, number: certificate.holderIdNo, role: 'holder' }],
  fields: present({
    name: certificate.holderName,
    photo: certificate.photo,
    number: certificate.cardNo,
    category: certificate.categoryText,
    grade: certificate.gradeText,
    guardian: certificate.guardian?.name,
    issuer: certificate.federation,
    validFrom: certificate.issuedOn,
    validTo: certificate.expiresOn,
  }),
})

/** 残联: every question is signed with an HMAC over its body, a nonce works once. */
export function createDisabledLibrary({ outbound, secret, now }: { outbound: Outbound; secret: string; now: () => Date }): LicenceLibrary {
  const ask = (path: string, question: unknown, timeoutMs?: number) => {
    const body = JSON.stringify(question)
    const timestamp = String(Math.floor(now().getTime() / 1000))
    const nonce = randomBytes(16).toString('hex')
    const bodyHash = createHash('sha256').update(body).digest('hex')
    const signature = createHmac('sha256', secret).update([timestamp, nonce, 'POST', path, bodyHash].join('\n')).digest('hex')
    return outbound.askJson({ method: 'POST', path, headers: { 'content-type': 'application/json', 'x-client': 'zsb', 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature }, body, timeoutMs })
  }
  return {
    code: 'disabled',
    zh: '残联',
    en: 'Disabled Persons’ Federation',
    listByHolder: async ({ documentCode, number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      let after: string | null = null
      for (let page = 0; page < MOST_PAGES; page++) {
        const { status, body } = await ask('/dpf/certificates/query', { holderIdKind: documentCode, holderIdNo: number, ...(after !== null && { after }) }, timeoutMs)
        const answer = z.safeParse(Page, body)
        if (status !== 200 || !answer.success) throw new OutboundFailure('disabled', 'garbage')
        found.push(...answer.data.data.map(toLicence))
        after = answer.data.after
        if (!answer.data.more || after === null) return found
      }
      throw new OutboundFailure('disabled', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await ask('/dpf/certificates/state', { identifier }, timeoutMs)
      if (status === 404) return null
      const answer = z.safeParse(State, body)
      if (!answer.success) throw new OutboundFailure('disabled', 'garbage')
      return { state: placeState(STATES, answer.data.data.state), changedAt: new Date(answer.data.data.changed * 1000) }
    },
  }
}
