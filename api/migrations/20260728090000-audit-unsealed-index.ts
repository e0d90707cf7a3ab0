import type { Db } from 'mongodb'

/** The index that finds unsealed audit entries now begins with `seq`, so that the sealer's query can use it. */
export async function up(db: Db): Promise<void> {
  const found = await db.listCollections({ name: 'audit' }).toArray()
  if (found.length === 0) return
  const indexes = await db.collection('audit').indexes()
  if (indexes.some(({ name }) => name === 'unsealed')) await db.collection('audit').dropIndex('unsealed')
}
