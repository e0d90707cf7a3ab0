interface Met {
  times: number
  untilMs: number
}

const MOST = 20_000

/**
 * How often a key was met lately by this process. Two generations, so that memory is bounded and nothing is ever swept: when the young one is
 * full it becomes the old one, and whoever is met again is young.
 */
export function createFirstLooks(nowMs: () => number, most = MOST) {
  let young = new Map<string, Met>()
  let old = new Map<string, Met>()

  /** Whether this is among the first `free` times within the window. */
  return function isAmongFirst(key: string, { free, perSeconds }: { free: number; perSeconds: number }): boolean {
    const known = young.get(key) ?? old.get(key)
    const met = known && known.untilMs > nowMs() ? known : { times: 0, untilMs: nowMs() + perSeconds * 1000 }
    met.times += 1
    young.set(key, met)
    if (young.size > most) {
      old = young
      young = new Map()
    }
    return met.times <= free
  }
}
