/** A rule set that came in force, and how far everybody it gives another colour has been told 规则换版告知. */
export interface Recolouring {
  /** `<code>@<version>.<when the one before began, ms>`: one for each time that a version comes in force. */
  _id: string
  from: number
  to: number
  at: Date
  state: 'running' | 'done'
  /** The last person that was looked at; '' before the first. */
  place: string
  looked: number
  told: number
  endedAt: Date | null
}

export interface RecolouringStore {
  findLast: () => Promise<Recolouring | null>
  /** Once, whichever process sees first that another version is in force. */
  begin: (recolouring: Recolouring) => Promise<void>
  /** From one place to the next, while it runs: what was done twice after a kill is counted once. */
  advance: (query: { id: string; from: string; to: string; looked: number; told: number }) => Promise<void>
  finish: (query: { id: string; at: Date }) => Promise<void>
  list: (limit: number) => Promise<Recolouring[]>
}
