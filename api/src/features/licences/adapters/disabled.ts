import { createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import type { CollectedLicence, LicenceLibrary } from './library'

const Card = z.object({
  id: z.string(),
  type: z.string(),
  no: z.string(),
  org: z.string(),
  issued: z.nullable(z.string()),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  state: z.string(),
  changed: z.string(),
  holder: z.object({ name: z.string(), idNumber: z.string() }),
  info: z.record(z.string(), z.string()),
})
const Cards = z.object({ cards: z.array(Card) })
const State = z.object({ state: z.string(), changed: z.string() })

const toLicence = (card: z.infer<typeof Card>): CollectedLicence => ({
  identifier: card.id,
  typeCode: card.type,
  number: card.no,
  issuer: card.org,
  issuedOn: card.issued,
  validFrom: card.from,
  validTo: card.to,
  state: card.state,
  changedAt: new Date(card.changed),
  holders: [{ name: card.holder.name, number: card.holder.idNumber, role: 'holder' }],
  fields: card.info,
})

/** 残联: every question is signed with an HMAC, a nonce works once. */
export function createDisabledLibrary({ outbound, secret, now }: { outbound: Outbound; secret: string; now: () => Date }): LicenceLibrary {
  const signed = (subject: string, since: string) => {
    const ts = String(Math.floor(now().getTime() / 1000))
    const nonce = randomBytes(12).toString('hex')
    const sign = createHmac('sha256', secret).update(`${subject}\n${since}\n${ts}\n${nonce}`).digest('hex')
    return `ts=${ts}&nonce=${nonce}&sign=${sign}`
  }
  return {
    code: 'disabled',
    zh: '残联',
    en: 'Disabled Persons’ Federation',
    listByHolder: async ({ number, timeoutMs }) => {
      const { status, body } = await outbound.askJson({ method: 'GET', path: `/cards?idNumber=${encodeURIComponent(number)}&since=&${signed(number, '')}`, timeoutMs })
      const answer = z.safeParse(Cards, body)
      if (status !== 200 || !answer.success) throw new OutboundFailure('disabled', 'garbage')
      return answer.data.cards.map(toLicence)
    },
    askState: async ({ identifier, timeoutMs }) => {
      const { status, body } = await outbound.askJson({ method: 'GET', path: `/cards/${encodeURIComponent(identifier)}/state?${signed(identifier, '')}`, timeoutMs })
      if (status === 404) return null
      const answer = z.safeParse(State, body)
      if (status !== 200 || !answer.success) throw new OutboundFailure('disabled', 'garbage')
      return { state: answer.data.state, changedAt: new Date(answer.data.changed) }
    },
  }
}
