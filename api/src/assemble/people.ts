import { maskPersonName, type DocumentType } from '@zsb/shared/identity'
import type { Config } from '../config'
import { hasOpenCases } from '../features/applications'
import { createDemo } from '../features/demo'
import { createFamily, type ProveRelation } from '../features/family'
import { createHolderSeal, createHolderService, createMongoHolders, type Holder } from '../features/holders'
import type { PersonProofs } from '../features/presentations'
import { createPrivacy } from '../features/privacy'
import { createBirthRegister, createFace, createPopulation, createRealName } from '../features/real-name'
import { createAlipay, createSessions, createSms, createWechat, exchangeDemoKeys } from '../features/sessions'
import { createStaff, createStaffRoles } from '../features/staff'
import type { ContentService } from '../features/content'
import { createHashPassword } from '../platform/crypto'
import { createOutbound } from '../platform/outbound/outbound'
import { createRsa2 } from '../platform/tokens/partner/rsa2'
import type { PlatformParts } from './platform-parts'

interface Parts {
  config: Config
  platform: PlatformParts
  content: ContentService
  proveRelation: ProveRelation
  /** Parsed `content/privacy` and `content/demo`. */
  guides: readonly unknown[]
  partyWords: (code: string) => { zh: string; en: string }
  demoContent: unknown
  /** A citizen has signed in. */
  onSessionOpened: (personId: string) => void
  onSessionsEnded: (sessionIds: readonly string[]) => void
  onSessionChanged: (sessionId: string | null) => void
}

export type People = Awaited<ReturnType<typeof assemblePeople>>

/** People: who they are, how they sign in, for whom they act. */
export async function assemblePeople({
  config,
  platform,
  content,
  proveRelation,
  guides,
  partyWords,
  demoContent,
  onSessionOpened,
  onSessionsEnded,
  onSessionChanged,
}: Parts) {
  const { now, newId, trail, digests, cipher, limiter, tokens } = platform
  const shared = { trail, newId, now }
  const { secrets, partners } = config
  const line = (system: keyof Config['partners']) => createOutbound({ system, baseUrl: partners[system] ?? '', range: config.partnerRanges[system] })
  const alipayLine = line('alipay')
  const signature = secrets.alipay
    ? createRsa2({ ownPrivateKey: secrets.alipay.own, partnerPublicKey: secrets.alipay.partner })
    : await exchangeDemoKeys(alipayLine)
  const exchangeCodeOf = (type: string) => content.documentFormat(type as DocumentType).exchangeCode

  const holderSeal = createHolderSeal({ cipher, digests })
  const holders = createHolderService({ store: createMongoHolders({ trail }), seal: holderSeal, newId, now })
  const { privacy, routers: privacyRouters } = createPrivacy({ holders, guides, partyWords, ...shared })
  const { family, routers: familyRouters } = createFamily({ holders, proveRelation, ...shared })
  const sessions = createSessions({
    ...shared,
    holders,
    tokens,
    digests,
    limiter,
    partners: {
      wechat: createWechat({ line: line('wechat'), appId: secrets.wechatAppId, secret: secrets.wechatSecret, now }),
      alipay: createAlipay({ line: alipayLine, appId: secrets.alipayAppId, signature, now }),
      sms: createSms({ line: line('sms'), apiKey: secrets.smsKey }),
    },
    findStaffRole: createStaffRoles({ trail }),
    takeRecentProof: (who) => realName.recentProof.take(who),
    findGuardianship: family.guardianOf,
    listChildren: family.listChildren,
    acceptedGuideVersion: privacy.acceptedGuideVersion,
    onSessionOpened,
    onSessionsEnded,
    onSessionChanged,
  })
  const handlesApplications = (office: string) => content.serviceItems().some((item) => item.office === office)
  const reviewsPlaces = (office: string) => content.relyingParty(office)?.reviewsPlaces === true
  const offices = { handlesApplications, reviewsPlaces, hasOpenCases }
  const hashPassword = createHashPassword(config.passwordCost)
  const staff = createStaff({ holders, sessions, trail, cipher, digests, limiter, hashPassword, demo: config.demo, ...offices, newId, now })
  const register = createPopulation({ line: line('population'), key: secrets.populationKey, exchangeCodeOf })
  const births = createBirthRegister({ line: line('population'), key: secrets.populationKey })
  const realName = createRealName({
    ...shared,
    holders,
    holderSeal,
    digests,
    limiter,
    register,
    face: createFace({ line: line('face'), key: secrets.faceKey, returnUrl: `${config.publicBase}/`, exchangeCodeOf }),
    formatOf: content.documentFormat,
    hasSensitiveConsent: privacy.hasSensitiveConsent,
    onDisplaced: async ({ personId, by }) => void (await sessions.sessions.endAllOf({ personId, reason: 'documentMoved', actor: by })),
  })
  const demo = config.demo ? createDemo({ content: demoContent, holders, staff, smsInbox: partners.sms, hashPassword, newId, now }) : null
  const routers = [...sessions.routers, ...staff.routers, ...realName.routers, ...privacyRouters, ...familyRouters, ...(demo?.routers ?? [])]
  /** Documents a holder is known by now, a birth certificate after the number that came later; none for somebody not real-named. */
  const currentOf = (holder: Holder | null) => {
    const known = holder ? holders.factsOf(holder).documents.filter(({ current }) => current) : []
    return known.sort((a, b) => Number(a.type === 'birthCertificate') - Number(b.type === 'birthCertificate'))
  }
  const documentsOf = async (subjectId: string) => currentOf(await holders.find(subjectId)).map(({ type, number }) => ({ documentType: type, number }))
  const personOf = async (id: string) => {
    const holder = await holders.find(id)
    const name = holder && holders.factsOf(holder).name
    return holder && name ? { personId: holder._id, nameMasked: maskPersonName(name) } : null
  }
  const personProofs: PersonProofs = {
    phoneOf: async (personId) => {
      const holder = await holders.find(personId)
      return holder && holders.factsOf(holder).phone
    },
    isConfirmed: async (personId) => (await holders.find(personId))?.level === 'confirmed',
    sendCode: sessions.codes.send,
    redeemCode: sessions.codes.redeem,
    hasRecent: realName.recentProof.has,
    takeRecent: realName.recentProof.take,
  }
  /** What an application is filled in with; nothing of somebody unknown. */
  const factsOf = async (subjectId: string) => {
    const holder = await holders.find(subjectId)
    const facts = holder && holders.factsOf(holder)
    const [document] = currentOf(holder)
    return { name: facts?.name ?? null, phone: facts?.phone ?? null, number: document?.number ?? null, documentType: document?.type ?? null }
  }
  const isSamePerson = async (one: string, other: string) => {
    const [holder, known] = await Promise.all([holders.find(one), holders.find(other)])
    return holder !== null && known !== null && holders.isOwn({ personId: known._id, holder })
  }
  const checkPopulation = async (claim: { name: string; documentType: string; number: string }) => (await register.check(claim)) === 'match'
  return {
    personOf,
    factsOf,
    isSamePerson,
    checkPopulation,
    findInPopulation: register.find,
    findPhoto: register.findPhoto,
    personProofs,
    births,
    holders,
    sessions,
    staff,
    family,
    privacy,
    demo,
    documentsOf,
    seenAtWindow: realName.seenAtWindow,
    routers,
  }
}
