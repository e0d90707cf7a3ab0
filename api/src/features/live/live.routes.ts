import Router from '@koa/router'
import { LiveTicket } from '@zsb/shared/live'
import { endpoint } from '../../platform/http/endpoint'
import type { Principal } from '../../platform/http/principal'

/** Without an Idempotency-Key (R16): making a ticket stores nothing, it opens one socket and ends after 30 s; a second one doubles nothing. */
export const liveRoutes = (issueTicket: (principal: Principal) => { ticket: string; expiresAt: Date }): Router =>
  new Router({ prefix: '/live' }).post(
    '/tickets',
    endpoint(
      {
        id: 'live.ticket',
        summary: '实时通道的 30 秒入场票',
        permission: 'live.listen',
        response: LiveTicket,
        status: 201,
        limits: [{ rule: 'live.ticket.actor', by: 'actor' }],
      },
      ({ principal }) => {
        const { ticket, expiresAt } = issueTicket(principal)
        return { ticket, expiresAt: expiresAt.toISOString() }
      },
    ),
  )
