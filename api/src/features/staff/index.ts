import type Router from '@koa/router'
import type { KeyedDigests, FieldCipher } from '../../platform/crypto'
import { verifyPassword, type HashPassword } from '../../platform/crypto'
import type { RateLimiter } from '../../platform/http/platform'
import type { HolderService, Trail } from '../holders'
import type { FindStaffRole, SessionsFeature } from '../sessions'
import { createMongoDeputies } from './deputies.model'
import { colleagueRoutes, deputyRoutes } from './deputies.routes'
import { createDeputies, type DeputyService } from './deputies.service'
import { createStaffDevices } from './staff-devices.service'
import { createMongoStaff } from './staff.model'
import { staffDeviceRoutes, staffRoutes, staffSessionRoutes } from './staff.routes'
import { createStaffService, roleOf, type StaffService } from './staff.service'
import type { StaffStore } from './staff.store'

export { demoTotpSecret, newTotpSecret, totpAt } from './second-factor'
export type { DeputyService } from './deputies.service'
export type { StaffService } from './staff.service'
export type { StaffAccount, StaffStore } from './staff.store'

interface Parts {
  holders: HolderService
  sessions: Pick<SessionsFeature, 'sessions' | 'store' | 'tokens'>
  trail: Trail
  cipher: FieldCipher
  digests: KeyedDigests
  limiter: RateLimiter
  demo: boolean
  handlesApplications: (relyingPartyCode: string) => boolean
  reviewsPlaces: (relyingPartyCode: string) => boolean
  hasOpenCases: (query: { office: string; staffId: string }) => Promise<boolean>
  hashPassword: HashPassword
  newId: (at: Date) => string
  now: () => Date
}
export interface StaffFeature {
  staff: StaffService
  /** Colleagues, and who stands in for whom 代理. */
  deputies: DeputyService
  store: StaffStore
  sealTotp: (secret: string, staffId: string) => string
  routers: Router[]
}

const place = (recordId: string) => ({ collection: 'staff_accounts', field: 'totp', recordId })

/** What `authenticate` asks about a staff account; apart from `createStaff`, because sessions are built before staff. */
export function createStaffRoles({ trail }: { trail: Trail }): FindStaffRole {
  const store = createMongoStaff({ trail })
  return async (staffId) => roleOf(await store.find(staffId))
}

export function createStaff(parts: Parts): StaffFeature {
  const { holders, cipher, digests, demo, newId, now } = parts
  const store = createMongoStaff({ trail: parts.trail })
  const devices = createStaffDevices({
    store,
    holders,
    sessions: parts.sessions.sessions,
    deviceIndex: (id) => digests.blindIndex('device', id),
    demo,
    newId,
    now,
  })
  const staff = createStaffService({
    store,
    devices,
    sessions: parts.sessions.sessions,
    sessionStore: parts.sessions.store,
    tokens: parts.sessions.tokens,
    holders,
    openTotp: (sealed, staffId) => cipher.decrypt(sealed, place(staffId)),
    nameIndex: (username) => digests.blindIndex('staffName', username),
    hashPassword: parts.hashPassword,
    verifyPassword,
    limiter: parts.limiter,
    handlesApplications: parts.handlesApplications,
    reviewsPlaces: parts.reviewsPlaces,
    now,
  })
  const deputies = createDeputies({ store: createMongoDeputies({ trail: parts.trail }), staff: store, holders, hasOpenCases: parts.hasOpenCases, newId, now })
  return {
    staff,
    deputies,
    store,
    sealTotp: (secret, staffId) => cipher.encrypt(secret, place(staffId)),
    routers: [staffSessionRoutes({ staff, now }), staffRoutes({ staff }), staffDeviceRoutes({ devices }), colleagueRoutes(deputies), deputyRoutes(deputies)],
  }
}
