import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { OutboundFailure, type Outbound } from '../../../platform/outbound/outbound'
import { MOST_PAGES, flatten, readAnswer, toDay, toShanghai, validInstant, type CollectedLicence, type LicenceLibrary } from './library'

const person = { name: z.string(), idType: z.nullish(z.string()), idNo: z.nullish(z.string()) }
const paper = {
  certTypeCode: z.string(),
  certNo: z.string(),
  certId: z.string(),
  issueOrg: z.object({ orgName: z.string() }),
  issueDate: z.string(),
  state: z.object({ code: z.union([z.string(), z.number()]) }),
  updateTime: z.number(),
  updateReason: z.nullish(z.string()),
}
const Certificate = z.looseObject({ ...paper, child: z.looseObject(person), mother: z.nullish(z.object(person)), father: z.nullish(z.object(person)) })
/** A report 报告 about one person: a test, a release from observation. */
const Report = z.looseObject({ ...paper, validUntil: z.nullish(z.string()), person: z.object(person) })
const Head = z.object({ code: z.string(), messageId: z.string() })
const listOf = <T extends z.ZodMiniType>(row: T) => z.object({ list: z.array(row), nextPageToken: z.string() })
const State = z.object({ state: z.object({ code: z.union([z.string(), z.number()]) }), updateTime: z.number() })

/** Number of the certificate itself stands for a child that has no citizen number yet. */
const CERTIFICATE = '999'

function holdersOf({ child, mother, father, certNo }: z.infer<typeof Certificate>): CollectedLicence['holders'] {
  const parent = (of: z.infer<typeof Certificate>['mother'], role: string) =>
    of?.idType && of.idNo ? [{ documentCode: of.idType, number: of.idNo, name: of.name, role }] : []
  return [
    ...(child.idType && child.idNo ? [{ documentCode: child.idType, number: child.idNo, name: child.name, role: 'child' }] : []),
    { documentCode: CERTIFICATE, number: certNo, name: child.name, role: 'child' },
    ...parent(mother, 'mother'),
    ...parent(father, 'father'),
  ]
}

const toLicence = (certificate: z.infer<typeof Certificate>): CollectedLicence => ({
  identifier: certificate.certId,
  typeCode: certificate.certTypeCode,
  number: certificate.certNo,
  issuer: certificate.issueOrg.orgName,
  issuedOn: toDay(certificate.issueDate),
  validFrom: null,
  validTo: null,
  state: String(certificate.state.code),
  changedAt: validInstant('health', new Date(certificate.updateTime)),
  changeReason: certificate.updateReason ?? '',
  holders: holdersOf(certificate),
  items: flatten(certificate),
  members: [],
})

const toReport = (report: z.infer<typeof Report>): CollectedLicence => ({
  ...toLicence({ ...report, child: { name: report.person.name } }),
  validFrom: toDay(report.issueDate),
  validTo: toDay(report.validUntil),
  holders:
    report.person.idType && report.person.idNo
      ? [{ documentCode: report.person.idType, number: report.person.idNo, name: report.person.name, role: 'holder' }]
      : [],
  items: flatten(report),
})

/** 卫健: one gateway, an envelope of head and body, page tokens. */
export function createHealthLibrary({
  outbound,
  appCode,
  token,
  now,
}: {
  outbound: Outbound
  appCode: string
  token: string
  now: () => Date
}): LicenceLibrary {
  async function ask<B extends z.ZodMiniType>({
    service,
    body,
    answer,
    timeoutMs,
  }: {
    service: string
    body: object
    answer: B
    timeoutMs?: number
  }): Promise<z.output<B> | null> {
    const messageId = randomBytes(12).toString('hex')
    const head = { service, version: '1.0', appCode, token, messageId, timestamp: toShanghai(now()) }
    const { body: envelope } = await outbound.askJson({
      method: 'POST',
      path: '/hip/gateway',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ head, body }),
      timeoutMs,
    })
    const read = readAnswer('health', z.object({ head: Head, body: z.unknown() }), envelope)
    if (read.head.messageId !== messageId) throw new OutboundFailure('health', 'garbage')
    if (read.head.code === '2404') return null
    if (read.head.code !== '0000') throw new OutboundFailure('health', 'status')
    return readAnswer('health', answer, read.body)
  }

  type Query = Parameters<LicenceLibrary['listByHolder']>[0]
  async function listAll<R extends z.ZodMiniType>(service: string, row: R, { documentCode, number, changedSince, timeoutMs }: Query): Promise<z.output<R>[]> {
    const found: z.output<R>[] = []
    const answer = listOf(row)
    let pageToken = ''
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const body = { idType: documentCode, idNo: number, pageToken, ...(changedSince && { updatedAfter: changedSince.getTime() }) }
      const listed: { list: z.output<R>[]; nextPageToken: string } | null = await ask({ service, body, answer, timeoutMs })
      if (!listed) return found
      found.push(...listed.list)
      if (listed.nextPageToken === '') return found
      pageToken = listed.nextPageToken
    }
    throw new OutboundFailure('health', 'garbage')
  }

  return {
    code: 'health',
    listByHolder: async (query) => {
      const [births, reports] = await Promise.all([listAll('birth.query', Certificate, query), listAll('report.query', Report, query)])
      return [...births.map(toLicence), ...reports.map(toReport)]
    },
    // Whichever service is asked: the gateway knows a paper by its identifier.
    askState: async ({ identifier, timeoutMs }) => {
      const answer = await ask({ service: 'birth.state', body: { certId: identifier }, answer: State, timeoutMs })
      return answer && { state: String(answer.state.code), changedAt: validInstant('health', new Date(answer.updateTime)) }
    },
  }
}
