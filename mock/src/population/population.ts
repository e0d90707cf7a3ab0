import type Koa from 'koa'
import { FIRMS, PEOPLE } from '../city/people'
import { bodyOf, createSystem } from '../platform/system'

const APP_KEY = 'demo-population-key'

/** The population register: answers whether a name and a number belong together, and the facts behind a number. */
export function createPopulation(): Koa {
  const find = (body: Record<string, unknown>) => PEOPLE.find((person) => person.documentType === body.documentType && person.number === body.number)
  return createSystem((router) => {
    router.use(async (ctx, next) => {
      if (!ctx.path.startsWith('/_control') && ctx.get('x-app-key') !== APP_KEY) return void ((ctx.status = 401), (ctx.body = { error: 'UNAUTHORIZED' }))
      await next()
    })
    router.post('/persons/check', (ctx) => {
      const body = bodyOf(ctx)
      const person = find(body)
      ctx.body = { result: !person ? 'unknown' : person.name !== body.name ? 'mismatch' : person.deceased ? 'deceased' : 'match' }
    })
    router.post('/persons/profile', (ctx) => {
      const person = find(bodyOf(ctx))
      if (!person) return void ((ctx.status = 404), (ctx.body = { error: 'NOT_FOUND' }))
      const { name, sex, bornOn, ethnicity, address, number } = person
      ctx.body = { name, sex, bornOn, ethnicity, address, region: number.slice(0, 6) }
    })
    router.get('/_control/people', (ctx) => {
      ctx.body = { people: PEOPLE, firms: FIRMS }
    })
  })
}
