// `npm run migrate` as often as it is asked to, a line of stdin for each: what costs is to start it.
import '../../src/assemble/assemble'
import { createInterface } from 'node:readline'
import { readConfig } from '../../src/config'
import { connectMongo, disconnectMongo } from '../../src/platform/db/mongo'
import { migrate } from '../../src/platform/db/migrate'
import { createLog } from '../../src/platform/log/log'

async function main(): Promise<void> {
  const log = createLog({ level: 'silent' })
  await connectMongo({ uri: readConfig().mongoUri, production: false, log })
  process.stdout.write('ready\n')
  for await (const _ of createInterface({ input: process.stdin })) {
    await migrate(log)
    process.stdout.write('done\n')
  }
  await disconnectMongo()
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the database could not be migrated'}\n`)
  process.exit(1)
})
