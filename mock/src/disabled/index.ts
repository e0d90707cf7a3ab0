import { DEMO } from '../config'
import { LICENCE_TYPES, portraitOf, type CityLicence } from '../city'
import { addLibraryControl, createLicenceLibrary, parsePageToken, toPageToken } from '../library'
import { createSystem, FieldProblem, isSameSecret, readFields, type System } from '../system'
import { signRequest } from './signature'

const PAGE_CAP = 2
const MAX_SKEW_SECONDS = 300
const STATE: Record<string, string> = { valid: 'N', frozen: 'F', cancelled: 'C' }
const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000)

const toState = ({ identifier, type, state, changedAt, validTo }: CityLicence) => ({
  identifier,
  state: STATE[state],
  stateText: (LICENCE_TYPES[type].states as Record<string, string>)[state],
  changed: seconds(changedAt),
  expiresOn: validTo,
})

const toCertificate = (licence: CityLicence) => ({
  title: LICENCE_TYPES[licence.type].title,
  typeCode: LICENCE_TYPES[licence.type].typeCode,
  cardNo: licence.number,
  holderName: licence.holders[0]?.name,
  holderIdKind: licence.holders[0]?.documentType,
  holderIdNo: licence.holders[0]?.number,
  category: licence.number.at(-2),
  categoryText: licence.fields.category,
  grade: licence.number.at(-1),
  gradeText: licence.fields.grade,
  guardian: licence.fields.guardian === null ? null : { name: licence.fields.guardian, relation: '子' },
  federation: licence.issuer.name,
  federationCode: licence.issuer.code,
  issuedOn: licence.issuedOn,
  ...toState(licence),
  changeNote: licence.changeReason,
  photo: licence.portraitOf ? `data:image/png;base64,${portraitOf(licence.portraitOf)}` : null,
})

/** 残联证照库: every request signed, asked by change time, continued by a mark. */
export function createDisabledLibrary({ licences, now }: { licences: readonly CityLicence[]; now: () => Date }): System {
  const library = createLicenceLibrary({ library: 'disabled', licences, now })
  const nonces = new Map<string, number>()

  /** @returns the code of the refusal, or null */
  function check({
    client,
    timestamp,
    nonce,
    signature,
    path,
    body,
  }: Record<'client' | 'timestamp' | 'nonce' | 'signature' | 'path' | 'body', string>): number | null {
    const expected = signRequest({ key: DEMO.disabled.key, timestamp, nonce, path, body })
    if (client !== DEMO.disabled.client || !/^[\w-]{16,64}$/.test(nonce) || !isSameSecret(signature, expected)) return 40101
    const at = seconds(now())
    if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) - at) > MAX_SKEW_SECONDS) return 40102
    for (const [old, until] of nonces) if (until < at) nonces.delete(old)
    if (nonces.has(nonce)) return 40103
    nonces.set(nonce, at + 2 * MAX_SKEW_SECONDS)
    return null
  }

  return createSystem({
    build: ({ router, control }) => {
      addLibraryControl(control, library)
      const refuse = (ctx: { status: number; body: unknown }, status: number, ret: number, msg: string) => {
        ctx.status = status
        ctx.body = { ret, msg }
      }
      router.use(async (ctx, next) => {
        const refusal = check({
          client: ctx.get('x-client'),
          timestamp: ctx.get('x-timestamp'),
          nonce: ctx.get('x-nonce'),
          signature: ctx.get('x-signature'),
          path: ctx.path,
          body: ctx.request.rawBody ?? '',
        })
        if (refusal !== null) return refuse(ctx, 401, refusal, { 40101: '签名错误', 40102: '时间戳超出范围', 40103: '随机数已使用' }[refusal] ?? '')
        try {
          await next()
        } catch (cause) {
          if (!(cause instanceof FieldProblem)) throw cause
          refuse(ctx, 400, 40001, `参数错误：${cause.field}`)
        }
      })
      router.post('/dpf/certificates/query', (ctx) => {
        const body = readFields(ctx.request.body)
        const since = body.optionalCount('since')
        const mark = body.optionalText('after')
        const start = mark === undefined ? 0 : parsePageToken(mark, 'dpf')
        const size = Math.min(body.count('max', PAGE_CAP), PAGE_CAP)
        if (start === null) throw new FieldProblem('after')
        if (size < 1) throw new FieldProblem('max')
        const found = library.listByHolder({
          documentType: body.text('holderIdKind'),
          number: body.text('holderIdNo'),
          changedFrom: since === undefined ? undefined : new Date(since * 1000),
        })
        const more = start + size < found.length
        ctx.body = { ret: 0, msg: 'ok', data: found.slice(start, start + size).map(toCertificate), more, after: more ? toPageToken(start + size, 'dpf') : null }
      })
      router.post('/dpf/certificates/state', (ctx) => {
        const found = library.find(readFields(ctx.request.body).text('identifier'))
        if (!found) return refuse(ctx, 404, 40400, '未找到')
        ctx.body = { ret: 0, msg: 'ok', data: toState(found) }
      })
      return library.reset
    },
  })
}
