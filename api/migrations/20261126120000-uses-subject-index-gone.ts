import type { Db } from 'mongodb'

/** No query finds uses by their subject: the holder's side of them is the ledger. The index cost every verification a write. */
export async function up(db: Db): Promise<void> {
  const found = await db.listCollections({ name: 'uses' }).toArray()
  if (found.length === 0) return
  const indexes = await db.collection('uses').indexes()
  if (indexes.some(({ name }) => name === 'subjectId_1_at_-1')) await db.collection('uses').dropIndex('subjectId_1_at_-1')
}
