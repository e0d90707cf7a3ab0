import type Koa from 'koa'
import { createLibrary } from '../city/library'
import type { LibraryLicence } from '../city/licences'
import type { MockClock } from '../platform/mock-clock'
import { bodyOf, createSystem, textOf } from '../platform/system'

const PER_PAGE = 5
const head = (code: string, message = 'ok') => ({ head: { code, message } })

const toLicence = (licence: LibraryLicence) => ({
  licenceId: licence.identifier,
  licenceType: licence.typeCode,
  licenceNo: licence.number,
  orgId: licence.issuerCode,
  orgName: licence.issuer,
  issueDate: licence.issuedOn,
  expiryDate: licence.validTo,
  state: licence.state,
  changeTime: licence.changedAt.toISOString(),
  persons: licence.holders.map(({ name, number, role }) => ({ name, idNumber: number, role })),
  data: licence.fields,
})

/** 卫健 gateway: one address, an envelope of head and body, page tokens. */
export function createHealth(clock: MockClock): Koa {
  const library = createLibrary('health', clock)
  const services: Record<string, (body: Record<string, unknown>) => unknown> = {
    'licence.list': ({ idNumber, pageToken, changedSince }) => {
      const all = library.byHolder(textOf(idNumber), textOf(changedSince))
      const from = Number(textOf(pageToken)) || 0
      const more = from + PER_PAGE < all.length
      return { ...head('0000'), body: { licences: all.slice(from, from + PER_PAGE).map(toLicence), pageToken: more ? String(from + PER_PAGE) : '' } }
    },
    'licence.status': ({ licenceId }) => {
      const licence = library.find(textOf(licenceId))
      return licence ? { ...head('0000'), body: { licenceId: licence.identifier, state: licence.state, changeTime: licence.changedAt.toISOString() } } : head('1404', 'none')
    },
  }
  return createSystem((router) => {
    library.defineControl(router)
    router.post('/gateway', (ctx) => {
      const { head: asked, body } = bodyOf(ctx) as { head?: Record<string, unknown>; body?: Record<string, unknown> }
      const service = services[textOf(asked?.service)]
      if (asked?.appId !== 'demo-health' || asked.token !== 'demo-health-token') return void (ctx.body = head('1001', 'refused'))
      ctx.body = service ? service(body ?? {}) : head('1002', 'no such service')
    })
  }, library.reset)
}
