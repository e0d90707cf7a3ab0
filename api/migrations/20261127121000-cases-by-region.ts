import type { Db } from 'mongodb'

/** Code of the city 临江市 as it stood then. */
const CITY = '990100'

/** Cases are found by the division they were filed for; those from before are the whole city's: their answers are sealed, and nothing is read of them here. */
export async function up(db: Db): Promise<void> {
  await db.collection('applications').updateMany({ region: { $exists: false } }, { $set: { region: CITY } })
}
