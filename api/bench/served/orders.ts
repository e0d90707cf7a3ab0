import { readFileSync } from 'node:fs'
import { Session, type Profiler } from 'node:inspector/promises'
import { sharesOf, type Shares } from '../profile'

export type Order = (argument: never) => unknown

/** CPU-seconds of another process so far; Linux only, 0 elsewhere. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    // utime and stime in ticks of 1/100 s (proc(5)).
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

function profiling() {
  const session = new Session()
  session.connect()
  return {
    begin: async () => {
      await session.post('Profiler.enable')
      await session.post('Profiler.setSamplingInterval', { interval: 200 })
      await session.post('Profiler.start')
    },
    end: async (): Promise<Shares> => {
      const { profile } = (await session.post('Profiler.stop')) as { profile: Profiler.Profile }
      return sharesOf(profile)
    },
  }
}

/**
 * Makes this process one that is measured: its parent gives orders by name and gets answers, so that what the parent does costs
 * this process nothing.
 */
export function takeOrders(own: Record<string, Order>): void {
  const { begin, end } = profiling()
  const orders: Record<string, Order> = {
    cpu: (databasePid: number | null) => {
      const { user, system } = process.cpuUsage()
      return { own: (user + system) / 1e6, database: databasePid ? cpuOf(databasePid) : 0 }
    },
    beginProfile: begin,
    endProfile: end,
    ...own,
  }
  process.on('message', ({ id, name, argument }: { id: number; name: string; argument: unknown }) => {
    void (async () => {
      try {
        process.send?.({ id, answer: await orders[name]!(argument as never) })
      } catch (cause) {
        process.send?.({ id, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
      }
    })()
  })
  process.once('disconnect', () => process.exit(0))
  process.send?.({ ready: true })
}
