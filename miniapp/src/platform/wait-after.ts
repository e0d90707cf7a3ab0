const LONGEST_WAIT_SECONDS = 8

/** Seconds to wait after so many failures in a row: 1, 2, 4, 8; longer where the server says so (Retry-After). */
export const waitAfter = (failures: number, retryAfterSeconds = 0): number => Math.max(retryAfterSeconds, Math.min(2 ** (failures - 1), LONGEST_WAIT_SECONDS))

/** True when nobody knows whether it was done: no network, no answer in time, or a server that had no time for it. */
export const isUndecided = ({ isTransport, status }: { isTransport: boolean; status: number }): boolean => isTransport || status === 429 || status >= 500
