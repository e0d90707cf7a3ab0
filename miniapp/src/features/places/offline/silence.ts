/** A queue waits: on a bad line the phone answers by itself after this. */
export const PATIENCE_MS = 4_000

/** Without an answer of the server, or with one that it had no time: what the phone can say by itself. */
export const isSilent = ({ isTransport, status }: { isTransport: boolean; status: number }): boolean => isTransport || status >= 500
