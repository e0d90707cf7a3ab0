import type { Db } from 'mongodb'

/** The list of a guardian's children now leaves out ended relations by the index; the one it replaces goes. */
export async function up(db: Db): Promise<void> {
  const found = await db.listCollections({ name: 'family_relations' }).toArray()
  if (found.length === 0) return
  const indexes = await db.collection('family_relations').indexes()
  if (indexes.some(({ name }) => name === 'guardianId_1__id_1')) await db.collection('family_relations').dropIndex('guardianId_1__id_1')
}
