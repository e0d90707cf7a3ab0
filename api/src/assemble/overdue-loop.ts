import { startLoop, type Loop } from '../platform/jobs/loop'
import type { Log } from '../platform/log/log'

/** Every minute what nobody answered in time is passed on to the operators, and the log alarms with how many, under the loop's name. */
export const startOverdueLoop = ({ name, passOn, log }: { name: string; passOn: () => Promise<number>; log: Log }): Loop =>
  startLoop({
    name,
    everyMs: 60_000,
    leaseSeconds: 60,
    round: async () => {
      const count = await passOn()
      if (count > 0) log.error(name, { count })
      return count
    },
    log,
  })
