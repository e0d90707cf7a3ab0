import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleApi } from '../../src/assemble/assemble'
import { readConfig } from '../../src/config'
import { createSystemClock } from '../../src/platform/clock/clock'
import { migrate } from '../../src/platform/db/migrate'
import { connectMongo } from '../../src/platform/db/mongo'
import { createLog } from '../../src/platform/log/log'
import { NEVER_SHED } from '../../src/platform/overload/shed'

/** An API on the measured database whose outside systems answer nothing. @param over variables of the environment that it has otherwise */
function settings(over: Record<string, string>) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const nobody = 'http://127.0.0.1:9'
  const systems = ['wechat', 'alipay', 'sms', 'population', 'face', 'police', 'hrss', 'market', 'health', 'disabled', 'post']
  return readConfig({
    MONGODB_URI: process.env.BENCH_MONGODB_URI,
    PUBLIC_BASE: 'https://zsb.test',
    KEY_DIR: mkdtempSync(join(tmpdir(), 'zsb-bench-')),
    PARTNER_URLS: JSON.stringify(Object.fromEntries(systems.map((name) => [name, nobody]))),
    ALIPAY_OWN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ALIPAY_PARTNER_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    LOG_LEVEL: 'warn',
    ...over,
  })
}

/** The whole API on the measured database, which is new; its loops are not started. */
export async function openApi(over: Record<string, string> = {}) {
  const config = settings(over)
  const log = createLog({ level: config.logLevel })
  const clock = createSystemClock()
  // Ten million visits are laid down first, and their indexes take the server longer than an API would wait for it.
  await connectMongo({ uri: config.mongoUri, production: false, log, patient: true })
  // The machine is shared: its lag is not the load of this process.
  const api = await assembleApi({ config, clock, log, shedAt: NEVER_SHED })
  // There is nothing to bring along.
  await migrate(log, async () => [])
  return { api, config, clock }
}
