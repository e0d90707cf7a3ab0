import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Recolouring, RecolouringStore } from './recolourings.store'

const count = { type: Number, required: true } as const
const Recolourings = defineModel<Recolouring>({
  name: 'HealthRecolouring',
  collection: 'health_recolourings',
  definition: {
    _id: requiredText,
    from: count,
    to: count,
    at: requiredInstant,
    state: requiredText,
    place: { type: String, default: '' },
    looked: count,
    told: count,
    endedAt: { type: Date, default: null },
  },
  configure: (schema) => schema.index({ at: -1 }),
})

const newestFirst = (limit: number) => Recolourings.find({}).setOptions({ everything: true }).sort({ at: -1 }).limit(limit).lean<Recolouring[]>().exec()

export const mongoRecolourings: RecolouringStore = {
  findLast: async () => (await newestFirst(1))[0] ?? null,
  begin: async (recolouring) => void (await Recolourings.updateOne({ _id: recolouring._id }, { $setOnInsert: recolouring }, { upsert: true })),
  advance: async ({ id, from, to, looked, told }) =>
    void (await Recolourings.updateOne({ _id: id, state: 'running', place: from }, { $set: { place: to }, $inc: { looked, told } })),
  finish: async ({ id, at }) => void (await Recolourings.updateOne({ _id: id, state: 'running' }, { $set: { state: 'done', endedAt: at, place: '' } })),
  list: newestFirst,
}
