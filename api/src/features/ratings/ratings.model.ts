import { RatingLevel } from '@zsb/shared/rating'
import mongoose from 'mongoose'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Trail } from '../holders'
import { CallBacks } from './call-backs.model'
import type { RatingRecord, RatingStore } from './ratings.store'

const Ratings = defineModel<RatingRecord>({
  name: 'Rating',
  collection: 'ratings',
  definition: {
    _id: requiredText,
    applicationId: requiredText,
    number: { type: String, default: null },
    stage: requiredText,
    subjectId: requiredText,
    raterId: requiredText,
    item: requiredText,
    itemVersion: { type: Number, required: true },
    office: requiredText,
    scheme: requiredText,
    schemeVersion: { type: Number, required: true },
    level: { ...requiredText, enum: RatingLevel.options },
    options: { type: [String], required: true },
    text: requiredText,
    at: requiredInstant,
    changedAt: { type: Date, default: null },
    version: { type: Number, required: true },
    changeBy: { type: Object, required: true },
  },
  configure: (schema) => schema.index({ applicationId: 1, stage: 1 }, { unique: true }),
})

/** More stages than any scheme has. */
const MOST_STAGES = 20

export function createMongoRatings({ trail }: { trail: Trail }): RatingStore {
  return {
    add: async (rating, callBack, act) => {
      try {
        await inTransaction(async (session) => {
          await Ratings.create([rating], { session })
          if (callBack) await CallBacks.create([callBack], { session })
          await trail.record(session, act)
        })
        return 'inserted'
      } catch (cause) {
        if (isDuplicateKey(cause)) return 'duplicate'
        throw cause
      }
    },
    change: ({ id, version, set, callBack, act }) =>
      inTransaction(async (session) => {
        const changed = await Ratings.findOneAndUpdate(
          { _id: id, version },
          { $set: set, $inc: { version: 1 } },
          { returnDocument: 'after', session },
        ).lean<RatingRecord>()
        if (!changed) return null
        if (callBack && !(await CallBacks.exists({ _id: id }).session(session))) await CallBacks.create([callBack], { session })
        await trail.record(session, act)
        return changed
      }),
    listOfCase: (applicationId) => Ratings.find({ applicationId }).limit(MOST_STAGES).lean<RatingRecord[]>().exec(),
    findByIds: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : Ratings.find({ _id: mongoose.trusted({ $in: [...ids] }) as never })
            .lean<RatingRecord[]>()
            .exec(),
  }
}
