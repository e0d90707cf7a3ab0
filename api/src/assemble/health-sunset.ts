import type { ErasureProof } from '@zsb/shared/health-code'
import { APPEAL_KINDS } from '../features/health-appeals'
import { HEALTH_CODE_KINDS } from '../features/health-code'
import { EVIDENCE_KINDS_KEPT } from '../features/health-rules'
import { CONTACT_KINDS, CONTACT_NOTICES } from '../features/health-contacts'
import {
  createForgedCloser,
  createMongoSunsets,
  createSunsetJob,
  createSunsetService,
  createSunsetSignatures,
  sunsetRoutes,
  takeSwitchTurn,
} from '../features/health-sunset'
import { VISIT_KINDS } from '../features/places'
import { mongoAudit } from '../platform/audit/audit.model'
import { newJti, textCipher } from '../platform/crypto'
import { mongoErasableKeys } from '../platform/erasure/erasable-keys.model'
import type { RecordKind } from '../platform/erasure/record-kind'
import { createRecordRetention } from '../platform/erasure/record-retention'
import { mongoRecords } from '../platform/erasure/records.model'
import { idsOfUnsigned } from '../platform/second-person/second-person'
import { TOKEN_KINDS } from '../platform/tokens'
import { createErasing, readRetention } from './erasing'
import type { Log } from '../platform/log/log'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

/** Every kind of records that the health code keeps of people, in the order in which a sunset erases them. A feature that keeps one adds its own here. */
export const HEALTH_KINDS: readonly RecordKind[] = [...HEALTH_CODE_KINDS, ...EVIDENCE_KINDS_KEPT, ...VISIT_KINDS, ...APPEAL_KINDS, ...CONTACT_KINDS]

interface Parts {
  platform: Pick<PlatformParts, 'audit' | 'digests' | 'cipher' | 'tokens' | 'trail' | 'newId' | 'now'>
  people: Pick<People, 'documentsOf'>
  /** This process asks anew whether the health code is on. */
  onEnded: () => void
  log: Log
  /** Whether it was switched off for good, and not on again since. */
  isOff: () => Promise<boolean>
  /** What is done for people before the records of a kind go. */
  before: Readonly<Record<string, () => Promise<number>>>
}

/** 停用并销毁, the job that works it off, and what goes on its day without it. */
export function assembleSunset({ platform, people, log, isOff, onEnded, before }: Parts) {
  const { audit, digests, cipher, tokens, trail, newId, now } = platform
  const retention = readRetention()
  const kinds = HEALTH_KINDS
  const store = createMongoSunsets({ trail, keys: mongoErasableKeys })
  // The same digests as where content is published: one natural person is one, whatever is signed.
  const indexesOf = async (personId: string) =>
    (await people.documentsOf(personId)).map(({ documentType, number }) => digests.blindIndex('operatorDocument', `${documentType}:${number}`))
  const [reasonSeal, sign] = [textCipher(cipher, 'health_sunsets', 'reason'), (text: string) => digests.blindIndex('sunsetSignature', text)]
  const signatures = createSunsetSignatures({ reasonSeal, sign })
  const closeForged = createForgedCloser({ store, onForged: () => log.error('health.sunsetForged'), now })
  const sunsets = createSunsetService({
    store,
    kinds,
    retention,
    reasonSeal,
    refusalSeal: textCipher(cipher, 'health_sunsets', 'refusal'),
    indexesOf,
    signatures,
    sign,
    closeForged,
    onEnded,
    newId,
    now,
  })
  const job = createSunsetJob({
    store,
    kinds,
    records: mongoRecords,
    keys: mongoErasableKeys,
    eraseLiving: createErasing({ audit, now }).eraseLiving,
    findAct: mongoAudit.findLast,
    signProof: (proof: ErasureProof) =>
      tokens.issue('erasureProof', { jti: newJti(), lifeSeconds: TOKEN_KINDS.erasureProof.maxLifeSeconds, claims: { ...proof } }),
    isSigned: signatures.isSigned,
    closeForged,
    before,
    now,
  })
  const eraseOld = createRecordRetention({
    kinds: [...kinds, CONTACT_NOTICES],
    retention,
    records: mongoRecords,
    endedAt: () => store.findEnd(),
    isOff,
    isErasing: job.isErasing,
    now,
  })
  /** Also where somebody took the record of the end away: two have signed it. */
  async function findLastEnd(): Promise<Date | null> {
    const [end, signed] = await Promise.all([store.findEnd(), findLastSigned()])
    return end && signed ? new Date(Math.max(end.getTime(), signed.getTime())) : (end ?? signed)
  }
  async function findLastSigned(): Promise<Date | null> {
    for await (const sunset of store.eachSigned()) if (signatures.isSigned(sunset)) return sunset.decidedAt
    return null
  }
  return {
    routers: [sunsetRoutes(sunsets)],
    indexesOf,
    findEnd: store.findEnd,
    findLastEnd,
    takeSwitchTurn,
    watchEnds: store.watchEnds,
    round: job.round,
    isErasing: job.isErasing,
    eachUnexplained: () => idsOfUnsigned(store.eachSigned(), signatures.isSigned),
    eraseOld,
  }
}
