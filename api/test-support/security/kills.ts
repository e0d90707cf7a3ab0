import { inParallel } from './http'
import type { ProcessCity } from './process-city'

interface Killing {
  city: Pick<ProcessCity, 'clients' | 'killApi' | 'restartApi'>
  /** How often all in all. */
  kills: number
  /** Resolves when the load has got on by so much as is to lie before a kill. */
  untilMore: () => Promise<void>
}

/** Kills the API processes of a city in turn with kill -9 and starts them again. One of them serves at any time. */
export async function killProcesses({ city, kills, untilMore }: Killing): Promise<void> {
  const turns = city.clients.map(() => Promise.resolve())
  await inParallel(Array.from({ length: kills }), turns.length - 1, async (_, kill) => {
    const at = kill % turns.length
    const turn = turns[at]!.then(async () => {
      await untilMore()
      await city.killApi(at)
      await city.restartApi(at)
    })
    turns[at] = turn
    await turn
  })
}
