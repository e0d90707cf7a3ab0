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
  /** More than one has, as a rule: whoever has more may have to be asked for alone. */
  few?: number
}

const FEW = 8
/** Texts as the database sorts them. */
const isBefore = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0

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

interface MicroLists<T> {
  /** Of one, in the order of `sort`. */
  ofOne: (key: string) => Promise<T[]>
  /** Of all of these as one list. @param keep which of them are looked at; all without it */
  ofAll: (keys: readonly string[], keep?: (one: T) => boolean) => Promise<T[]>
}

/** Two in the order that the database has them in. */
const comparing =
  <T>(sort: Readonly<Record<string, 1 | -1>>) =>
  (one: T, other: T): number => {
    for (const [field, direction] of Object.entries(sort)) {
      const [a, b] = [one[field as keyof T], other[field as keyof T]]
      if (a < b) return -direction
      if (a > b) return direction
    }
    return 0
  }

/** Many short lists share one question, by whose they are. */
export function createMicroLists<T extends Document>({ collection, of, sort, filter = {}, most, few = FEW, maxBatch }: ListOptions<T>): MicroLists<T> {
  const find = (keys: readonly string[], limit: number) =>
    collection()
      .find({ ...filter, [of]: keys.length === 1 ? keys[0] : { $in: keys } } as Filter<T>, { batchSize: limit + 1 })
      .sort({ ...(keys.length > 1 && { [of]: 1 }), ...sort } as Sort)
      .limit(limit)
      .toArray() as Promise<T[]>

  async function listAll(keys: readonly string[]): Promise<Map<string, T[]>> {
    const keyOf = (document: T) => String(document[of])
    if (keys.length === 0) return new Map()
    const limit = keys.length === 1 ? most : keys.length * few
    const found = await find(keys, limit)
    const lists = groupBy(found, keyOf)
    if (keys.length === 1 || found.length < limit) return lists
    // All before the last one are complete.
    const last = keyOf(found.at(-1)!)
    const [ofLast, ofLater] = await Promise.all([find([last], most), listAll(keys.filter((key) => isBefore(last, key)))])
    return new Map([...lists, [last, ofLast], ...ofLater])
  }

  const ofOne = createTogether({
    maxBatch,
    work: async (keys: readonly string[]) => {
      const lists = await listAll([...new Set(keys)])
      return keys.map((key) => lists.get(key)?.slice(0, most) ?? [])
    },
  })
  return {
    ofOne,
    ofAll: async (keys, keep = () => true) => (await Promise.all(keys.map(ofOne))).flat().filter(keep).sort(comparing(sort)).slice(0, most),
  }
}
