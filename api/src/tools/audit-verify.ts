import { verifyWholeLedger } from '../assemble/ledger-parts'
import { createPlatformParts } from '../assemble/platform-parts'
import { readConfig } from '../config'
import { createSystemClock } from '../platform/clock/clock'
import { connectMongo, disconnectMongo } from '../platform/db/mongo'
import { createLog } from '../platform/log/log'

/** `npm run audit:verify`: walks every holder's ledger and the audit trail, names every break, exits 1 when there is one. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog({ level: 'warn' })
  await connectMongo({ uri: config.mongoUri, production: config.production, log })
  const { cipher, audit, now, stopFollowingKeys } = createPlatformParts({ config, clock: createSystemClock(), log, limits: {} })
  const ledger = await verifyWholeLedger({ cipher, now })
  const trail = await audit.verify()
  const breaks = [
    ...ledger.breaks.map((each) => ({ chain: `ledger ${each.subjectId}`, ...each })),
    ...trail.breaks.map((each) => ({ chain: 'audit', ...each })),
  ]
  process.stdout.write(`${JSON.stringify({ ledgerEntries: ledger.entries, holders: ledger.holders, auditEntries: trail.entries, breaks })}\n`)
  stopFollowingKeys()
  await disconnectMongo()
  process.exitCode = breaks.length === 0 ? 0 : 1
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the chains could not be checked'}\n`)
  process.exitCode = 2
})
