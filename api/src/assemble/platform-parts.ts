import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import type { Config } from '../config'
import { createAudit } from '../platform/audit/audit'
import { mongoAudit } from '../platform/audit/audit.model'
import type { Clock } from '../platform/clock/clock'
import { createFieldCipher, createKeyedDigests, newSalt, saltedDigest, type FieldCipher, type KeyedDigests } from '../platform/crypto'
import { createIdempotency } from '../platform/idempotency/idempotency'
import { createRateLimiter, type RateLimitTable } from '../platform/limits/limiter'
import type { Log } from '../platform/log/log'
import { createOutbox } from '../platform/outbox/outbox'
import { mongoOutbox } from '../platform/outbox/outbox.model'
import { createTokenService, followKeyStore, openKeyStore } from '../platform/tokens'
import type { Trail } from '../features/holders'

/** The root of the field keys: from the configuration, or made once for the demo beside its other keys. */
function fieldRoot(config: Config): Buffer {
  if (config.fieldKey) return Buffer.from(config.fieldKey, 'base64')
  const file = join(config.keyDir, 'field.key')
  if (!existsSync(file)) {
    mkdirSync(config.keyDir, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'EEXIST') throw cause
    }
  }
  return readFileSync(file)
}

const cipherOf = (digests: KeyedDigests): FieldCipher => {
  const fieldKey = digests.deriveKey('field-encryption')
  return createFieldCipher({ activeId: 'k1', find: (id) => (id === 'k1' ? fieldKey : undefined) })
}
/** Field encryption alone, for data migrations. */
export const fieldCipherOf = (config: Config): FieldCipher => cipherOf(createKeyedDigests(fieldRoot(config)))

/** A cipher for one field of one collection. */
export const textCipher = (cipher: FieldCipher, collection: string, field: string) => ({
  encrypt: (text: string, recordId: string) => cipher.encrypt(text, { collection, field, recordId }),
  decrypt: (sealed: string, recordId: string) => cipher.decrypt(sealed, { collection, field, recordId }),
})

export type PlatformParts = ReturnType<typeof createPlatformParts>

/** What every feature leans on: keys, ids, trail, counters, remembered answers. */
export function createPlatformParts({ config, clock, log, limits }: { config: Config; clock: Clock; log: Log; limits: RateLimitTable }) {
  const { now } = clock
  const digests = createKeyedDigests(fieldRoot(config))
  const cipher = cipherOf(digests)
  const nextUlid = monotonicFactory()
  const newId = (at: Date) => nextUlid(at.getTime())
  const keyStore = openKeyStore({ dir: config.keyDir, environment: config.environment, mayCreate: !config.production, now })
  const keyRing = keyStore.ring
  // A rotation or a withdrawal reaches a running process within seconds (R10).
  const stopFollowingKeys = followKeyStore({ store: keyStore, everyMs: 5_000, onProblem: (cause) => log.warn('keys.unreadable', { cause }) })
  const tokens = createTokenService({ keyRing, issuer: 'zhangshangban', now })
  const audit = createAudit({ store: mongoAudit, ...textCipher(cipher, 'audit', 'facts'), newSalt, saltedDigest, newId, now })
  const outbox = createOutbox({ store: mongoOutbox, newId, now, log })
  const trail: Trail = {
    record: (tx, { action, actor, subjectId, reason, facts }) => audit.record(tx as never, { action, actor, subjectId, reason, facts }),
    tell: (tx, { topic, key, ids }) => outbox.put(tx as never, { topic, key, payload: ids }),
  }
  const limiter = createRateLimiter({ table: limits, digest: (key) => digests.blindIndex('rateLimit', key), log })
  const idempotency = createIdempotency({ now, ...textCipher(cipher, 'idempotency', 'answer') })
  return { now, digests, cipher, newId, keyRing, stopFollowingKeys, tokens, audit, outbox, trail, limiter, idempotency }
}
