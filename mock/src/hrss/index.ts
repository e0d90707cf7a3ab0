import { DEMO } from '../config'
import { LICENCE_TYPES, portraitOf, type CityLicence } from '../city'
import { addLibraryControl, createLicenceLibrary, parsePageToken, toPageToken } from '../library'
import { createSystem, FieldProblem, isSameSecret, readFields, toOffsetChinaTime, type System } from '../system'

const PAGE_CAP = 1
const STATUS: Record<string, string> = { valid: 'NORMAL', tempLost: 'TEMP_LOST', lost: 'LOST', cancelled: 'CANCELLED' }
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/

const toState = ({ identifier, type, state, changedAt, validTo }: CityLicence) => ({
  licenceId: identifier,
  status: STATUS[state],
  statusText: (LICENCE_TYPES[type].states as Record<string, string>)[state],
  changedAt: toOffsetChinaTime(changedAt),
  validUntil: validTo,
})

const toLicence = (licence: CityLicence) => ({
  licenceName: LICENCE_TYPES[licence.type].title,
  licenceTypeCode: LICENCE_TYPES[licence.type].typeCode,
  licenceNo: licence.number,
  issuer: licence.issuer,
  issuedOn: licence.issuedOn,
  validFrom: licence.validFrom,
  ...toState(licence),
  changeReason: licence.changeReason,
  holders: licence.holders.map(({ name, documentType, number }) => ({ name, idType: documentType, idNumber: number })),
  details: { cardNumber: licence.fields.cardNumber, socialSecurityNumber: licence.fields.number, bankName: licence.fields.bank },
  photo: licence.portraitOf ? { mediaType: 'image/png', base64: portraitOf(licence.portraitOf) } : null,
})

/** 人社证照库: camelCase, bearer key, cursor paging, errors by HTTP status. */
export function createHrssLibrary({ licences, now }: { licences: readonly CityLicence[]; now: () => Date }): System {
  const library = createLicenceLibrary({ library: 'hrss', licences, now })
  return createSystem({
    build: ({ router, control }) => {
      addLibraryControl(control, library)
      const refuse = (ctx: { status: number; body: unknown }, status: number, code: string, message: string) => {
        ctx.status = status
        ctx.body = { error: { code, message } }
      }
      router.use(async (ctx, next) => {
        if (!isSameSecret(ctx.get('authorization'), `Bearer ${DEMO.hrss.key}`)) return refuse(ctx, 401, 'invalid_token', 'the token is not known')
        try {
          await next()
        } catch (cause) {
          if (!(cause instanceof FieldProblem)) throw cause
          refuse(ctx, 400, cause.field === 'cursor' ? 'invalid_cursor' : 'invalid_request', `${cause.field} is missing or wrong`)
        }
      })
      router.post('/api/licences/search', (ctx) => {
        const body = readFields(ctx.request.body)
        const holder = body.within('holder')
        const since = body.optionalText('changedSince')
        if (since !== undefined && (!ISO_INSTANT.test(since) || Number.isNaN(Date.parse(since)))) throw new FieldProblem('changedSince')
        const query = { documentType: holder.text('idType'), number: holder.text('idNumber'), changedFrom: since === undefined ? undefined : new Date(since) }
        const cursor = body.optionalText('cursor')
        const start = cursor === undefined ? 0 : parsePageToken(cursor, 'hrss')
        if (start === null) throw new FieldProblem('cursor')
        const size = Math.min(body.count('pageSize', PAGE_CAP), PAGE_CAP)
        if (size < 1) throw new FieldProblem('pageSize')
        const found = library.listByHolder(query)
        // The last page is known to be the last only by asking for the next one: half of real cursors are like that.
        const page = found.slice(start, start + size)
        ctx.body = { items: page.map(toLicence), nextCursor: page.length === size ? toPageToken(start + size, 'hrss') : null }
      })
      router.post('/api/licences/status', (ctx) => {
        const found = library.find(readFields(ctx.request.body).text('licenceId'))
        if (!found) return refuse(ctx, 404, 'not_found', 'no such licence')
        ctx.body = toState(found)
      })
      return library.reset
    },
  })
}
