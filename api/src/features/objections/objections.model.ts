import { ObjectionFinding } from '@zsb/shared/objection'
import { inTransaction, isDuplicateKey } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import { answerableFields, createMongoAnswerables, indexAnswerables } from '../answerable'
import type { Trail } from '../holders'
import type { ObjectionRecord, ObjectionStore } from './objections.store'

const textOrNull = { type: String, default: null } as const
const count = { type: Number, required: true } as const

const Objections = defineModel<ObjectionRecord>({
  name: 'Objection',
  collection: 'objections',
  definition: {
    ...answerableFields(ObjectionFinding.options),
    applicationId: requiredText,
    number: textOrNull,
    item: requiredText,
    itemVersion: count,
    no: count,
    action: requiredText,
    outcome: textOrNull,
    decidedAt: requiredInstant,
    subjectId: requiredText,
    objectorId: requiredText,
    text: requiredText,
  },
  configure: (schema) => {
    indexAnswerables(schema)
    schema.index({ applicationId: 1, no: 1 }, { unique: true })
  },
})

/** More decisions than any case has. */
const MOST = 20

export function createMongoObjections({ trail }: { trail: Trail }): ObjectionStore {
  return {
    ...createMongoAnswerables(Objections, { trail }),
    add: async (record, act) => {
      try {
        await inTransaction(async (session) => {
          await Objections.create([record], { session })
          await trail.record(session, act)
        })
        return true
      } catch (cause) {
        if (isDuplicateKey(cause)) return false
        throw cause
      }
    },
    findAny: (id) => Objections.findById(id).lean<ObjectionRecord>().exec(),
    listOfCase: (applicationId) => Objections.find({ applicationId }).limit(MOST).lean<ObjectionRecord[]>().exec(),
  }
}
