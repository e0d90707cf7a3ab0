/** A request that asks to be worked on. */
export interface Asking {
  /** Now is its turn; whoever begins says `leave` when his work has ended. */
  begin: () => void
  /** There is no turn for it. */
  refuse: () => void
}

interface Waiting extends Asking {
  sinceMs: number
}

interface Parts {
  /** How many are worked on at once at first, at least and at most; in between the bound finds itself. */
  bound: { first: number; least: number; most: number }
  /** So many wait at most. */
  longestLine: number
  /** Who has waited longer than this is sent away, ms; `standingMs`: for so long the line has not been empty. */
  patienceMs: (standingMs: number) => number
  /** A reason beyond the bound not to begin another one just now. */
  mayBegin?: () => boolean
  nowMs: () => number
}

/** What happened since it was last asked. */
export interface LaneFigures {
  finished: number
  /** The longest that work took, waiting not counted, ms. */
  slowestMs: number
  /** Whether the bound kept somebody from beginning. */
  wasReached: boolean
}

/**
 * Requests of one kind: a bounded number is worked on at once, the others wait in line, first come first served, for a bounded time. A
 * burst is served a little later instead of sent away, and what nobody waits for any more is not worked on.
 */
export function createLane({ bound: { first, least, most }, longestLine, patienceMs, mayBegin = () => true, nowMs }: Parts) {
  const line = new Set<Waiting>()
  let bound = first
  let atWork = 0
  let standsSinceMs = 0
  let figures: LaneFigures = { finished: 0, slowestMs: 0, wasReached: false }

  function hasRoom(): boolean {
    if (atWork >= bound) {
      figures.wasReached = true
      return false
    }
    return mayBegin()
  }

  function begin(asking: Asking): void {
    atWork++
    asking.begin()
  }

  /** Lets begin whom there is room for, and sends away who has waited too long. */
  function look(): void {
    const longest = patienceMs(nowMs() - standsSinceMs)
    for (const waiting of line) {
      const isLate = nowMs() - waiting.sinceMs > longest
      if (!isLate && !hasRoom()) return
      line.delete(waiting)
      if (isLate) waiting.refuse()
      else begin(waiting)
    }
  }

  /** @returns how to go away while waiting; without effect for who has begun or was refused */
  function ask({ begin: onTurn, refuse }: Asking): () => void {
    const waiting: Waiting = { begin: onTurn, refuse, sinceMs: nowMs() }
    if (line.size === 0 && hasRoom()) begin(waiting)
    else if (line.size < longestLine) {
      if (line.size === 0) standsSinceMs = nowMs()
      line.add(waiting)
    } else refuse()
    return () => void line.delete(waiting)
  }

  return {
    ask,
    look,
    /** @param tookMs how long the work took */
    leave: (tookMs: number): void => {
      atWork--
      figures.finished++
      figures.slowestMs = Math.max(figures.slowestMs, tookMs)
      look()
    },
    halve: () => void (bound = Math.max(least, bound / 2)),
    double: () => void (bound = Math.min(most, bound * 2)),
    bound: () => bound,
    atWork: () => atWork,
    waiting: () => line.size,
    takeFigures: (): LaneFigures => {
      const taken = figures
      figures = { finished: 0, slowestMs: 0, wasReached: false }
      return taken
    },
  }
}
export type Lane = ReturnType<typeof createLane>
