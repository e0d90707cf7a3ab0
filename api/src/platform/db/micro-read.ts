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

interface Questions {
  keys: readonly string[]
  from: string
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
  /** Of all of these as one list. */
  ofAll: (keys: readonly string[], which?: Which<T>) => Promise<T[]>
}
interface Which<T> {
  /** Which of them are looked at; all without it. */
  keep?: (one: T) => boolean
  /** Only those from a text on, by the first field of `sort`, which then holds texts and is sorted downwards: what is left out stands at the end. */
  from?: string
}
interface Question {
  key: string
  /** Empty for all. */
  from: string
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
  const [first = ''] = Object.keys(sort)
  const find = ({ keys, from }: Questions, limit: number) =>
    collection()
      .find({ ...filter, [of]: keys.length === 1 ? keys[0] : { $in: keys }, ...(from && { [first]: { $gte: from } }) } as Filter<T>, { batchSize: limit + 1 })
      .sort({ ...(keys.length > 1 && { [of]: 1 }), ...sort } as Sort)
      .limit(limit)
      .toArray() as Promise<T[]>

  async function listAll({ keys, from }: Questions): Promise<Map<string, T[]>> {
    const keyOf = (document: T) => String(document[of])
    if (keys.length === 0) return new Map()
    const limit = keys.length === 1 ? most : keys.length * few
    const found = await find({ keys, from }, limit)
    const lists = groupBy(found, keyOf)
    if (keys.length === 1 || found.length < limit) return lists
    // All before the last one are complete.
    const last = keyOf(found.at(-1)!)
    const [ofLast, ofLater] = await Promise.all([find({ keys: [last], from }, most), listAll({ keys: keys.filter((key) => isBefore(last, key)), from })])
    return new Map([...lists, [last, ofLast], ...ofLater])
  }

  const ask = createTogether({
    maxBatch,
    work: async (questions: readonly Question[]) => {
      // Of all as far back as one of them asks for.
      const from = questions.reduce((least, question) => (question.from < least ? question.from : least), questions[0]!.from)
      const lists = await listAll({ keys: [...new Set(questions.map(({ key }) => key))], from })
      return questions.map(({ key, from: own }) => (lists.get(key) ?? []).filter((one) => own === '' || String(one[first as keyof T]) >= own).slice(0, most))
    },
  })
  return {
    ofOne: (key) => ask({ key, from: '' }),
    ofAll: async (keys, { keep = () => true, from = '' } = {}) =>
      (await Promise.all(keys.map((key) => ask({ key, from })))).flat().filter(keep).sort(comparing(sort)).slice(0, most),
  }
}
