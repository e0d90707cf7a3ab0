import mongoose, { type ClientSession } from 'mongoose'
import { inTransaction } from '../../platform/db/mongo'
import { defineModel, requiredInstant, requiredText } from '../../platform/db/schema'
import type { Act, Trail } from '../holders'
import type { PrintedCode, PrintedCodeStore, TellPrinted } from './printed-codes.store'

const PrintedCodes = defineModel<PrintedCode>({
  name: 'PrintedHealthCode',
  collection: 'printed_codes',
  definition: {
    _id: requiredText,
    jti: requiredText,
    personId: requiredText,
    number: requiredText,
    channel: { ...requiredText, enum: ['phone', 'window'] },
    issuedAt: requiredInstant,
    expiresAt: requiredInstant,
    revokedAt: { type: Date, default: null },
    purgeAt: requiredInstant,
  },
  configure: (schema) => {
    schema.index({ jti: 1 }, { unique: true })
    schema.index({ personId: 1 }, { unique: true, partialFilterExpression: { revokedAt: null }, name: 'one_living' })
    schema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
  },
})

const among = (ids: readonly string[]) => (ids.length === 1 ? ids[0]! : (mongoose.trusted({ $in: [...ids] }) as never as string))
const after = (at: Date) => mongoose.trusted({ $gt: at }) as never as Date

export function createMongoPrintedCodes({ trail }: { trail: Trail }): PrintedCodeStore {
  const end = async (session: ClientSession, filter: { personIds: readonly string[]; id?: string; at: Date }) => {
    const living = { personId: among(filter.personIds), revokedAt: null, ...(filter.id !== undefined && { _id: filter.id }) }
    const good = await PrintedCodes.countDocuments({ ...living, expiresAt: after(filter.at) }).session(session)
    await PrintedCodes.updateMany(living, { $set: { revokedAt: filter.at } }, { session })
    return good
  }
  const record = async (session: ClientSession, { act, tell }: { act: Act; tell: TellPrinted }) => {
    await trail.record(session, act)
    await trail.tell(session, tell)
  }
  return {
    replace: ({ code, personIds, act, tell }) =>
      inTransaction(async (session) => {
        await end(session, { personIds, at: code.issuedAt })
        await PrintedCodes.create([code], { session })
        await record(session, { act, tell })
      }),
    findByJti: (jti) => PrintedCodes.findOne({ jti }).lean<PrintedCode>().exec(),
    findLiving: ({ id, personIds, at }) =>
      PrintedCodes.findOne({ _id: id, personId: among(personIds), revokedAt: null, expiresAt: after(at) })
        .lean<PrintedCode>()
        .exec(),
    listLiving: ({ personIds, at, limit }) =>
      PrintedCodes.find({ personId: among(personIds), revokedAt: null, expiresAt: after(at) })
        .limit(limit)
        .lean<PrintedCode[]>()
        .exec(),
    revoke: ({ personIds, id, at, act, tell }) =>
      inTransaction(async (session) => {
        const revoked = await end(session, { personIds, id, at })
        if (revoked > 0) await record(session, { act, tell })
        return revoked
      }),
    recordPrint: (query) => inTransaction((session) => record(session, query)),
  }
}
