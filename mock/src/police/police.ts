import type Koa from 'koa'
import { createLibrary } from '../city/library'
import type { LibraryLicence } from '../city/licences'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const TOKEN = 'demo-police-token'
const compact = (day: string | null) => day?.replaceAll('-', '') ?? ''

const toRow = (licence: LibraryLicence) => ({
  zzbs: licence.identifier,
  zzmc: licence.type,
  zzlxdm: licence.typeCode,
  zzbh: licence.number,
  zzbfjg: licence.issuer,
  zzbfjgdm: licence.issuerCode,
  zzbfrq: compact(licence.issuedOn),
  zzyxqqsrq: compact(licence.validFrom),
  zzyxqjzrq: compact(licence.validTo),
  zzzt: licence.state,
  zzbgsj: licence.changedAt.toISOString(),
  czzt: licence.holders.map(({ name, number, role }) => ({ xm: name, zjhm: number, js: role })),
  xx: licence.fields,
})

/** 公安 licence library: field names as in the real-estate system's table comments (domain.md §2), pages by number. */
export function createPolice(clock: MockClock): Koa {
  const library = createLibrary('police', clock)
  return createSystem((router) => {
    library.defineControl(router)
    router.use('/zzk', async (ctx, next) => {
      if (ctx.get('x-token') !== TOKEN) return void (ctx.body = { code: '4001', msg: 'token invalid' })
      await next()
    })
    router.post('/zzk/query', (ctx) => {
      const { zjhm, page, size, gxsj } = bodyOf(ctx)
      const all = library.byHolder(textOf(zjhm), textOf(gxsj))
      const [at, per] = [Math.max(1, Number(page) || 1), Math.min(50, Number(size) || 10)]
      ctx.body = { code: '0', msg: 'ok', data: { total: all.length, page: at, size: per, rows: all.slice((at - 1) * per, at * per).map(toRow) } }
    })
    router.post('/zzk/status', (ctx) => {
      const licence = library.find(textOf(bodyOf(ctx).zzbs))
      ctx.body = licence ? { code: '0', msg: 'ok', data: { zzbs: licence.identifier, zzzt: licence.state, zzbgsj: licence.changedAt.toISOString() } } : { code: '4404', msg: 'not found' }
    })
  }, library.reset)
}
