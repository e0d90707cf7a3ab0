/** Where `now` is built: the only place of the API that reads the machine's clock. */
export interface Clock {
  now: () => Date
  close: () => void
}

export function createSystemClock(): Clock {
  return { now: () => new Date(), close: () => undefined }
}

/** Monotonic milliseconds for measuring durations; never a calendar time. */
export const monotonicMs = (): number => performance.now()
