// Migrates the database named first with the steps in the folder named second, as a process of its own.
import '../../src/platform/jobs/lease'
import { connectMongo, disconnectMongo } from '../../src/platform/db/mongo'
import { migrate } from '../../src/platform/db/migrate'
import { migrateData } from '../../src/platform/db/migrate-data'
import { createLog } from '../../src/platform/log/log'

const [uri = '', dir = ''] = process.argv.slice(2)
const log = createLog({ level: 'silent' })

connectMongo({ uri, production: false, log })
  .then(() => migrate(log, () => migrateData(dir)))
  .then(() => 'done')
  .catch((cause: unknown) => String(cause))
  .then(async (outcome) => {
    process.stdout.write(`${outcome}\n`)
    await disconnectMongo()
  })
