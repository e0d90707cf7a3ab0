import Router from '@koa/router'
import type { Middleware } from 'koa'
import supertest from 'supertest'
import { createApp } from '../src/platform/http/create-app'
import type { HttpPlatform } from '../src/platform/http/platform'
import type { Principal } from '../src/platform/http/principal'
import { createLog } from '../src/platform/log/log'
import { createPolicy } from '../src/platform/policy/permissions'

export const buildCitizen = (over: Partial<Principal> = {}): Principal => ({
  personId: 'P1',
  subjectId: 'P1',
  capacity: 'self',
  level: 'confirmed',
  sessionId: 'S1',
  deviceId: 'D1',
  ...over,
})

interface Options {
  routes: Record<string, Middleware>
  platform?: Partial<HttpPlatform>
  outside?: Middleware[]
  vital?: Middleware[]
  publicBase?: string
}

/**
 * An application of a few operations behind the real middlewares; `METHOD /path` → endpoint. The bearers `citizen`, `clerk` and
 * `second` are signed in; the permissions are `open.self` for a citizen and `open.clerk` for a clerk.
 */
export function openSmallApp({ routes, platform = {}, ...rest }: Options) {
  const lines: string[] = []
  const principals: Record<string, Principal> = {
    citizen: buildCitizen(),
    second: buildCitizen({ personId: 'P2', subjectId: 'P2' }),
    clerk: buildCitizen({ personId: 'P9', subjectId: 'P9', capacity: 'clerk', staffId: 'ST9' }),
  }
  const router = new Router()
  for (const [route, middleware] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ')
    router.register(path, [method.toLowerCase()], middleware)
  }
  const app = createApp({
    platform: {
      authenticate: async ({ bearer, actingFor }) => {
        const found = principals[bearer]
        return found ? { ...found, ...(actingFor && { subjectId: actingFor, capacity: 'guardian' as const }) } : null
      },
      policy: createPolicy({
        'open.self': { capacities: ['self', 'guardian'], why: 'test' },
        'open.clerk': { capacities: ['clerk'], why: 'test' },
      }),
      limiter: { consume: async () => undefined },
      idempotency: { once: ({ run }) => run() },
      now: () => new Date(),
      secureCookies: false,
      ...platform,
    },
    log: createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
    routers: [router],
    publicBase: 'http://127.0.0.1',
    ...rest,
  })
  const callback = app.callback()
  return { request: supertest(callback), callback, lines }
}
