import type Router from '@koa/router'
import type { MyChild } from '@zsb/shared/holder'
import type { KeyedDigests } from '../../platform/crypto'
import type { RateLimiter } from '../../platform/http/platform'
import type { Authenticate, Principal } from '../../platform/http/principal'
import type { TokenService } from '../../platform/tokens'
import type { HolderService, Trail } from '../holders'
import type { PhonePartner, SignInPartner, SmsSender } from './adapters/partners'
import { createAuthenticate, type FindGuardianship, type FindStaffRole } from './authenticate'
import { createMeService, type MeService } from './me.service'
import { mongoOneTimeCodes } from './one-time-codes.model'
import { createOneTimeCodes, type OneTimeCodeService } from './one-time-codes.service'
import { createSessionCache } from './session-cache'
import { createSessionTokens, type SessionTokens } from './session-tokens'
import { createMongoSessions } from './sessions.model'
import { meRoutes, sessionRoutes, signInRoutes, windowFreezeRoutes } from './sessions.routes'
import { createSessionService, isLive, type SessionService } from './sessions.service'
import type { SessionStore } from './sessions.store'
import { createSignInService } from './sign-in.service'
import { createWindowFreeze } from './window-freeze.service'

export { carryRefresh, dropRefresh } from './refresh-carrier'
export type { SessionService, OpenedSession } from './sessions.service'
export type { SessionStore, Session } from './sessions.store'
export type { SessionTokens } from './session-tokens'
export type { MeService } from './me.service'
export type { FindGuardianship, FindStaffRole } from './authenticate'
export type { PhonePartner, SignInPartner, SmsSender } from './adapters/partners'
export { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from './adapters/partner-call'
export { exchangeDemoKeys } from './adapters/alipay-demo-keys'
export { createAlipay, type PartnerSignature } from './adapters/alipay'
export { createSms } from './adapters/sms'
export { createWechat } from './adapters/wechat'

interface Parts {
  holders: HolderService
  trail: Trail
  tokens: Pick<TokenService, 'issue' | 'verify' | 'keysGeneration'>
  digests: KeyedDigests
  limiter: RateLimiter
  partners: { wechat: SignInPartner & PhonePartner; alipay: SignInPartner; sms: SmsSender }
  takeRecentProof: (who: Pick<Principal, 'personId' | 'deviceId'>) => Promise<boolean>
  findStaffRole: FindStaffRole
  findGuardianship: FindGuardianship
  listChildren: (personId: string) => Promise<MyChild[]>
  acceptedGuideVersion: (personId: string) => Promise<number | null>
  onSessionOpened?: (personId: string) => void
  onSessionsEnded?: (sessionIds: readonly string[]) => void
  /** A session changed in some process; null when changes may have been missed and any may have. */
  onSessionChanged?: (sessionId: string | null) => void
  newId: (at: Date) => string
  now: () => Date
}

export interface SessionsFeature {
  authenticate: Authenticate
  /** Whether the session stands and its holder is not frozen, asked of the store. */
  isSessionLive: (sessionId: string) => Promise<boolean>
  sessions: SessionService
  me: MeService
  codes: OneTimeCodeService
  store: SessionStore
  tokens: SessionTokens
  routers: Router[]
  /** Follows changes made by other processes. */
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** Sign-in, sessions, freezing, and the `authenticate` that every endpoint asks. */
export function createSessions(parts: Parts): SessionsFeature {
  const { holders, digests, now, newId } = parts
  const store = createMongoSessions({ trail: parts.trail })
  const cache = createSessionCache({ find: store.find, now })
  const tokens = createSessionTokens({ tokens: parts.tokens, refreshKey: digests.deriveKey('session.refresh') })
  const deviceIndex = (deviceId: string) => digests.blindIndex('device', deviceId)
  const sessions = createSessionService({
    store,
    cache,
    tokens,
    holders,
    deviceIndex,
    newId,
    now,
    onOpened: parts.onSessionOpened,
    onEnded: parts.onSessionsEnded,
  })
  const codes = createOneTimeCodes({
    store: mongoOneTimeCodes,
    limiter: parts.limiter,
    sendSms: (message) => parts.partners.sms.send(message),
    phoneIndex: (phone) => digests.blindIndex('phone', phone),
    deviceIndex,
    digestKey: digests.deriveKey('session.otp'),
    newId,
    now,
  })
  const signIn = createSignInService({
    codes,
    wechat: parts.partners.wechat,
    alipay: parts.partners.alipay,
    holders,
    sessions,
    takeRecentProof: parts.takeRecentProof,
  })
  const me = createMeService({ holders, listChildren: parts.listChildren, acceptedGuideVersion: parts.acceptedGuideVersion })
  const authenticate = createAuthenticate({ tokens, cache, store, holders, findStaffRole: parts.findStaffRole, findGuardianship: parts.findGuardianship, now })
  const routes = { codes, signIn, sessions, me, windowFreeze: createWindowFreeze({ holders, sessions }), authenticate, now }
  async function isSessionLive(sessionId: string): Promise<boolean> {
    const session = await store.find(sessionId)
    if (!isLive(session, now())) return false
    const holder = await holders.find(session.personId)
    return holder !== null && holder.frozenAt === null
  }
  const { onSessionChanged } = parts
  const changed = (id: string) => {
    cache.drop(id)
    onSessionChanged?.(id)
  }
  const lost = () => {
    cache.dropAll()
    onSessionChanged?.(null)
  }
  let stopWatching: (() => Promise<void>) | null = null
  return {
    authenticate,
    isSessionLive,
    sessions,
    me,
    codes,
    store,
    tokens,
    routers: [signInRoutes(routes), sessionRoutes(routes), meRoutes(routes), windowFreezeRoutes(routes)],
    start: async () => {
      stopWatching = await store.watch({ changed, lost })
    },
    stop: async () => stopWatching?.(),
  }
}
