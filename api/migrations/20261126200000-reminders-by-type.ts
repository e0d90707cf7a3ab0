import type { AnyBulkWriteOperation, Db } from 'mongodb'
import { remindDayOf, type LicenceType } from '@zsb/shared/licence'

interface Licence {
  _id: string
  type: string
  typeVersion: number
  validFromDay: string | null
  validToDay: string | null
  remindOn?: string
}
const AT_A_TIME = 500

/** Holders are told as long before the end as their type says; before, it was thirty days for every type. Who was told stays told. */
export async function up(db: Db): Promise<void> {
  const versions = db.collection<{ code: string; version: number; body: Pick<LicenceType, 'validity'> }>('content').find({ kind: 'licenceType' })
  const rules = new Map((await versions.toArray()).map(({ code, version, body }) => [`${code} ${version}`, body]))
  const licences = db.collection<Licence>('licences')
  const writes: AnyBulkWriteOperation<Licence>[] = []
  for await (const licence of licences.find({ remindOn: { $exists: true } }, { projection: { history: 0 } })) {
    const rule = rules.get(`${licence.type} ${licence.typeVersion}`)
    const remindOn = rule && remindDayOf(rule, licence)
    if (!rule || remindOn === licence.remindOn) continue
    const filter = { _id: licence._id, validToDay: licence.validToDay, remindOn: licence.remindOn }
    writes.push({ updateOne: { filter, update: remindOn ? { $set: { remindOn } } : { $unset: { remindOn: 1 } } } })
    if (writes.length === AT_A_TIME) await licences.bulkWrite(writes.splice(0), { ordered: false })
  }
  if (writes.length > 0) await licences.bulkWrite(writes, { ordered: false })
}
