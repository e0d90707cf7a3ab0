/** Reading answers of libraries in contract suites: what is not there is an empty object or list, and the expectation says so. */
export type Row = Record<string, unknown>

export const rowOf = (value: unknown): Row => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {})
export const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.map(rowOf) : [])
