import type { Collection, Document, Filter, Sort } from 'mongodb'
import { createTogether } from './together'

/** Reads one document by its `_id`; null when there is none. */
export type MicroRead<T> = (id: string) => Promise<T | null>

interface Options<T extends Document> {
  collection: () => Collection<T>
  maxBatch: number
}

/** Many small reads share one question, by `_id`. */
export const createMicroRead = <T extends Document & { _id: string }>({ collection, maxBatch }: Options<T>): MicroRead<T> =>
  createTogether({
    maxBatch,
    work: async (ids) => {
      // One more than can come: after a full batch the server would be asked whether that was all.
      const found = await collection()
        .find({ _id: { $in: [...new Set(ids)] } } as unknown as Filter<T>, { batchSize: ids.length + 1 })
        .toArray()
      const byId = new Map(found.map((document) => [(document as T)._id, document as T]))
      return ids.map((id) => byId.get(id) ?? null)
    },
  })

interface ListOptions<T extends Document> extends Options<T> {
  /** Whose they are: text, first in the index that `sort` goes on with. */
  of: keyof T & string
  sort: Readonly<Record<string, 1 | -1>>
  /** What else they are. */
  filter?: Filter<T>
  /** So many of one at most. */
  most: number
}

/** More than one has, as a rule: whoever has more is asked for alone. */
const FEW = 8

/** In the order they come in. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Many short lists share one question, by whose they are. */
export function createMicroLists<T extends Document>({ collection, of, sort, filter = {}, most, maxBatch }: ListOptions<T>): (key: string) => Promise<T[]> {
  const find = (keys: readonly string[], limit: number) =>
    collection()
      .find({ ...filter, [of]: keys.length === 1 ? keys[0] : { $in: keys } } as Filter<T>, { batchSize: limit + 1 })
      .sort({ ...(keys.length > 1 && { [of]: 1 }), ...sort } as Sort)
      .limit(limit)
      .toArray() as Promise<T[]>

  async function listAll(keys: readonly string[]): Promise<Map<string, T[]>> {
    const limit = keys.length === 1 ? most : keys.length * FEW
    const found = await find(keys, limit)
    if (keys.length > 1 && found.length === limit) return new Map(await Promise.all(keys.map(async (key) => [key, await find([key], most)] as const)))
    return groupBy(found, (document) => String(document[of]))
  }

  return createTogether({
    maxBatch,
    work: async (keys) => {
      const lists = await listAll([...new Set(keys)])
      return keys.map((key) => lists.get(key)?.slice(0, most) ?? [])
    },
  })
}
