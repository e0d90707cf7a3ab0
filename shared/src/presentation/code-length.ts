/** Longest token of a presentation code: header with a key id of four, `{jti, exp}` and an ES256 signature are 202 to 208 characters. */
export const LONGEST_TOKEN = 208
/** Longest text a QR of version 10 at level L holds: 57 modules a side, which a camera still reads at 160 px (performance.md P6, P7). */
export const LONGEST_CODE = 271

/** Characters a server's address `https://<host>[:port]` may have, so that every code under it is a QR of at most version 10. */
export const LONGEST_PUBLIC_BASE = LONGEST_CODE - LONGEST_TOKEN - '/v#'.length
