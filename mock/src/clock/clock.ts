import type Koa from 'koa'
import { bodyOf, createSystem } from '../platform/system'
import type { MockClock } from '../platform/mock-clock'

/** The time server: walks let a minute or a month pass. */
export function createClockSystem(clock: MockClock): Koa {
  return createSystem((router) => {
    router.get('/time', (ctx) => {
      ctx.body = { offsetMs: clock.offsetMs() }
    })
    router.get('/time/stream', (ctx) => {
      ctx.respond = false
      const { res } = ctx
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
      const push = (offsetMs: number) => res.write(`data: ${JSON.stringify({ offsetMs })}\n\n`)
      push(clock.offsetMs())
      const stop = clock.onChange(push)
      res.on('close', stop)
    })
    router.post('/advance', (ctx) => {
      const { ms } = bodyOf(ctx)
      if (typeof ms !== 'number' || !Number.isFinite(ms)) return ctx.throw(400)
      clock.move(ms)
      ctx.body = { offsetMs: clock.offsetMs() }
    })
    router.post('/reset', (ctx) => {
      clock.reset()
      ctx.body = { offsetMs: 0 }
    })
  })
}
