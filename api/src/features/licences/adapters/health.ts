import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, placeState, present, type CollectedLicence, type LicenceLibrary } from './library'

const Parent = z.object({ name: z.string(), idNo: z.string() })
const Certificate = z.object({
  certTypeCode: z.string(),
  certNo: z.string(),
  certId: z.string(),
  issueOrg: z.object({ orgName: z.string() }),
  issueDate: z.nullable(z.string()),
  state: z.object({ code: z.union([z.string(), z.number()]) }),
  updateTime: z.number(),
  child: z.object({ name: z.string(), gender: z.string(), birthTime: z.string(), birthPlace: z.string(), gestationalWeeks: z.number(), weightGram: z.number(), idNo: z.nullable(z.string()) }),
  mother: Parent,
  father: z.nullable(Parent),
})
const Page = z.object({ head: z.object({ code: z.literal('0000') }), body: z.object({ list: z.array(Certificate), nextPageToken: z.string() }) })
const State = z.object({ head: z.object({ code: z.string() }), body: z.nullable(z.object({ state: z.object({ code: z.union([z.string(), z.number()]) }), updateTime: z.number() })) })
const STATES = { '1': 'valid', '9': 'void' }

const toLicence = (certificate: z.infer<typeof Certificate>): CollectedLicence => {
  const { child, mother, father } = certificate
  const holders = [{ name: child.name, number: child.idNo ?? certificate.certNo, role: 'child' }, { name: mother.name, number: mother.idNo, role: 'mother' }, ...(father ? [{ name: father.name, number: father.idNo, role: 'father' }] : [])]
  return {
    identifier: certificate.certId,
    typeCode: certificate.certTypeCode,
    number: certificate.certNo,
    issuer: certificate.issueOrg.orgName,
    issuedOn: certificate.issueDate,
    validFrom: certificate.issueDate,
    validTo: null,
    state: placeState(STATES, String(certificate.state.code)),
    changedAt: new Date(certificate.updateTime),
    holders,
    fields: present({
      childName: child.name,
      sex: child.gender === '2' ? '女' : '男',
      bornOn: child.birthTime.slice(0, 10),
      bornAt: child.birthTime.slice(11, 16),
      place: child.birthPlace,
      weeks: child.gestationalWeeks,
      weight: child.weightGram,
      motherName: mother.name,
      motherNumber: mother.idNo,
      fatherName: father?.name,
      fatherNumber: father?.idNo,
      number: certificate.certNo,
      issuer: certificate.issueOrg.orgName,
      issuedOn: certificate.issueDate,
    }),
  }
}

/** 卫健: one gateway, an envelope of head and body, page tokens. */
export function createHealthLibrary({ outbound, token, now }: { outbound: Outbound; token: string; now: () => Date }): LicenceLibrary {
  const ask = async (service: string, body: Record<string, unknown>, timeoutMs?: number) => {
    const timestamp = new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    const head = { service, version: '1.0', appCode: 'zsb', token, messageId: randomBytes(12).toString('hex'), timestamp }
    return (await outbound.askJson({ method: 'POST', path: '/hip/gateway', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ head, body }), timeoutMs })).body
  }
  return {
    code: 'health',
    zh: '卫健',
    en: 'Health',
    listByHolder: async ({ documentCode, number, timeoutMs }) => {
      const found: CollectedLicence[] = []
      let pageToken = ''
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = z.safeParse(Page, await ask('birth.query', { idType: documentCode, idNo: number, pageToken }, timeoutMs))
        if (!answer.success) throw new OutboundFailure('health', 'garbage')
        found.push(...answer.data.body.list.map(toLicence))
        pageToken = answer.data.body.nextPageToken
        if (pageToken === '') return found
      }
      throw new OutboundFailure('health', 'garbage')
    },
    askState: async ({ identifier, timeoutMs }) => {
      const answer = z.safeParse(State, await ask('birth.state', { certId: identifier }, timeoutMs))
      if (!answer.success || !['0000', '2404'].includes(answer.data.head.code)) throw new OutboundFailure('health', 'garbage')
      const { body } = answer.data
      return body && { state: placeState(STATES, String(body.state.code)), changedAt: new Date(body.updateTime) }
    },
  }
}
