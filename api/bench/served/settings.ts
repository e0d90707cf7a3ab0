import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config'

/** An API on the measured database whose outside systems answer nothing. */
export function settings() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const nobody = 'http://127.0.0.1:9'
  const systems = ['wechat', 'alipay', 'sms', 'population', 'face', 'police', 'hrss', 'market', 'health', 'disabled']
  return readConfig({
    MONGODB_URI: process.env.BENCH_MONGODB_URI,
    PUBLIC_BASE: 'https://zsb.test',
    KEY_DIR: mkdtempSync(join(tmpdir(), 'zsb-bench-')),
    PARTNER_URLS: JSON.stringify(Object.fromEntries(systems.map((name) => [name, nobody]))),
    ALIPAY_OWN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ALIPAY_PARTNER_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    LOG_LEVEL: 'warn',
  })
}
