import { flushCompileCache } from 'node:module'
import type { AddressInfo } from 'node:net'
import { assembleApi } from './assemble/assemble'
import { stopServing } from './assemble/stop-serving'
import { ConfigProblems, readConfig, type Config } from './config'
import { createSystemClock, type Clock } from './platform/clock/clock'
import { connectMongo, disconnectMongo } from './platform/db/mongo'
import { listMissingSteps, migrate } from './platform/db/migrate'
import { createHardServer } from './platform/http/harden-server'
import { createLog } from './platform/log/log'

/** Outside production the clock may follow the time server of the stand-ins, which walks move; in production that code is not loaded. */
async function createClock({ production, partners }: Config): Promise<Clock> {
  if (production || !partners.clock) return createSystemClock()
  const { followTimeServer } = await import('./platform/clock/follow-time-server')
  return followTimeServer(partners.clock)
}

async function main(): Promise<void> {
  const config = readConfig()
  const log = createLog({ level: config.logLevel })
  const clock = await createClock(config)
  await connectMongo({ uri: config.mongoUri, production: config.production, log })
  // Before anything is assembled: loading content writes, and nothing is written into a database of another release.
  let missing = await listMissingSteps()
  if (missing.length > 0 && config.autoMigrate) {
    await migrate(log)
    missing = await listMissingSteps()
  }
  if (missing.length > 0) throw new Error(`the database is not at this release: npm run migrate first (${missing.slice(0, 5).join('; ')})`)
  const api = await assembleApi({ config, clock, log })
  const server = createHardServer(api.listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  await api.start(server)
  // Also a process that is killed leaves what it compiled for the next one, where NODE_COMPILE_CACHE names a place for it.
  flushCompileCache()
  process.stdout.write(`${JSON.stringify({ ready: true, port: (server.address() as AddressInfo).port })}\n`)

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('api.stopping', { signal })
    const whole = await stopServing({ server, drain: api.drain, stop: api.stop, disconnect: disconnectMongo, log })
    clock.close()
    process.exit(whole ? 0 : 1)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
}

main().catch((cause: unknown) => {
  const lines = cause instanceof ConfigProblems ? cause.problems : [cause instanceof Error ? cause.message : 'the API could not start']
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
})
