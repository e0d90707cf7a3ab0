import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import type Koa from 'koa'
import { createLibrary } from '../city/library'
import type { LibraryLicence } from '../city/licences'
import type { MockClock } from '../platform/mock-clock'
import { createSystem, textOf } from '../platform/system'

const SECRET = 'demo-disabled-secret'
const DRIFT_SECONDS = 300

const toCard = (licence: LibraryLicence) => ({
  id: licence.identifier,
  type: licence.typeCode,
  no: licence.number,
  org: licence.issuer,
  orgCode: licence.issuerCode,
  issued: licence.issuedOn,
  from: licence.validFrom,
  to: licence.validTo,
  state: licence.state,
  changed: licence.changedAt.toISOString(),
  holder: { name: licence.holders[0]!.name, idNumber: licence.holders[0]!.number },
  info: licence.fields,
})

/** 残联 card service: every question is signed (HMAC), a nonce works once, the clock may drift by five minutes. */
export function createDisabled(clock: MockClock): Koa {
  const library = createLibrary('disabled', clock)
  let nonces = new Set<string>()

  function isSigned(ctx: Context, subject: string, since: string): boolean {
    const [ts, nonce, signature] = [textOf(ctx.query.ts), textOf(ctx.query.nonce), textOf(ctx.query.sign)]
    const drift = Math.abs(clock.now().getTime() / 1000 - Number(ts))
    if (!(drift <= DRIFT_SECONDS) || nonce.length < 8 || nonces.has(nonce)) return false
    const expected = createHmac('sha256', SECRET).update(`${subject}\n${since}\n${ts}\n${nonce}`).digest('hex')
    if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return false
    nonces.add(nonce)
    return true
  }
  const refuse = (ctx: Context) => {
    ctx.status = 403
    ctx.body = { error: 'BAD_SIGNATURE' }
  }
  return createSystem(
    (router) => {
      library.defineControl(router)
      router.get('/cards', (ctx) => {
        const [number, since] = [textOf(ctx.query.idNumber), textOf(ctx.query.since)]
        if (!isSigned(ctx, number, since)) return refuse(ctx)
        ctx.body = { cards: library.byHolder(number, since).map(toCard) }
      })
      router.get('/cards/:id/state', (ctx) => {
        const id = ctx.params.id ?? ''
        if (!isSigned(ctx, id, '')) return refuse(ctx)
        const licence = library.find(id)
        if (!licence) return void ((ctx.status = 404), (ctx.body = { error: 'NOT_FOUND' }))
        ctx.body = { id, state: licence.state, changed: licence.changedAt.toISOString() }
      })
    },
    () => {
      library.reset()
      nonces = new Set()
    },
  )
}
