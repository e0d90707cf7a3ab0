// Loads every model, so that their collections and indexes are known.
import '../assemble/assemble'
import { readConfig } from '../config'
import { connectMongo, disconnectMongo } from '../platform/db/mongo'
import { migrate } from '../platform/db/migrate'
import { createLog } from '../platform/log/log'

/** `npm run migrate`: brings the database to this release; the step before a new version starts (README, «Into production»). */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel })
  await connectMongo({ uri: config.mongoUri, production: config.production, log, patient: true })
  await migrate(log)
  await disconnectMongo()
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the database could not be migrated'}\n`)
  process.exit(1)
})
