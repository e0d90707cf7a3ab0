import type { Db, MongoClient } from 'mongodb'

const AT_A_TIME = 500

/** Keys that are destroyed in order to erase lie in a database of their own, which no backup of the records holds: they were among these before. */
export async function up(db: Db, client: MongoClient): Promise<void> {
  const before = db.collection<{ _id: string }>('erasable_keys')
  const apart = client.db(`${db.databaseName}_keys`).collection<{ _id: string }>('erasable_keys')
  const writes: { replaceOne: { filter: { _id: string }; replacement: object; upsert: true } }[] = []
  // A key that was destroyed meanwhile stays destroyed: what is there already is newer.
  const known = new Set((await apart.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id))
  for await (const key of before.find()) {
    if (known.has(key._id)) continue
    writes.push({ replaceOne: { filter: { _id: key._id }, replacement: key, upsert: true } })
    if (writes.length === AT_A_TIME) await apart.bulkWrite(writes.splice(0), { ordered: false })
  }
  if (writes.length > 0) await apart.bulkWrite(writes, { ordered: false })
  await db.dropCollection('erasable_keys').catch(() => undefined)
}
