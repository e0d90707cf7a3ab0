import { DEMO } from '../config'
import { LICENCE_TYPES, type CityLicence } from '../city'
import { addLibraryControl, createLicenceLibrary, parsePageToken, toPageToken } from '../library'
import { createSystem, FieldProblem, isSameSecret, readFields, toChinaTime, type Fields, type System } from '../system'

const STATE: Record<string, string> = { valid: '1', void: '9' }

const toState = ({ identifier, type, state, changedAt }: CityLicence) => ({
  certId: identifier,
  state: { code: STATE[state], name: (LICENCE_TYPES[type].states as Record<string, string>)[state] },
  updateTime: changedAt.getTime(),
})

function toCertificate(licence: CityLicence) {
  const { fields, holders } = licence
  const paper = (role: string) => {
    const found = holders.find((holder) => holder.role === role)
    return found ? { name: found.name, idType: found.documentType, idNo: found.number } : null
  }
  return {
    certName: LICENCE_TYPES[licence.type].title,
    certTypeCode: LICENCE_TYPES[licence.type].typeCode,
    certNo: licence.number,
    issueOrg: { orgName: licence.issuer.name, orgCode: licence.issuer.code },
    issueDate: licence.issuedOn,
    ...toState(licence),
    updateReason: licence.changeReason,
    child: {
      ...paper('子女'),
      name: fields.childName,
      gender: fields.sex === 'male' ? '1' : '2',
      birthTime: `${fields.bornOn} ${fields.bornAt}`,
      birthPlace: fields.place,
      gestationalWeeks: fields.weeks,
      weightGram: fields.weight,
    },
    mother: paper('母亲'),
    father: paper('父亲'),
  }
}

/** What it calls the result of a test. */
const RESULT: Record<string, string> = { negative: '0', positive: '1' }

/** A report 报告 about one person: a test, or a release from observation. */
function toReport(licence: CityLicence) {
  const { holders, fields } = licence
  const [person] = holders
  return {
    certName: LICENCE_TYPES[licence.type].title,
    certTypeCode: LICENCE_TYPES[licence.type].typeCode,
    certNo: licence.number,
    issueOrg: { orgName: licence.issuer.name, orgCode: licence.issuer.code },
    issueDate: licence.issuedOn,
    validUntil: licence.validTo,
    ...toState(licence),
    updateReason: licence.changeReason,
    person: person ? { name: person.name, idType: person.documentType, idNo: person.number } : null,
    details: {
      ...(licence.type === 'nucleicAcidTest' && { result: RESULT[String(fields.result)], sampledOn: fields.sampledOn }),
      ...(licence.type === 'observationRelease' && { releasedOn: fields.releasedOn }),
    },
  }
}

/** A refusal in the words of the gateway. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly words: string,
  ) {
    super(code)
  }
}

/** 卫健证照库: one gateway, an envelope of head and body, page tokens; one certificate a page. */
export function createHealthLibrary({ licences, now }: { licences: readonly CityLicence[]; now: () => Date }): System {
  const library = createLicenceLibrary({ library: 'health', licences, now })

  function page(body: Fields, { tag, found, toRow }: { tag: 'birth' | 'report'; found: CityLicence[]; toRow: (licence: CityLicence) => unknown }): unknown {
    const token = body.optionalText('pageToken')
    const start = token === undefined ? 0 : parsePageToken(token, tag)
    if (start === null) throw new FieldProblem('pageToken')
    return { list: found.slice(start, start + 1).map(toRow), nextPageToken: start + 1 < found.length ? toPageToken(start + 1, tag) : '' }
  }
  function find(body: Fields): CityLicence[] {
    const [idType, idNo] = [body.text('idType'), body.text('idNo')]
    const after = body.optionalCount('updatedAfter')
    const changedFrom = after === undefined ? undefined : new Date(after)
    return idType === '999'
      ? library.listByNumber(idNo).filter(({ changedAt }) => !changedFrom || changedAt >= changedFrom)
      : library.listByHolder({ documentType: idType, number: idNo, changedFrom })
  }
  const queryBirths = (body: Fields) => page(body, { tag: 'birth', found: find(body).filter(({ type }) => type === 'birthCertificate'), toRow: toCertificate })
  const queryReports = (body: Fields) => page(body, { tag: 'report', found: find(body).filter(({ type }) => type !== 'birthCertificate'), toRow: toReport })
  function state(body: Fields): unknown {
    const found = library.find(body.text('certId'))
    if (!found) throw new Refusal('2404', '未找到')
    return toState(found)
  }
  const services = new Map([
    ['birth.query', queryBirths],
    ['birth.state', state],
    ['report.query', queryReports],
    ['report.state', state],
  ])

  return createSystem({
    build: ({ router, control }) => {
      addLibraryControl(control, library)
      router.post('/hip/gateway', (ctx) => {
        let messageId: string | null = null
        const answer = (code: string, message: string, body: unknown) => {
          ctx.body = { head: { code, message, messageId, timestamp: toChinaTime(now()) }, body }
        }
        try {
          const envelope = readFields(ctx.request.body)
          const head = envelope.within('head')
          messageId = head.text('messageId')
          if (!isSameSecret(head.optionalText('appCode'), DEMO.health.appCode) || !isSameSecret(head.optionalText('token'), DEMO.health.token))
            throw new Refusal('1001', '鉴权失败')
          head.oneOf('version', ['1.0'])
          const service = services.get(head.text('service'))
          if (!service) throw new Refusal('1003', '服务不存在')
          answer('0000', '成功', service(envelope.within('body')))
        } catch (cause) {
          if (cause instanceof Refusal) answer(cause.code, cause.words, null)
          else if (cause instanceof FieldProblem) answer('1002', `参数错误：${cause.field}`, null)
          else answer('9999', '系统忙', null)
        }
      })
      return library.reset
    },
  })
}
