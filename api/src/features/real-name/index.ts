import type Router from '@koa/router'
import type { DocumentType, IdentityDocumentFormat } from '@zsb/shared/identity'
import { toCalendarDate } from '@zsb/shared/time'
import type { KeyedDigests } from '../../platform/crypto'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import type { Actor, HolderSeal, HolderService, Trail } from '../holders'
import type { FacePartner, PopulationRegister } from './adapters/registers'
import { createMongoRealName } from './real-name.model'
import { realNameRoutes, windowRealNameRoutes } from './real-name.routes'
import { createRealNameService } from './real-name.service'
import { createSeenAtWindow, type SeenAtWindow } from './seen-at-window'
import { createWindowRoute } from './window-route.service'

export type { SeenAtWindow } from './seen-at-window'
export type { FacePartner, PopulationRecord, PopulationRegister } from './adapters/registers'
export { createFace } from './adapters/face'
export { REFUSAL_WORDS } from './outcome-words'
export { createPopulation } from './adapters/population'
export { createBirthRegister, type BirthRegister } from './adapters/births'

interface Parts {
  holders: HolderService
  holderSeal: Pick<HolderSeal, 'documentIndex'>
  trail: Trail
  digests: KeyedDigests
  limiter: RateLimiter
  register: Pick<PopulationRegister, 'check'>
  face: FacePartner
  /** Content of `content/identity-documents`. */
  formatOf: (type: DocumentType) => IdentityDocumentFormat
  hasSensitiveConsent: (query: { personId: string; purpose: 'faceCheck' }) => Promise<boolean>
  /** An account lost its document to the person it belongs to, who proved it; `by` is he, or the clerk who saw him. */
  onDisplaced: (displaced: { personId: string; by: Actor }) => Promise<void>
  newId: (at: Date) => string
  now: () => Date
}

/** How long a face or a window on a device proves that it is still this person who holds it. */
const PROOF_MS = 10 * 60_000

/** A face or a window minutes ago, as the proof of something else: it serves once. */
export interface RecentProof {
  has: (principal: Pick<Principal, 'personId' | 'deviceId'>) => Promise<boolean>
  take: (principal: Pick<Principal, 'personId' | 'deviceId'>) => Promise<boolean>
}

export function createRealName(parts: Parts): { routers: Router[]; recentProof: RecentProof; seenAtWindow: SeenAtWindow } {
  const { holders, digests, limiter, register, face, formatOf, hasSensitiveConsent, onDisplaced, newId, now } = parts
  const store = createMongoRealName({ trail: parts.trail })
  const { documentIndex } = parts.holderSeal
  const shared = { store, holders, formatOf, documentIndex, onDisplaced, toDay: toCalendarDate, now }
  const service = createRealNameService({
    ...shared,
    register,
    face,
    limiter,
    hasSensitiveConsent,
    ticketDigest: (ticket) => digests.blindIndex('faceTicket', ticket),
  })
  const windowRoute = createWindowRoute({ ...shared, newId, codeIndex: (code) => digests.blindIndex('windowCode', code) })
  const routes = { service, windowRoute }
  const recent = ({ personId, deviceId }: Pick<Principal, 'personId' | 'deviceId'>, at: Date) => ({
    personId,
    deviceId,
    since: new Date(at.getTime() - PROOF_MS),
  })
  const recentProof: RecentProof = {
    has: (principal) => store.hasProof(recent(principal, now())),
    take: (principal) => {
      const at = now()
      return store.takeProof({ ...recent(principal, at), at })
    },
  }
  return { routers: [realNameRoutes(routes), windowRealNameRoutes(routes)], recentProof, seenAtWindow: createSeenAtWindow({ ...shared, register, limiter }) }
}
