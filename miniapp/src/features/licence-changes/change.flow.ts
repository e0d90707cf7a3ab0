import type { StateChangeView } from '@zsb/shared/licence'

/** What this reader may do with a change: sign it, take back his own, or only read. The server decides again (R17). */
export type Part = 'sign' | 'takeBack' | 'read'

export const partIn = ({ state, mine }: Pick<StateChangeView, 'state' | 'mine'>): Part => (state !== 'pending' ? 'read' : mine ? 'takeBack' : 'sign')

/** What waits for the reader first, then the rest as it came: newest first. */
export function inOrder(changes: readonly StateChangeView[]): StateChangeView[] {
  const waits = changes.filter((change) => partIn(change) === 'sign')
  return [...waits, ...changes.filter((change) => partIn(change) !== 'sign')]
}
