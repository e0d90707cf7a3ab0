import type { Act } from '../holders'

/** A face check under way; `_id` is the digest of the partner's ticket, `claimIndex` the document it is for. */
export interface FaceCheck {
  _id: string
  personId: string
  /** Device it was begun on: the face counts for it and for no other (R29). */
  deviceId: string
  claimIndex: string
  state: 'pending' | 'passed' | 'failed' | 'expired'
  startedAt: Date
  expiresAt: Date
  settledAt: Date | null
  /** When it served as the proof of something else, which it does once. */
  spentAt: Date | null
}

/** Somebody on his way to a window with an eight-digit code; only its digest is kept. */
export interface WindowRequestRecord {
  _id: string
  codeIndex: string
  personId: string
  claimIndex: string
  /** Device the code was asked for on: the window's word counts for it. */
  deviceId: string
  state: 'open' | 'confirmed' | 'refused' | 'replaced'
  requestedAt: Date
  expiresAt: Date
  confirmedBy: string | null
  settledAt: Date | null
  spentAt: Date | null
}

/** A face or a window on this device, and since when it counts. */
export interface ProofQuery {
  personId: string
  deviceId: string
  since: Date
}

export interface RealNameStore {
  addFaceCheck: (check: FaceCheck, act: Act) => Promise<void>
  findFaceCheck: (query: { id: string; personId: string; deviceId: string }) => Promise<FaceCheck | null>
  settleFaceCheck: (query: { id: string; state: FaceCheck['state']; at: Date; act: Act }) => Promise<boolean>
  /** Takes the place of earlier requests of the person; false when the code is in use by another. */
  addWindowRequest: (request: WindowRequestRecord, act: Act) => Promise<boolean>
  findWindowRequest: (query: { codeIndex: string; at: Date }) => Promise<WindowRequestRecord | null>
  /** Keeps in the audit trail that a clerk read name and number. */
  recordReveal: (act: Act) => Promise<void>
  hasProof: (query: ProofQuery) => Promise<boolean>
  /** Takes an unspent proof; true for exactly one caller of each. */
  takeProof: (query: ProofQuery & { at: Date }) => Promise<boolean>
  /** True for exactly one caller. Within `tx`, where it belongs to another change; else in a transaction of its own. */
  settleWindowRequest: (
    query: {
      id: string
      state: 'confirmed' | 'refused'
      by: string
      at: Date
      act: Act
      tell?: { topic: string; key: string; ids: Record<string, string> }
    },
    tx?: unknown,
  ) => Promise<boolean>
}
