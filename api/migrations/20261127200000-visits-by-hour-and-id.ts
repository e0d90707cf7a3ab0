import type { Db } from 'mongodb'

/** Visits of a place are read by hour and id; the index by hour alone has one beside it that does the same. */
export async function up(db: Db): Promise<void> {
  const found = await db.listCollections({ name: 'place_visits' }).toArray()
  if (found.length === 0) return
  const indexes = await db.collection('place_visits').indexes()
  if (indexes.some(({ name }) => name === 'placeId_1_at_1_via_1')) await db.collection('place_visits').dropIndex('placeId_1_at_1_via_1')
}
