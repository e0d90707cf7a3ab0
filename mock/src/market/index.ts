import { DEMO } from '../config'
import { getPerson, LICENCE_TYPES, ORGANISATIONS, type CityLicence } from '../city'
import { addLibraryControl, createLicenceLibrary } from '../library'
import { createSystem, FieldProblem, isSameSecret, parseChinaTime, readFields, toChinaTime, type Fields, type System } from '../system'

const PAGE_CAP = 1
const CERT_STATE: Record<string, string> = { valid: '1', abnormal: '2', revokedAsPenalty: '3', withdrawn: '4', cancelled: '5' }

function items({ type, fields }: CityLicence): Record<string, unknown> {
  return type === 'businessLicence'
    ? {
        ent_name: fields.name,
        uscc: fields.number,
        ent_type: fields.kind,
        legal_rep: fields.legalRepresentative,
        reg_capital: fields.capital,
        est_date: fields.foundedOn,
        dom: fields.address,
        op_scope: fields.scope,
        reg_org: fields.issuer,
        approve_date: fields.issuedOn,
      }
    : {
        operator: fields.name,
        lic_no: fields.number,
        uscc: fields.creditCode,
        legal_rep: fields.legalRepresentative,
        premises: fields.premises,
        biz_form: fields.businessKind,
        biz_items: fields.items,
        issue_org: fields.issuer,
        issue_date: fields.validFrom,
        valid_to: fields.validTo,
      }
}

const toState = ({ identifier, type, state, changedAt, validTo }: CityLicence) => ({
  cert_code: identifier,
  cert_state: CERT_STATE[state],
  cert_state_text: (LICENCE_TYPES[type].states as Record<string, string>)[state],
  update_time: toChinaTime(changedAt),
  valid_to: validTo ?? '长期',
})

const toLicence = (licence: CityLicence) => ({
  cert_name: LICENCE_TYPES[licence.type].title,
  cert_type_code: LICENCE_TYPES[licence.type].typeCode,
  cert_no: licence.number,
  uscc: licence.holders[0]?.number,
  ent_name: licence.holders[0]?.name,
  reg_org: licence.issuer.name,
  reg_org_code: licence.issuer.code,
  issue_date: licence.issuedOn,
  valid_from: licence.validFrom,
  ...toState(licence),
  update_reason: licence.changeReason,
  items: items(licence),
})

/** 市场监管证照库: form encoded questions, offset and limit, the firm's credit code is the holder. */
export function createMarketLibrary({ licences, now }: { licences: readonly CityLicence[]; now: () => Date }): System {
  const library = createLicenceLibrary({ library: 'market', licences, now })
  return createSystem({
    build: ({ router, control }) => {
      addLibraryControl(control, library)
      const refuse = (ctx: { status: number; body: unknown }, status: number, code: string, message: string) => {
        ctx.status = status
        ctx.body = { success: false, error_code: code, error_msg: message }
      }
      router.use(async (ctx, next) => {
        try {
          if (!ctx.is('application/x-www-form-urlencoded')) throw new FieldProblem('content-type')
          const key = readFields(ctx.request.body).optionalText('app_key')
          if (!isSameSecret(key, DEMO.market.key)) return refuse(ctx, 403, 'E1001', 'app_key无效')
          await next()
        } catch (cause) {
          if (!(cause instanceof FieldProblem)) throw cause
          refuse(ctx, 400, 'E1002', `参数错误：${cause.field}`)
        }
      })
      const page = <Row>(body: Fields, rows: readonly Row[]) => {
        const [offset, limit] = [body.count('offset', 0), body.count('limit', PAGE_CAP)]
        if (offset < 0) throw new FieldProblem('offset')
        if (limit < 1) throw new FieldProblem('limit')
        return { success: true, total: rows.length, rows: rows.slice(offset, offset + Math.min(limit, PAGE_CAP)) }
      }
      router.post('/gs/v1/entities', (ctx) => {
        const body = readFields(ctx.request.body)
        const [kind, number] = [body.text('legal_rep_cert_type'), body.text('legal_rep_cert_no').toUpperCase()]
        const rows = ORGANISATIONS.flatMap(({ code, name, legalRepresentative }) => {
          const person = getPerson(legalRepresentative)
          const theirs = person.document.documentType === kind && person.document.number === number
          return theirs ? [{ uscc: code, ent_name: name, legal_rep_name: person.name, position: '法定代表人' }] : []
        })
        ctx.body = page(body, rows)
      })
      router.post('/gs/v1/licences', (ctx) => {
        const body = readFields(ctx.request.body)
        const from = body.optionalText('update_time_from')
        const changedFrom = from === undefined ? undefined : parseChinaTime(from)
        if (changedFrom === null) throw new FieldProblem('update_time_from')
        ctx.body = page(body, library.listByHolder({ documentType: '001', number: body.text('uscc'), changedFrom }).map(toLicence))
      })
      router.post('/gs/v1/licences/state', (ctx) => {
        const found = library.find(readFields(ctx.request.body).text('cert_code'))
        if (!found) return refuse(ctx, 200, 'E1404', '未找到')
        ctx.body = { success: true, row: toState(found) }
      })
      return library.reset
    },
  })
}
