import { PassThrough } from 'node:stream'
import { createSystem, FieldProblem, readFields, type System } from '../system'
import type { CityClock } from './clock'

export { createCityClock, type CityClock } from './clock'

const TEN_YEARS_MS = 10 * 366 * 86_400_000

/** The time server: walks move the city's time, and whoever listens follows. */
export function createClockSystem({ clock }: { clock: CityClock }): System {
  return createSystem({
    build: ({ router }) => {
      router.get('/time', (ctx) => {
        ctx.body = { offsetMs: clock.offsetMs() }
      })
      router.get('/time/stream', (ctx) => {
        const stream = new PassThrough()
        const push = (offsetMs: number) => stream.write(`data: ${JSON.stringify({ offsetMs })}\n\n`)
        const end = clock.onChange(push)
        ctx.res.once('close', end)
        ctx.req.socket.setTimeout(0)
        ctx.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
        ctx.body = stream
        push(clock.offsetMs())
      })
      router.post('/advance', (ctx) => {
        const ms = readFields(ctx.request.body).count('ms', Number.NaN)
        if (Number.isNaN(ms) || Math.abs(clock.offsetMs() + ms) > TEN_YEARS_MS) throw new FieldProblem('ms')
        clock.advance(ms)
        ctx.body = { offsetMs: clock.offsetMs() }
      })
      router.post('/reset', (ctx) => {
        clock.reset()
        ctx.body = { offsetMs: 0 }
      })
      return () => clock.reset()
    },
  })
}
