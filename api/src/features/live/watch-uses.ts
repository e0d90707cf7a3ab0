import type { LiveMessage } from '@zsb/shared/live'

/** What of a use record the open phones must learn; read from the change stream. */
export interface UseChange {
  id: string
  kind: 'use' | 'refusal'
  jti: string | null
  /** Who held the phone. */
  showerId: string | null
  verifierId: string
  /** True when this change is the holder's 不是我. */
  contested: boolean
  inserted: boolean
}

/** Whom to tell what about a use, by person. */
export function messagesFor(change: UseChange): { personId: string; message: LiveMessage }[] {
  if (change.contested) return [{ personId: change.verifierId, message: { topic: 'verification.contested', id: change.id } }]
  if (!change.inserted || !change.showerId || !change.jti) return []
  const topic = change.kind === 'use' ? 'presentation.used' : 'presentation.refused'
  return [{ personId: change.showerId, message: { topic, id: change.jti } }]
}
