import type { Collection } from 'mongodb'
import { DURABLE } from '../../platform/db/mongo'
import { watchChanges } from '../../platform/db/watch-changes'
import { Uses } from './verification.model'
import type { UseRecord } from './verification.store'

const native = () => Uses.collection as unknown as Collection<UseRecord>

/** What of a use every process needs at once. The rest, and the ledger's own marks, would cost each of them more than the use itself. */
export type SeenUse = Pick<UseRecord, '_id' | 'kind' | 'jti' | 'verdict'> & { shower: { personId: string } | null; verifier: { personId: string } }
const CONTESTED = 'updateDescription.updatedFields.contestedAt'
const SEEN = {
  operationType: 1,
  [CONTESTED]: 1,
  ...Object.fromEntries(['_id', 'kind', 'jti', 'verdict', 'shower.personId', 'verifier.personId'].map((field) => [`fullDocument.${field}`, 1])),
}

/** Uses the ledger has not taken yet, oldest first. */
export const mongoPendingUses = {
  next: (limit: number): Promise<UseRecord[]> => native().find({ projected: false }).sort({ at: 1 }).limit(limit).hint('unprojected').toArray(),
  markProjected: async (ids: string[]): Promise<void> => {
    await native().updateMany({ _id: { $in: ids } }, { $set: { projected: true } })
  },
  /** Uses that have been waiting for their entry since before an instant. */
  listLate: async ({ before, limit }: { before: Date; limit: number }): Promise<{ subjectId: string; sourceId: string }[]> => {
    const waiting = native().find({ projected: false, at: { $lt: before } }, { projection: { subjectId: 1 } })
    const found = await waiting.sort({ at: 1 }).limit(limit).hint('unprojected').toArray()
    return found.map(({ _id: sourceId, subjectId }) => ({ subjectId: subjectId ?? '', sourceId }))
  },
  /** The records of uses in a time, taken away with what the ledger showed of them; those the ledger has not taken yet stay. */
  eraseBetween: async ({ from, until }: { from: Date; until: Date }): Promise<number> =>
    (await native().deleteMany({ at: { $gte: from, $lt: until }, projected: true }, { writeConcern: DURABLE })).deletedCount,
  /** How many uses of each holder the ledger has taken. */
  countProjected: async function* (): AsyncIterable<{ subjectId: string; entries: number }> {
    const counted = native().aggregate<{ _id: string; entries: number }>(
      [{ $match: { kind: 'use', projected: true } }, { $group: { _id: '$subjectId', entries: { $sum: 1 } } }],
      { allowDiskUse: true },
    )
    for await (const { _id: subjectId, entries } of counted) yield { subjectId, entries }
  },
  /** Which of these uses were contested 不是我. */
  findContested: async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const found =
      ids.length === 0
        ? []
        : await native()
            .find({ _id: { $in: [...ids] }, contestedAt: { $ne: null } }, { projection: { _id: 1 } })
            .toArray()
    return new Set(found.map(({ _id }) => _id))
  },
  /** Calls back for every use or refusal that is written, and for every 不是我, in whichever process; what a gap held comes late. */
  watch: (onChange: (change: { use: SeenUse; inserted: boolean; contested: boolean }) => void): Promise<() => Promise<void>> =>
    watchChanges<UseRecord>({
      collection: native,
      pipeline: [{ $match: { $or: [{ operationType: 'insert' }, { [CONTESTED]: { $exists: true } }] } }, { $project: SEEN }],
      options: { fullDocument: 'updateLookup' },
      resume: true,
      onChange: (event) => {
        const change = event as unknown as { operationType: string; fullDocument?: SeenUse; updateDescription?: { updatedFields?: Record<string, unknown> } }
        if (!change.fullDocument) return
        const contested = change.updateDescription?.updatedFields?.contestedAt instanceof Date
        onChange({ use: change.fullDocument, inserted: change.operationType === 'insert', contested })
      },
    }),
}
