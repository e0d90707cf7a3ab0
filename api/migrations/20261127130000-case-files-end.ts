import type { Db } from 'mongodb'

/** Ten years from 1 January after the end, as the city's table stood then. */
const YEARS = 10

/** Files of cases that ended before anybody counted how long they are kept 档案保管期限. */
export async function up(db: Db): Promise<void> {
  const endedIn = { $toInt: { $substrBytes: ['$progress.lastOn', 0, 4] } }
  const eraseFilesOn = { $concat: [{ $toString: { $add: [endedIn, YEARS + 1] } }, '-01-01'] }
  await db.collection('applications').updateMany({ state: 'over', eraseFilesOn: { $exists: false } }, [{ $set: { eraseFilesOn } }])
}
