import type { Db } from 'mongodb'

/**
 * Every complaint lies at a desk: at its office's, or at the platform's where it names no office or one without a supervisor. Those
 * made before went to their office by its code alone, and nobody saw some of them.
 */
export async function up(db: Db): Promise<void> {
  const complaints = db.collection('complaints')
  const supervised = await db.collection('staff_accounts').distinct('relyingPartyCode', { capacity: 'supervisor', state: 'active' })
  const office = { relyingPartyCode: { $in: supervised.filter((code) => typeof code === 'string' && code !== '') } }
  await complaints.updateMany({ desk: { $exists: false }, ...office }, { $set: { desk: 'office', overdueAt: null } })
  await complaints.updateMany({ desk: { $exists: false } }, { $set: { desk: 'platform', overdueAt: null } })
}
