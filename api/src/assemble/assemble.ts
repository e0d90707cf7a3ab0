import type { Server } from 'node:http'
import type Router from '@koa/router'
import * as z from 'zod/mini'
import type { Config } from '../config'
import { contentRoutes, createContentService, mongoContent, readAccessFile, readContentFiles } from '../features/content'
import {
  complaintRoutes,
  createComplaintService,
  createLedgerProjector,
  createLedgerService,
  createMongoComplaints,
  ledgerRoutes,
  mongoLedger,
} from '../features/ledger'
import { createHttpLibraries, createLicences, createProveRelation } from '../features/licences'
import { createLiveHub, liveRoutes, mongoLiveTickets, type LiveHub } from '../features/live'
import { createNoticeService, mongoNotices, noticeRoutes } from '../features/notices'
import { createRelyingParties } from '../features/relying-parties'
import { createServiceItemService, SearchWords, serviceItemRoutes } from '../features/service-items'
import { CONTEST_MS, mongoPendingUses } from '../features/verification'
import { createRefusalTrail } from '../platform/audit/refusals'
import type { Clock } from '../platform/clock/clock'
import { newJti, textCipher } from '../platform/crypto'
import { clientAddress } from '../platform/http/client-address'
import { createApp } from '../platform/http/create-app'
import { listOperations, openApiOnDemand } from '../platform/http/openapi'
import { startLoop, type Loop } from '../platform/jobs/loop'
import { RateLimitTable } from '../platform/limits/limiter'
import type { Log } from '../platform/log/log'
import { createMetrics } from '../platform/metrics/metrics'
import { createRefusal } from '../platform/overload/refusal'
import { createShedding, type SheddingThresholds } from '../platform/overload/shed'
import { createPolicy, PermissionTable } from '../platform/policy/permissions'
import { assembleAnswering } from './answering'
import { assembleApplications } from './applications'
import { createContentWords } from './content-words'
import { contentDir, readFolder } from './content-dir'
import { createErasing } from './erasing'
import { gatheredSource } from './gathered-source'
import { assembleHealth } from './health'
import { answerDaysOf, ledgerCipher, ledgerHash, ledgerSeal } from './ledger-parts'
import { toLedgerSource } from './ledger-source'
import { outsideHandlers, vitalHandlers } from './outside-handlers'
import { startOverdueLoop } from './overdue-loop'
import { assemblePeople } from './people'
import { createPlatformParts } from './platform-parts'
import { assemblePublishing } from './publishing'
import { newReceiptPart } from './receipt-part'
import { revealSource } from './reveal-source'
import { assembleShowing } from './showing'
import { createTellOfUse } from './tell-of-use'
import { tellPeople } from './tell-people'
import { watchForPhones } from './watch-for-phones'

const LIVE_PATH = '/api/v1/live'
const NO_COUNTER = { zh: '', en: '' }
/**
 * From where requests are sent away (R23). 256 ordinary ones are what a process waits for when an outside system hangs for its five
 * seconds: fifty people a second are served all the same. More than 128 verifications at once make no more of them in a second.
 */
const SHED_AT: SheddingThresholds = { ordinaryMs: 400, verificationMs: 900, ordinaryAtWork: 256, verificationsAtWork: 128 }

interface Parts {
  config: Config
  clock: Clock
  log: Log
  shedAt?: SheddingThresholds
}

/** Builds the whole API from its configuration: the only place that knows every feature. */
export async function assembleApi({ config, clock, log, shedAt = SHED_AT }: Parts) {
  const limits = z.parse(RateLimitTable, readAccessFile(contentDir, 'rate-limits'))
  const policy = createPolicy(z.parse(PermissionTable, readAccessFile(contentDir, 'permissions')))
  const platform = createPlatformParts({ config, clock, log, limits })
  const { now, newId, digests, cipher, tokens, audit, outbox } = platform
  const content = createContentService({ store: mongoContent, now, log })
  await content.load(readContentFiles(contentDir))
  const words = createContentWords(content)
  const metrics = createMetrics({ countParked: outbox.countParked })
  const shedding = createShedding(shedAt, { onShed: metrics.countShed })
  let hub: LiveHub | null = null

  const notices = createNoticeService({ store: mongoNotices, newId, now })
  const libraries = createHttpLibraries({ urls: config.partners, ranges: config.partnerRanges, keys: config.secrets.libraries, clientId: 'zsb', now })
  /** Set once licences are there, which need people first. */
  let gather: (personId: string) => void = () => undefined
  const people = await assemblePeople({
    config,
    platform,
    content,
    partyWords: words.relyingParty,
    proveRelation: createProveRelation({ libraries, content }),
    guides: readFolder('privacy'),
    demoContent: readFolder('demo')[0],
    onSessionOpened: (personId) => gather(personId),
    onSessionsEnded: (ids) => ids.forEach((id) => hub?.dropSession(id)),
    onSessionChanged: (id) => void (id === null ? hub?.recheckAll() : hub?.recheck(id)),
  })
  const counterOf = async (staffId: string) => (await people.staff.staff.findCounter(staffId)) ?? NO_COUNTER

  // The ledger: made from uses by a projector, one chain for each holder.
  const seal = ledgerSeal(ledgerCipher(platform.erasable))
  const projector = createLedgerProjector({
    store: mongoLedger,
    seal,
    hashOf: ledgerHash,
    newId,
    pending: {
      next: async (limit) => {
        const uses = await mongoPendingUses.next(limit)
        // A clerk who has just served many is looked up once.
        const clerks = [...new Set(uses.map(({ verifier }) => verifier.staffId))]
        const counters = new Map(await Promise.all(clerks.map(async (staffId) => [staffId, await counterOf(staffId)] as const)))
        return uses.map((use) => toLedgerSource(use, counters.get(use.verifier.staffId) ?? NO_COUNTER)).filter((source) => source !== null)
      },
      markProjected: mongoPendingUses.markProjected,
    },
    onAppended: createTellOfUse({ notify: notices.notify, words, guardiansOf: people.family.guardiansOf }),
  })
  const answerDays = answerDaysOf(content)
  const complaintStore = createMongoComplaints({ trail: platform.trail })
  const answerSeal = textCipher(cipher, 'complaints', 'answer')
  const ledger = createLedgerService({
    store: mongoLedger,
    complaints: complaintStore,
    seal,
    words,
    contestMs: CONTEST_MS,
    idsOf: people.holders.idsOf,
    answerSeal,
    personOf: people.personOf,
    answerDays,
  })
  const complaints = createComplaintService({
    complaints: complaintStore,
    ledger: mongoLedger,
    seal,
    words,
    // Whoever was two accounts is one person, by whichever id he is met.
    idsOf: async (id) => people.holders.idsOf((await people.holders.find(id))?._id ?? id),
    findContested: mongoPendingUses.findContested,
    personOfStaff: people.staff.staff.personOf,
    supervisorsOf: people.staff.staff.supervisorsOf,
    textSeal: textCipher(cipher, 'complaints', 'text'),
    answerSeal,
    answerDays,
    newId,
    now,
  })
  tellPeople({
    on: outbox.on,
    notify: notices.notify,
    words,
    findEntry: async (useId) => (await mongoLedger.findBySources([useId]))[0]?._id ?? null,
  })
  const licences = createLicences({
    libraries,
    content,
    documentsOf: people.documentsOf,
    isConfirmed: async (subjectId) => (await people.holders.find(subjectId))?.level === 'confirmed',
    findConsent: people.privacy.findSensitiveConsent,
    isChild: async (subjectId) => (await people.family.guardiansOf(subjectId)).length > 0,
    trail: platform.trail,
    outbox,
    notify: notices.notify,
    cipher,
    digests,
    log,
    newId,
    now,
  })
  outbox.on('licence.revealed', ({ payload, at }) => projector.append(revealSource(payload, at)))
  gather = licences.collectInBackground
  outbox.on('holder.realNamed', async ({ payload }) => licences.collectInBackground(payload.holderId ?? ''))
  outbox.on('holder.merged', async ({ payload }) => licences.collectInBackground(payload.into ?? ''))
  outbox.on('licence.gathered', ({ payload, at }) => projector.append(gatheredSource(payload, { at, library: words.library(payload.library ?? '') })))
  outbox.on('licence.stateChanged', async ({ payload }) => {
    const proof = await licences.findStanding(payload.licenceId ?? '')
    if (proof?.meaning === 'revoked') await people.family.endProvenBy({ sourceRef: proof.identifier })
  })
  const { notify } = notices
  const appendToLedger = projector.append
  const applications = assembleApplications({
    platform,
    config,
    log,
    policy,
    content,
    people,
    licences,
    words,
    appendToLedger,
    notify,
    mayAppealHealth: () => health.requireActive(),
    newReceiptPart,
  })
  const answering = assembleAnswering({
    platform,
    content,
    people,
    cases: applications.rated,
    joint: applications.ratedJoint,
    reopen: applications.reopen,
    words,
    notify,
  })
  const { ratings, objections } = answering
  const parties = createRelyingParties({ content, findCounter: people.staff.staff.findCounter })

  const showing = assembleShowing({ config, platform, content, people, licences, parties, words, counterOf })
  const { uploads, printer } = applications
  const serviceItems = createServiceItemService({ content, words: z.parse(SearchWords, readFolder('search')[0]), printer, now })

  const health = assembleHealth({
    config,
    platform,
    content,
    people,
    printer,
    log,
    uploads,
    notify,
    appendToLedger,
    counterOf,
    findBusinessLicence: ({ creditCode, principal }) => licences.wallet.findInForce({ type: 'businessLicence', number: creditCode, principal }),
    newNumberPart: newReceiptPart,
  })

  const publishing = await assemblePublishing({ platform, content, people, log, personsFor: health.personsFor })
  const healthChecks = health.withPublishing(publishing)

  const routers: Router[] = [
    ...people.routers,
    ...licences.routers,
    ...showing.routers,
    ledgerRoutes({ ledger, complaints }),
    complaintRoutes(complaints),
    noticeRoutes(notices),
    liveRoutes((principal) => ({
      ticket: tokens.issue('liveTicket', { jti: newJti(), lifeSeconds: 30, claims: { sub: principal.personId, sid: principal.sessionId } }),
      expiresAt: new Date(now().getTime() + 30_000),
    })),
    contentRoutes(content),
    ...applications.routers,
    ...answering.routers,
    ...publishing.routers,
    ...health.routers,
    ...healthChecks.routers,
    serviceItemRoutes(serviceItems),
    ...parties.routers,
  ]
  const operations = listOperations(routers)
  const openApi = openApiOnDemand({ operations, version: '1.0.0' })
  const loops: Loop[] = []
  let stopWatching: (() => Promise<void>) | null = null
  let ready = false
  let settling: NodeJS.Timeout | undefined

  const erasing = createErasing({ audit, now })
  const refusals = createRefusalTrail({ record: (act) => audit.record(null, act), now })
  const app = createApp({
    platform: {
      authenticate: people.sessions.authenticate,
      policy,
      limiter: platform.limiter,
      idempotency: platform.idempotency,
      now,
      secureCookies: config.publicBase.startsWith('https:'),
      onForbidden: ({ principal, permission }) => refusals.note({ principal, permission }),
    },
    log,
    routers,
    vital: vitalHandlers({ metrics, isReady: () => ready }),
    outside: outsideHandlers({ config, openApi, jwks: platform.keyRing.toJwks }),
    publicBase: config.publicBase,
    trustProxy: config.trustProxy,
    observe: metrics.observe,
  })

  /** Begins to follow changes and to work off what waits. */
  async function start(server: Server): Promise<void> {
    await content.start()
    await people.sessions.start()
    await licences.start()
    hub = createLiveHub({
      server,
      path: LIVE_PATH,
      allowedOrigins: [config.publicBase, ...config.codeHosts.flatMap((host) => [`https://${host}`, ...(config.production ? [] : [`http://${host}`])])],
      redeemTicket: async (ticket) => {
        const claims = tokens.verify('liveTicket', ticket)
        if (!claims.ok || !(await mongoLiveTickets.take({ jti: claims.value.jti, at: now() }))) return null
        return { personId: String(claims.value.sub), sessionId: String(claims.value.sid) }
      },
      isSessionLive: people.sessions.isSessionLive,
      sourceOf: (request) => clientAddress(request, config.trustProxy),
    })
    const ledgerLoop = startLoop({ name: 'ledger-projector', everyMs: 1_000, leaseSeconds: 5, round: () => projector.run(), log })
    const outboxLoop = startLoop({ name: 'outbox', everyMs: 500, leaseSeconds: 5, round: () => outbox.round(), log })
    loops.push(
      ...healthChecks.start(log),
      startLoop({ name: 'health.recolour', everyMs: 2_000, leaseSeconds: 30, round: () => health.recolourRound(), log }),
      ledgerLoop,
      outboxLoop,
      startLoop({ name: 'ledger-visits', everyMs: 500, leaseSeconds: 5, round: () => health.projectVisits(), log }),
      startLoop({ name: 'visits.answers', everyMs: 15_000, leaseSeconds: 60, round: () => health.forgetAnswers(), log }),
      startLoop({ name: 'outbox-alarm', everyMs: 60_000, round: () => outbox.alarm(), log }),
      startLoop({ name: 'audit-sealer', everyMs: 1_000, round: () => audit.sealRound(), log }),
      startLoop({ name: 'licences.recompute', everyMs: 24 * 3_600_000, leaseSeconds: 3_600, round: () => licences.recomputeStates().then(() => 0), log }),
      startLoop({ name: 'records.retention', everyMs: 24 * 3_600_000, leaseSeconds: 3_600, round: () => erasing.eraseDue().then(() => 0), log }),
      startLoop({ name: 'health.retention', everyMs: 24 * 3_600_000, leaseSeconds: 3_600, round: () => health.eraseOld().then(() => 0), log }),
      startLoop({ name: 'health.contacts', everyMs: 5_000, leaseSeconds: 30, round: () => health.handOverContacts(), log }),
      startLoop({ name: 'health.sunset', everyMs: 1_000, leaseSeconds: 30, round: () => health.workOffSunset(), log }),
      startLoop({ name: 'sessions.idle', everyMs: 3_600_000, round: () => people.sessions.store.endIdle({ at: now(), limit: 500 }), log }),
      startOverdueLoop({ name: 'complaints.overdue', passOn: complaints.passOnOverdue, log }),
      // Apart, so that a post that hangs makes no day of the law pass late.
      startLoop({ name: 'applications.clock', everyMs: 60_000, round: () => applications.moveDue(), log }),
      startLoop({ name: 'applications.gaps', everyMs: 60_000, round: () => applications.remindGaps(), log }),
      startLoop({ name: 'applications.post', everyMs: 60_000, leaseSeconds: 300, round: () => applications.askPost(), log }),
      startLoop({ name: 'jointApplications.look', everyMs: 60_000, leaseSeconds: 60, round: () => applications.lookAtJoint(), log }),
      startOverdueLoop({ name: 'ratings.overdue', passOn: ratings.passOnOverdue, log }),
      startOverdueLoop({ name: 'objections.overdue', passOn: objections.passOnOverdue, log }),
      startOverdueLoop({ name: 'healthAppeals.overdue', passOn: health.passOnOverdueAppeals, log }),
      startLoop({ name: 'applications.files', everyMs: 3_600_000, leaseSeconds: 300, round: () => applications.eraseFiles(), log }),
      startLoop({ name: 'applications.recount', everyMs: 60_000, leaseSeconds: 60, round: () => applications.recountOpen(), log }),
      startLoop({ name: 'licences.remind', everyMs: 3_600_000, round: () => licences.remindExpiring(), log }),
    )
    stopWatching = await watchForPhones({
      tell: (personId, message) => hub?.tell(personId, message),
      onUse: ({ verdict, kind }) => {
        metrics.countVerdict(verdict)
        if (kind === 'use') ledgerLoop.wake()
      },
      watchColours: () =>
        health.watchForPhones({
          connected: () => hub?.connected() ?? [],
          tell: (personId, message) => hub?.tell(personId, message),
          onTrouble: (cause) => log.warn('health.tellingFailed', { cause }),
        }),
    })
    settling = setInterval(() => void refusals.settle().catch((cause: unknown) => log.warn('audit.refusals', { cause })), 30_000)
    settling.unref()
    if (people.demo) {
      await people.demo.seedDemoPeople()
      for (const order of people.demo.listLicences()) await licences.issuing.issueOnce({ ...order, principal: null })
      // Tests open places of their own.
      if (config.environment !== 'test') for (const place of await people.demo.listPlaces()) await health.seedDemoPlace(place)
    }
    ready = true
  }

  /** Sends nobody here any more; the live channel hangs up. Requests that were taken are still answered. */
  function drain(): void {
    ready = false
    hub?.close()
  }

  async function stop(): Promise<void> {
    drain()
    shedding.stop()
    clearInterval(settling)
    platform.stopFollowingKeys()
    const ending = [...loops.map((loop) => loop.stop()), stopWatching?.(), people.sessions.stop(), licences.stop(), content.stop(), applications.stop()]
    await Promise.all(ending)
    await refusals.flush()
  }

  const listener = shedding.guard(app.callback(), createRefusal(config.publicBase))
  return {
    app,
    listener,
    operations,
    openApi,
    audit,
    content,
    applications,
    complaints,
    ratings,
    objections,
    health,
    healthChecks,
    ledgerParts: { store: mongoLedger, seal },
    platform,
    people,
    start,
    drain,
    stop,
  }
}
export type Api = Awaited<ReturnType<typeof assembleApi>>
