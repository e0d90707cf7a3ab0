import type { Sunset, SunsetStore } from './sunsets.store'

interface Parts {
  store: Pick<SunsetStore, 'close'>
  /** One that nobody signed was in the way, and is closed: told to the alarm. */
  onForged: () => void
  now: () => Date
}

/** Takes what nobody handed in, or two have not signed, out of the way of others, on record. False where it was closed before, or changed meanwhile. */
export const createForgedCloser =
  ({ store, onForged, now }: Parts) =>
  async ({ _id: id, state }: Sunset): Promise<boolean> => {
    const act = { action: 'healthCode.sunsetClosed', actor: null, subjectId: null, facts: { sunsetId: String(id) } }
    const isClosed = await store.close({ id, state, at: now(), act })
    if (isClosed) onForged()
    return isClosed
  }
