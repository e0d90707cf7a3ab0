import type Koa from 'koa'
import { createLibrary } from '../city/library'
import type { LibraryLicence } from '../city/licences'
import type { MockClock } from '../platform/mock-clock'
import { createSystem, textOf } from '../platform/system'

const PER_PAGE = 2

const toItem = (licence: LibraryLicence) => ({
  identifier: licence.identifier,
  typeCode: licence.typeCode,
  certificateNo: licence.number,
  issuer: { code: licence.issuerCode, name: licence.issuer },
  holders: licence.holders.map(({ name, number, role }) => ({ name, idNumber: number, role })),
  issuedOn: licence.issuedOn,
  validFrom: licence.validFrom,
  validTo: licence.validTo,
  status: licence.state,
  updatedAt: licence.changedAt.toISOString(),
  attributes: licence.fields,
})

/** 人社 licence centre: REST with cursors. */
export function createHrss(clock: MockClock): Koa {
  const library = createLibrary('hrss', clock)
  return createSystem((router) => {
    library.defineControl(router)
    router.use('/licence-center', async (ctx, next) => {
      if (ctx.get('authorization') !== 'ApiKey demo-hrss-key') return void ((ctx.status = 401), (ctx.body = { error: 'unauthorized' }))
      await next()
    })
    router.get('/licence-center/v2/holders/:number/licences', (ctx) => {
      const all = library.byHolder(ctx.params.number ?? '', textOf(ctx.query.updatedAfter))
      const from = Number(textOf(ctx.query.cursor)) || 0
      ctx.body = { items: all.slice(from, from + PER_PAGE).map(toItem), nextCursor: from + PER_PAGE < all.length ? String(from + PER_PAGE) : null }
    })
    router.get('/licence-center/v2/licences/:identifier/status', (ctx) => {
      const licence = library.find(ctx.params.identifier ?? '')
      if (!licence) return void ((ctx.status = 404), (ctx.body = { error: 'not_found' }))
      ctx.body = { identifier: licence.identifier, status: licence.state, updatedAt: licence.changedAt.toISOString() }
    })
  }, library.reset)
}
