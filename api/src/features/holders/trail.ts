import type { Capacity } from '@zsb/shared/principal'

/** Who did something, as the audit trail 留痕 keeps it. Null for what the system does by itself. */
export interface Actor {
  personId: string
  capacity: Capacity
  staffId?: string
  sessionId?: string
}

/** One act to be written in the same transaction as the change it describes (security.md R15, R18). Never holds personal data in `facts`. */
export interface Act {
  action: string
  actor: Actor | null
  subjectId: string | null
  /** Why, in the words of the person who did it; the trail encrypts it. */
  reason?: string
  facts?: Record<string, string | number | boolean | null>
}

/** What a store needs to leave a trail; `tx` is the transaction of the storage, opaque to everybody else. */
export interface Trail {
  record: (tx: unknown, act: Act) => Promise<void>
  /** Tells other parts after the commit, by outbox 待发消息; ids only. */
  tell: (tx: unknown, message: { topic: string; key: string; ids: Record<string, string> }) => Promise<void>
}

interface Acting {
  personId: string
  capacity: Capacity
  staffId?: string
  sessionId: string
}

/** Whoever does it with his own hand. */
export function actorOf({ hand, ...own }: Acting & { hand?: Acting }): Actor {
  const { personId, capacity, sessionId, staffId } = hand ?? own
  return { personId, capacity, sessionId, ...(staffId && { staffId }) }
}
