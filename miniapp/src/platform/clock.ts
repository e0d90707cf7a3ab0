let offsetMs = 0
let known = false

/** Learns by how much this device's clock is off, from the answer's `date` header or a `serverTime`. */
export function learnServerTime(serverTime: string | undefined): void {
  const at = serverTime ? Date.parse(serverTime) : Number.NaN
  if (Number.isNaN(at)) return
  offsetMs = at - Date.now()
  known = true
}

/** The server's present time as far as we know it: codes and countdowns follow it, not the device. */
export const serverNow = (): Date => new Date(Date.now() + offsetMs)

/** Seconds this device's clock is behind (+) or ahead (−); null while nothing is known. The `date` header has whole seconds. */
export const clockOffsetSeconds = (): number | null => (known ? Math.round(offsetMs / 1000) : null)
