import { CallBackFinding } from '@zsb/shared/rating'
import mongoose from 'mongoose'
import { defineModel } from '../../platform/db/schema'
import { answerableFields, createMongoAnswerables, indexAnswerables } from '../answerable'
import type { Trail } from '../holders'
import type { CallBackRecord, CallBackStore } from './ratings.store'

export const CallBacks = defineModel<CallBackRecord>({
  name: 'RatingCallBack',
  collection: 'rating_call_backs',
  definition: answerableFields(CallBackFinding.options),
  configure: indexAnswerables,
})

export function createMongoCallBacks({ trail }: { trail: Trail }): CallBackStore {
  return {
    ...createMongoAnswerables(CallBacks, { trail }),
    findByIds: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : CallBacks.find({ _id: mongoose.trusted({ $in: [...ids] }) as never })
            .lean<CallBackRecord[]>()
            .exec(),
  }
}
