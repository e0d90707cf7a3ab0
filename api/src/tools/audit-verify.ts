import { createFactsSeal, mongoLedger, verifyLedger } from '../features/ledger'
import { mongoPendingUses } from '../features/verification'
import { createPlatformParts, textCipher } from '../assemble/platform-parts'
import { readConfig } from '../config'
import { createSystemClock } from '../platform/clock/clock'
import { linkHash } from '../platform/chain/chain'
import { newSalt, saltedDigest } from '../platform/crypto'
import { connectMongo, disconnectMongo } from '../platform/db/mongo'
import { createLog } from '../platform/log/log'

/** `npm run audit:verify`: walks every holder's ledger and the audit trail, names every break, exits 1 when there is one. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog({ level: 'warn' })
  await connectMongo({ uri: config.mongoUri, production: config.production, log })
  const { cipher, audit, stopFollowingKeys } = createPlatformParts({ config, clock: createSystemClock(), log, limits: {} })
  const seal = createFactsSeal({ ...textCipher(cipher, 'ledger', 'facts'), newSalt, saltedDigest })
  const ledger = await verifyLedger({
    store: mongoLedger,
    seal,
    hashOf: ({ subjectId, seq, prevHash, sourceId, at, digest }) => linkHash({ subjectId, seq, prevHash, sourceId, at, digest }),
    expectedCount: mongoPendingUses.countProjected,
  })
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
