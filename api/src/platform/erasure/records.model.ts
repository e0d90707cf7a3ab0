import type { ClientSession } from 'mongoose'
import mongoose from 'mongoose'
import type { Document } from 'mongodb'
import type { RecordPlace } from './record-kind'

interface Row {
  _id: unknown
  at: unknown
}
const NO_TIME = new Date(0)

const native = (place: RecordPlace) => mongoose.connection.collection<Document>(place.collection)

/** @param from,before bounds of when they came to be; @param except condition of those that stay */
interface Which {
  from?: Date
  before?: Date
  except?: Readonly<Record<string, unknown>>
}
function filterOf({ at, where }: RecordPlace, { from, before, except }: Which): Document {
  const when = { ...(from && { $gte: from }), ...(before && { $lt: before }) }
  return { ...where, ...(Object.keys(when).length > 0 && { [at]: when }), ...(except && { $nor: [except] }) }
}

/** Records of whatever kind, by where they lie: what erasing needs to know of them, and nothing else. */
export const mongoRecords = {
  count: (place: RecordPlace, which: Which = {}): Promise<number> => native(place).countDocuments(filterOf(place, which)),
  /** So many go, in the transaction of the session; answers when each had come to be. */
  takeSome: async (place: RecordPlace, which: Which & { limit: number }, session: ClientSession): Promise<Date[]> => {
    const found = await native(place)
      .find(filterOf(place, which), { session, projection: { _id: 1, at: `$${place.at}` }, limit: which.limit })
      .toArray()
    if (found.length === 0) return []
    await native(place).deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session })
    // Where somebody wrote no time, it is counted with the oldest.
    return (found as unknown as Row[]).map(({ at }) => (at instanceof Date ? at : NO_TIME))
  },
  /** All at once, where nobody counts them. */
  take: async (place: RecordPlace, which: Which): Promise<number> => (await native(place).deleteMany(filterOf(place, which))).deletedCount,
}
export type RecordStore = typeof mongoRecords
