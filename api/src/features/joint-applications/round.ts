import { AppError } from '../../platform/http/app-error'
import type { JointRecord, JointStore } from './joint.store'

/** Consents, decisions or parts changed while something was about to be done by them: it is looked at again. */
export class RoundMoved extends Error {}
/** Each time somebody else got further: parts and consents are few. */
const TRIES = 40

/** In the transaction of what is done: the joint application 联办 is as it was read. @throws RoundMoved */
export const holding =
  (store: Pick<JointStore, 'holdRound'>, { _id: id, round }: Pick<JointRecord, '_id' | 'round'>) =>
  async (tx: unknown): Promise<void> => {
    if (!(await store.holdRound(tx, { id, round }))) throw new RoundMoved()
  }

const isMoved = (cause: unknown): boolean => cause instanceof RoundMoved || (cause instanceof AppError && cause.code === 'APPLICATION_MOVED')

/** Does it anew, from what it reads on, as long as somebody else got further meanwhile. */
export async function untilHeld<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work()
    } catch (cause) {
      if (!isMoved(cause) || tries === TRIES) throw cause
    }
}
