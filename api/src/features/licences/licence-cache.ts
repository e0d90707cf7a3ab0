import type { LicenceRecord, LicenceRevision, LicenceStore } from './licences.store'

export interface Loaded {
  record: LicenceRecord
  revision: LicenceRevision
}

const SIZE = 5_000

/**
 * Licences in memory, dropped by the change stream in whichever process they change. While the stream is down nothing is kept:
 * the age of what is answered is the age of the status on record, never that of a forgotten copy.
 */
export function createLicenceCache({ store }: { store: Pick<LicenceStore, 'findById' | 'findRevisions' | 'watch'> }) {
  const kept = new Map<string, Loaded>()
  /** Changes seen: a record read before one of its changes arrived is not kept. */
  let seen = 0
  let live = false
  let unwatch: (() => Promise<void>) | null = null

  async function read(id: string): Promise<Loaded | null> {
    const record = await store.findById(id)
    if (!record) return null
    const [revision] = await store.findRevisions([`${id}@${record.revision}`])
    return revision ? { record, revision } : null
  }

  async function get(id: string): Promise<Loaded | null> {
    const known = kept.get(id)
    if (known && live) {
      kept.delete(id)
      kept.set(id, known)
      return known
    }
    const before = seen
    const loaded = await read(id)
    if (loaded && live && before === seen) {
      kept.set(id, loaded)
      const [oldest] = kept.keys()
      if (kept.size > SIZE && oldest) kept.delete(oldest)
    }
    return loaded
  }

  const drop = (id: string) => {
    seen += 1
    kept.delete(id)
  }

  /** An earlier content of it, which is never kept: it is asked for when an answer is repeated. */
  async function asItWas({ record }: Loaded, wanted: number): Promise<Loaded | null> {
    const [revision] = await store.findRevisions([`${record._id}@${wanted}`])
    return revision ? { record: { ...record, revision: wanted }, revision } : null
  }

  return {
    get,
    asItWas,
    drop,
    size: () => kept.size,
    start: async () => {
      unwatch = await store.watch({
        onChange: drop,
        onLive: (isLive) => {
          live = isLive
          seen += 1
          kept.clear()
        },
      })
    },
    stop: async () => {
      live = false
      kept.clear()
      await unwatch?.()
    },
  }
}
export type LicenceCache = ReturnType<typeof createLicenceCache>
