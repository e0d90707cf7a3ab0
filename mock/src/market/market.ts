import type Koa from 'koa'
import { createLibrary } from '../city/library'
import type { LibraryLicence } from '../city/licences'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const toCert = (licence: LibraryLicence) => ({
  cert_id: licence.identifier,
  cert_type: licence.typeCode,
  cert_no: licence.number,
  org_code: licence.issuerCode,
  org_name: licence.issuer,
  issue_date: licence.issuedOn,
  valid_begin: licence.validFrom,
  valid_end: licence.validTo,
  cert_state: licence.state,
  update_time: licence.changedAt.toISOString(),
  owner: licence.holders.map(({ name, number, role }) => ({ name, code: number, role })),
  content: licence.fields,
})

/** 市场监管 licence service: form-encoded calls, offset and limit, firms found by credit code or by their representative. */
export function createMarket(clock: MockClock): Koa {
  const library = createLibrary('market', clock)
  return createSystem((router) => {
    library.defineControl(router)
    router.use('/api', async (ctx, next) => {
      const { appid, secret } = bodyOf(ctx)
      if (appid !== 'demo-market' || secret !== 'demo-market-secret') return void (ctx.body = { success: false, message: 'appid or secret wrong' })
      await next()
    })
    router.post('/api/licence/list', (ctx) => {
      const { holder, offset, limit, since } = bodyOf(ctx)
      const all = library.byHolder(textOf(holder), textOf(since))
      const [from, count] = [Number(offset) || 0, Math.min(20, Number(limit) || 20)]
      ctx.body = { success: true, total: all.length, list: all.slice(from, from + count).map(toCert) }
    })
    router.post('/api/licence/state', (ctx) => {
      const licence = library.find(textOf(bodyOf(ctx).cert_id))
      ctx.body = licence ? { success: true, cert_state: licence.state, update_time: licence.changedAt.toISOString() } : { success: false, message: 'not found' }
    })
  }, library.reset)
}
