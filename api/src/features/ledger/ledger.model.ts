import type { Collection } from 'mongodb'
import mongoose from 'mongoose'
import { duplicatesOf } from '../../platform/db/bulk-outcome'
import { createMicroBatch } from '../../platform/db/micro-batch'
import { DURABLE } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { LedgerHead, LedgerLink, LedgerStore } from './ledger.store'

const Links = defineModel<LedgerLink>({
  name: 'LedgerLink',
  collection: 'ledger',
  definition: {
    _id: requiredText,
    subjectId: requiredText,
    seq: { type: Number, required: true },
    prevHash: { type: String },
    hash: requiredText,
    sourceId: requiredText,
    at: requiredInstant,
    digest: requiredText,
    sealed: requiredText,
  },
  configure: (schema) => {
    schema.index({ subjectId: 1, seq: 1 }, { unique: true })
    schema.index({ sourceId: 1 }, { unique: true })
  },
})

type StoredHead = Omit<LedgerHead, 'subjectId'> & { _id: string }
const Heads = defineModel<StoredHead>({
  name: 'LedgerHead',
  collection: 'ledger_heads',
  definition: { _id: requiredText, seq: { type: Number, required: true }, hash: requiredText },
})

const native = () => Links.collection as unknown as Collection<LedgerLink>
/** Ends of chains that stand alone: those of many holders share one write. */
const single = createMicroBatch<LedgerLink>({ collection: native, maxQueue: 5_000, maxBatch: 500 })

/** In order, so that a chain never has a gap: the write ends at the first link whose place or source is taken. */
async function appendInOrder(links: readonly LedgerLink[]): Promise<number> {
  try {
    await native().insertMany([...links], { ordered: true, writeConcern: DURABLE })
    return links.length
  } catch (cause) {
    const [taken] = duplicatesOf(cause) ?? []
    if (taken === undefined) throw cause
    return taken
  }
}

const toHead = ({ _id, seq, hash }: StoredHead): LedgerHead => ({ subjectId: String(_id), seq, hash })

export const ledgerQuery = ({ subjectId, beforeSeq, limit }: Parameters<LedgerStore['list']>[0]) =>
  Links.find({ subjectId, ...(beforeSeq !== null && { seq: mongoose.trusted({ $lt: beforeSeq }) }) })
    .sort({ seq: -1 })
    .limit(limit)

export const mongoLedger: LedgerStore = {
  last: (subjectId) => Links.findOne({ subjectId }).sort({ seq: -1 }).lean<LedgerLink>().exec(),
  append: async (links) => {
    const [only, ...more] = links
    if (!only) return 0
    if (more.length > 0) return appendInOrder(links)
    return (await single.insert(only)) === 'inserted' ? 1 : 0
  },
  list: (query) => ledgerQuery(query).lean<LedgerLink[]>().exec(),
  find: ({ id, subjectIds }) =>
    Links.findOne({ _id: id, subjectId: mongoose.trusted({ $in: [...subjectIds] }) })
      .lean<LedgerLink>()
      .exec(),
  findBySources: (sourceIds) =>
    native()
      .find({ sourceId: { $in: [...sourceIds] } })
      .toArray(),
  findByIds: (ids) =>
    ids.length === 0
      ? Promise.resolve([])
      : Links.find({ _id: mongoose.trusted({ $in: [...ids] }) })
          .lean<LedgerLink[]>()
          .exec(),
  raiseHeads: async (raised) => {
    const moves = raised.map(({ subjectId, seq, hash }) => ({
      updateOne: { filter: { _id: subjectId as never, seq: { $lt: seq } }, update: { $set: { seq, hash } }, upsert: true },
    }))
    try {
      if (moves.length > 0) await Heads.collection.bulkWrite(moves, { ordered: false, writeConcern: DURABLE })
    } catch (cause) {
      // It is there and not behind.
      if (!duplicatesOf(cause)) throw cause
    }
  },
  findHeads: async (subjectIds) => {
    const found = await Heads.collection.find<StoredHead>({ _id: { $in: subjectIds as never[] } }).toArray()
    return found.map(toHead)
  },
  heads: async function* () {
    for await (const head of Heads.find().setOptions({ everything: true }).lean<StoredHead>().cursor()) yield toHead(head)
  },
  walk: () => Links.find().setOptions({ everything: true }).sort({ subjectId: 1, seq: 1 }).lean<LedgerLink>().cursor(),
}
