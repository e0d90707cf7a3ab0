/** A change of state asked for by one person and, where the type says so, signed by a second 双人复核. */
export interface StateChange {
  _id: string
  licenceId: string
  identifier: string
  action: string
  from: string
  to: string
  caseNumber: string
  /** Encrypted. */
  reason: string
  asker: { personId: string; staffId: string; sessionId: string; deviceId: string }
  organisation: string
  at: Date
  state: 'pending' | 'done' | 'overtaken'
  approver: { personId: string; staffId: string; sessionId: string; deviceId: string } | null
  decidedAt: Date | null
}

export interface StateChangeStore {
  add: (change: StateChange) => Promise<void>
  find: (query: { id: string; organisation: string }) => Promise<StateChange | null>
  list: (query: { organisation: string; after: string | null; limit: number }) => Promise<{ items: StateChange[]; next: string | null }>
  /** False when it was decided before. */
  decide: (query: { id: string; state: 'done' | 'overtaken'; approver: StateChange['approver']; at: Date }) => Promise<boolean>
}
