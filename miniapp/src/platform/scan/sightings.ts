/** A code away from the lens for this long has been taken away; when it comes back it is shown anew. */
const AWAY_MS = 2500

/**
 * Tells a code that is held before the lens from one that is shown: each is reported once, for as long as it stays, also across a
 * pause. One that first appears while nobody listens is reported when somebody does.
 * @returns true when this sighting is to be reported
 */
export function createSightings(): (text: string, seen: { atMs: number; listening: boolean }) => boolean {
  let held = { text: '', atMs: Number.NEGATIVE_INFINITY }
  return (text, { atMs, listening }) => {
    const same = text === held.text && atMs - held.atMs < AWAY_MS
    if (!same && !listening) return false
    held = { text, atMs }
    return !same
  }
}
