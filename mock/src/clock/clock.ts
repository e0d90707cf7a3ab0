/** The city's time: the machine's plus what walks have moved it by. */
export interface CityClock {
  now: () => Date
  offsetMs: () => number
  advance: (ms: number) => void
  reset: () => void
  /** @returns a function that ends the listening */
  onChange: (listener: (offsetMs: number) => void) => () => void
}

export function createCityClock(machine: () => number = Date.now): CityClock {
  let offset = 0
  const listeners = new Set<(offsetMs: number) => void>()
  const move = (to: number) => {
    offset = to
    for (const listener of listeners) listener(offset)
  }
  return {
    now: () => new Date(machine() + offset),
    offsetMs: () => offset,
    advance: (ms) => move(offset + ms),
    reset: () => move(0),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
