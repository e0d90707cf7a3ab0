import { monotonicFactory } from 'ulid'
import type { Config } from '../config'
import { createAudit } from '../platform/audit/audit'
import { mongoAudit } from '../platform/audit/audit.model'
import { createSealFolder, type SealFolder } from '../platform/audit/seal-folder'
import { createSealTokens } from '../platform/audit/seal-tokens'
import { createSystemClock, type Clock } from '../platform/clock/clock'
import { newJti, newSalt, saltedDigest, textCipher, type FieldCipher, type KeyedDigests } from '../platform/crypto'
import { createErasableKeys, type ErasableCipher, type ErasableKeys } from '../platform/erasure/erasable-keys'
import { mongoErasableKeys } from '../platform/erasure/erasable-keys.model'
import { createIdempotency } from '../platform/idempotency/idempotency'
import { createRateLimiter, type RateLimitTable } from '../platform/limits/limiter'
import type { Log } from '../platform/log/log'
import { createOutbox } from '../platform/outbox/outbox'
import { mongoOutbox } from '../platform/outbox/outbox.model'
import { createTokenService, followKeyStore, openKeyStore, type TokenService } from '../platform/tokens'
import type { Trail } from '../features/holders'
import { createFieldKeys } from './field-keys'

/** Field encryption alone, for data migrations. */
export const fieldCipherOf = (config: Config): FieldCipher => createFieldKeys(config).cipher

export const auditCipher = (keys: ErasableKeys): ErasableCipher => keys.cipherFor('audit', { collection: 'audit', field: 'facts' })

const ISSUER = 'zhangshangban'

const openSealFolder = ({ config, digests, tokens }: { config: Config; digests: KeyedDigests; tokens: TokenService }): SealFolder | null =>
  config.sealDir ? createSealFolder({ dir: config.sealDir, seals: createSealTokens({ tokens, newJti }), formerKey: digests.deriveKey('audit-seal') }) : null

const openKeys = (config: Config, now: () => Date) => openKeyStore({ dir: config.keyDir, environment: config.environment, mayCreate: !config.production, now })

/** The seal folder alone, for data migrations; null where none is configured. */
export function sealFolderOf(config: Config): SealFolder | null {
  const { now } = createSystemClock()
  const tokens = createTokenService({ keyRing: openKeys(config, now).ring, issuer: ISSUER, now })
  return openSealFolder({ config, digests: createFieldKeys(config).digests, tokens })
}

/** Keys of what can be erased, for data migrations; entries keep the month they were made in, however old. */
export const erasableKeysOf = (config: Config): ErasableKeys =>
  createErasableKeys({ store: mongoErasableKeys, cipher: fieldCipherOf(config), now: createSystemClock().now, mayReopen: true })

export type PlatformParts = ReturnType<typeof createPlatformParts>

/** What every feature leans on: keys, ids, trail, counters, remembered answers. */
export function createPlatformParts({ config, clock, log, limits }: { config: Config; clock: Clock; log: Log; limits: RateLimitTable }) {
  const { now } = clock
  const { digests, cipher } = createFieldKeys(config)
  const nextUlid = monotonicFactory()
  const newId = (at: Date) => nextUlid(at.getTime())
  const keyStore = openKeys(config, now)
  const keyRing = keyStore.ring
  // A rotation or a withdrawal reaches a running process within seconds (R10).
  const stopFollowingKeys = followKeyStore({ store: keyStore, everyMs: 5_000, onProblem: (cause) => log.warn('keys.unreadable', { cause }) })
  const tokens = createTokenService({ keyRing, issuer: ISSUER, now })
  const seals = openSealFolder({ config, digests, tokens })
  const erasable = createErasableKeys({ store: mongoErasableKeys, cipher, now })
  const audit = createAudit({ store: mongoAudit, cipher: auditCipher(erasable), newSalt, saltedDigest, newId, now, seals })
  const outbox = createOutbox({ store: mongoOutbox, newId, now, log })
  const trail: Trail = {
    record: (tx, { action, actor, subjectId, reason, facts }) => audit.record(tx as never, { action, actor, subjectId, reason, facts }),
    tell: (tx, { topic, key, ids }) => outbox.put(tx as never, { topic, key, payload: ids }),
  }
  const limiter = createRateLimiter({ table: limits, digest: (key) => digests.blindIndex('rateLimit', key), log })
  const idempotency = createIdempotency({
    now,
    ...textCipher(cipher, 'idempotency', 'answer'),
    erasable: (kind) => erasable.cipherFor(kind, { collection: 'idempotency', field: 'answer' }),
  })
  return { now, digests, cipher, newId, keyRing, stopFollowingKeys, tokens, audit, erasable, outbox, trail, limiter, idempotency }
}
