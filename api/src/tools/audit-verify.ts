import { verifyWholeLedger } from '../assemble/ledger-parts'
import { createPlatformParts } from '../assemble/platform-parts'
import { readConfig } from '../config'
import { mongoAudit } from '../platform/audit/audit.model'
import { createSystemClock } from '../platform/clock/clock'
import { connectMongo, disconnectMongo } from '../platform/db/mongo'
import { mongoErasableKeys } from '../platform/erasure/erasable-keys.model'
import { verifyErasures } from '../platform/erasure/verify-erasures'
import { createLog } from '../platform/log/log'

/** `npm run audit:verify`: walks every holder's ledger and the audit trail, names every break, exits 1 when there is one (docs/decisions/0009). */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog({ level: 'warn' })
  await connectMongo({ uri: config.mongoUri, production: config.production, log, patient: true })
  const { erasable, audit, now, stopFollowingKeys } = createPlatformParts({ config, clock: createSystemClock(), log, limits: {} })
  const ledger = await verifyWholeLedger({ erasable, now })
  const trail = await audit.verify()
  const erasures = await verifyErasures({ store: mongoErasableKeys, findSubjects: mongoAudit.findSubjects })
  const breaks = [
    ...ledger.breaks.map((each) => ({ chain: `ledger ${each.subjectId}`, ...each })),
    ...trail.breaks.map((each) => ({ chain: 'audit', ...each })),
    ...erasures.map((each) => ({ chain: 'erasures', ...each })),
  ]
  const { entries: ledgerEntries, holders } = ledger
  const found = { ledgerEntries, holders, auditEntries: trail.entries, erasedEntries: ledger.erased + trail.erased, breaks }
  process.stdout.write(`${JSON.stringify(found)}\n`)
  stopFollowingKeys()
  await disconnectMongo()
  process.exitCode = breaks.length === 0 ? 0 : 1
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the chains could not be checked'}\n`)
  process.exitCode = 2
})
