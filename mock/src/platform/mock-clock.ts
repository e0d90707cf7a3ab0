/** The city's clock: the machine's, moved by what walks ask for. All stand-ins stamp by it. */
export interface MockClock {
  now: () => Date
  offsetMs: () => number
  move: (ms: number) => void
  reset: () => void
  onChange: (listener: (offsetMs: number) => void) => () => void
}

export function createMockClock(): MockClock {
  let offset = 0
  const listeners = new Set<(offsetMs: number) => void>()
  const set = (next: number) => {
    offset = next
    for (const listener of listeners) listener(offset)
  }
  return {
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    move: (ms) => set(offset + ms),
    reset: () => set(0),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
