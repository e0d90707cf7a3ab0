import { parseArgs } from 'node:util'
import { createErasing } from '../assemble/erasing'
import { createPlatformParts } from '../assemble/platform-parts'
import { readConfig } from '../config'
import { createSystemClock } from '../platform/clock/clock'
import { connectMongo, disconnectMongo } from '../platform/db/mongo'
import type { EraseOutcome } from '../platform/erasure/erase.service'
import { createLog } from '../platform/log/log'

const SAID: Record<EraseOutcome, string> = {
  erased: 'erased: its key is destroyed; within 30 s no process can read it',
  erasedBefore: 'was erased before',
  nothingRecorded: 'nothing was recorded then',
  tooYoung: 'the present month and the one before it are still written to',
  retentionRuns: 'the retention is not over; --because <document> erases it all the same',
}

/** `npm run erase -- --kind ledger --period 2023-05 [--because <document>]`: erases what is personal in a kind and month. */
async function main(): Promise<void> {
  const {
    kind = '',
    period = '',
    because,
  } = parseArgs({
    options: { kind: { type: 'string' }, period: { type: 'string' }, because: { type: 'string' } },
  }).values
  if (!/^[a-z]+$/.test(kind) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(period))
    throw new Error('--kind audit|ledger|declaration|codes|evidence|visits --period YYYY-MM [--because <document>]')
  const config = readConfig()
  const log = createLog({ level: 'warn' })
  await connectMongo({ uri: config.mongoUri, production: config.production, log, patient: true })
  const { audit, now, stopFollowingKeys } = createPlatformParts({ config, clock: createSystemClock(), log, limits: {} })
  const outcome = await createErasing({ audit, now }).erase({ kind, period, ...(because && { because }) })
  process.stdout.write(`${kind} ${period}: ${SAID[outcome]}\n`)
  stopFollowingKeys()
  await disconnectMongo()
  process.exitCode = outcome === 'tooYoung' || outcome === 'retentionRuns' ? 1 : 0
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'nothing could be erased'}\n`)
  process.exit(2)
})
