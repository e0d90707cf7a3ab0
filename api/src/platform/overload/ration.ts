/** So many verifications at once come of a queue at the window, or of answers that are late. */
const MANY = 8
/** Above this share of its time a process that has many verifications has none to give away. */
const BUSY = 0.6
/** For this many looks (a second) it has to be otherwise before others are let in again as they come. */
const FEW_FOR_LOOKS = 10
/** For this many looks (half a second) there has to be time before more of the others are taken. */
const CALM_LOOKS = 5
/** Of the time others get a tenth (goal of security.md: 0.9 of the peak): whoever took some is followed by nine times as much rest … */
const REST = 9
/** … but not for long after one that had waited for somebody else. */
const LONGEST_REST_MS = 1_000

interface Parts {
  /** Verifications that are being worked on or wait. */
  verifying: () => number
  nowMs: () => number
}

/**
 * What other requests have while many verify: one at a time, more of them as long as there is time, a tenth of the time when there is
 * none.
 */
export function createRation({ verifying, nowMs }: Parts) {
  let looksWithFew = FEW_FOR_LOOKS
  let calmLooks = 0
  let atOnce = 1
  let restUntil = 0

  const isRationed = () => looksWithFew < FEW_FOR_LOOKS || verifying() >= MANY

  return {
    isRationed,
    /** Whether another one may begin beside those at work. */
    mayBegin: (atWork: number): boolean => !isRationed() || (atWork < atOnce && nowMs() >= restUntil),
    /** @param isLate whether verifications wait for somebody */
    note: ({ isLate, utilisation }: { isLate: boolean; utilisation: number }): void => {
      looksWithFew = verifying() >= MANY ? 0 : looksWithFew + 1
      calmLooks = isLate || utilisation > BUSY ? 0 : calmLooks + 1
      if (!isRationed()) atOnce = 1
      else if (calmLooks === 0) atOnce = Math.max(1, atOnce / 2)
      else if (calmLooks % CALM_LOOKS === 0) atOnce *= 2
    },
    /** One has ended. */
    spend: (tookMs: number): void => {
      if (calmLooks < CALM_LOOKS) restUntil = nowMs() + Math.min(LONGEST_REST_MS, REST * tookMs)
    },
  }
}
