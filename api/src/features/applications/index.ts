import type Router from '@koa/router'
import type { LicenceCardView } from '@zsb/shared/licence'
import type { FieldCipher } from '../../platform/crypto'
import type { Log } from '../../platform/log/log'
import type { RateLimiter } from '../../platform/http/platform'
import type { Principal } from '../../platform/http/principal'
import type { Outbox } from '../../platform/outbox/outbox'
import { calendarOf, type ContentService } from '../content'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import type { Printer } from '../papers'
import type { PresentableLicences } from '../presentations'
import type { DeputyService } from '../staff'
import type { PostPartner } from './adapters/post'
import type { CaseUploads } from '../uploads'
import { createApplicationSeal } from './application-seal'
import { createMongoApplications } from './applications.model'
import { createEraseFiles } from './erase-files'
import { createCaseCopies } from './case-copies.service'
import { createFindCaseContent } from './case-content'
import { createWindowCases, type WindowCases } from './at-window.service'
import { createByHand, type ByHand } from './by-hand'
import { createCasePapers } from './case-papers'
import { caseDeskRoutes } from './case-desk.routes'
import { createCaseDesk } from './case-desk.service'
import { createCaseOfficers } from './case-officers'
import { createCaseSteps } from './case-steps.service'
import { createClockMoves } from './clock-moves.service'
import { createConclude, type LicenceOrder, type NewNumber, type RenewalOrder } from './conclude.service'
import { createDescribeCase } from './describe-case'
import { createGapPromises } from './gap-promise'
import { createHandIn } from './hand-in.service'
import { createHandOverProof } from './hand-over.service'
import { createHandOverTogether } from './hand-over-together.service'
import { createBeginPart } from './begin-part'
import { createJointCases, type JointCases } from './joint-cases'
import { createMoveCase, createPrepareMove } from './move-case'
import { createPickUpCodes } from './pick-up.service'
import { createPostDelivery } from './post-delivery.service'
import { ownApplicationRoutes } from './own-applications.routes'
import { createOwnApplications } from './own-applications.service'
import { createOwnView } from './own-view'
import { createPrefill, type AccountFacts, type FindInPopulation } from './prefill.service'
import { toRatedCase, type RatedCase } from './rated-case'
import { createFindRenewed } from './renewing'
import { createRecountCase, createRecountOpen } from './recount-case'
import { createReopenCase, type ReopenCase } from './reopen.service'
import { createRemindGaps, createTellOfGap } from './remind-gaps'
import { createAfterMove, type LicencesUsed } from './tell-applicants'
import { createTogether } from './together.service'

export { createPost } from './adapters/post'
export { hasOpenCases } from './applications.model'
export type { NewNumber } from './conclude.service'
export type { LicencesUsed } from './tell-applicants'
export * from './material-words'
export { refuseBarred } from './refuse-barred'
export type { ReopenCase } from './reopen.service'
export type { RatedCase } from './rated-case'
export type { CaseOfPart, JointCases } from './joint-cases'
export type { ApplicantAtWindow, AtWindow, WindowCases } from './at-window.service'
export type { ByHand } from './by-hand'
export type { StoredMaterial, StoredSitting } from './applications.store'
export { readContests } from './contests'
export { createRefuseUnfitSheet } from './signed-sheet'
export { askedNow, describeSitting, sittingNow } from './sitting'

/** Cases for whoever rates them or objects to what was decided. */
export interface RatedCases {
  /** @throws AppError NOT_FOUND for somebody else's as for none */
  findOwn: (query: { id: string; principal: Principal }) => Promise<RatedCase>
}

interface Parts {
  content: ContentService
  walletOf: (principal: Principal) => Promise<readonly LicenceCardView[]>
  licences: PresentableLicences
  factsOf: (subjectId: string) => Promise<AccountFacts>
  idsOf: (subjectId: string) => Promise<string[]>
  isSamePerson: (one: string, other: string) => Promise<boolean>
  guardianOf: (query: { personId: string; subjectId: string; now: Date }) => Promise<'guardian' | null>
  mayExtend: (principal: Principal) => boolean
  mayDeliverByDocument: (principal: Principal) => boolean
  /** Whether a document of this number is this person's own. */
  holdsDocument: (query: { personId: string; number: string }) => Promise<boolean>
  /** Accounts of whoever holds a document of this number. */
  personsOfDocument: (number: string) => Promise<string[]>
  limiter: RateLimiter
  /** Colleagues and their deputies 代理. */
  staff: Pick<DeputyService, 'nameOf' | 'standsInFor' | 'findColleague'>
  checkPopulation: (claim: { name: string; documentType: string; number: string }) => Promise<boolean>
  findInPopulation: FindInPopulation
  issueOnce: (order: LicenceOrder) => Promise<{ id: string }>
  renewOnce: (order: RenewalOrder) => Promise<void>
  post: PostPartner
  /** Six digits. */
  newPickUpCode: () => string
  pickUpIndexOf: (of: { office: string; code: string }) => string
  documentOf: (subjectId: string) => Promise<{ documentCode: string; number: string } | null>
  assignNumber: (birth: NewNumber) => Promise<void>
  onLicencesUsed: (use: LicencesUsed) => Promise<void>
  notify: Notify
  outbox: Pick<Outbox, 'on'>
  trail: Trail
  cipher: FieldCipher
  printer: Pick<Printer, 'print'>
  uploads: CaseUploads
  /** 档案保管期限 of items that have none of their own, in months. */
  filesKeptMonths: number
  log: Log
  newNumberPart: () => string
  newId: (at: Date) => string
  now: () => Date
}

/** Applications 办件: one case model for the phone, the window and the clock. */
export function createApplications(parts: Parts): {
  routers: Router[]
  moveDue: () => Promise<number>
  remindGaps: () => Promise<number>
  askPost: () => Promise<number>
  recountOpen: () => Promise<number>
  eraseFiles: () => Promise<number>
  rated: RatedCases
  joint: JointCases
  atWindow: WindowCases
  byHand: ByHand
  /** 重新办理 after an objection that was right. */
  reopen: ReopenCase
} {
  const { content, licences, factsOf, idsOf, outbox, uploads, log, now, newId, newNumberPart } = parts
  const store = createMongoApplications({ trail: parts.trail })
  const seal = createApplicationSeal(parts.cipher)
  const contentOf = createFindCaseContent(content)
  const nameOf = async (subjectId: string) => (await factsOf(subjectId)).name ?? ''
  const papers = createCasePapers({ seal, content, contentOf, nameOf, printer: parts.printer })
  const describe = createDescribeCase({ seal, contentOf, papers })
  const prepareMove = createPrepareMove({ seal, contentOf, papers, filesKeptMonths: parts.filesKeptMonths, now })
  const moveCase = createMoveCase({ store, prepareMove })
  const prefill = createPrefill({
    walletOf: parts.walletOf,
    findOwned: licences.findOwned,
    factsOf,
    checkPopulation: parts.checkPopulation,
    findInPopulation: parts.findInPopulation,
    typeOf: content.licenceType,
    uploads,
    newId,
    now,
  })
  const gaps = createGapPromises(content)
  const officerName = parts.staff.nameOf
  const toView = createOwnView({ seal, content, describe, prefill, gaps, uploads, officerName, now })
  const own = createOwnApplications({
    store,
    seal,
    content,
    contentOf,
    describe,
    toView,
    papers,
    sourcedAnswers: prefill.sourcedAnswers,
    uploads,
    idsOf,
    newId,
    now,
  })
  const handIn = createHandIn({
    store,
    seal,
    contentOf,
    own,
    prefill,
    gaps,
    findRenewed: createFindRenewed(licences),
    moveCase,
    toView,
    uploads,
    newNumberPart,
    now,
  })
  const officers = createCaseOfficers({ content, contentOf, officerName, standsInFor: parts.staff.standsInFor })
  const proof = createHandOverProof({ store, seal, limiter: parts.limiter, holdsDocument: parts.holdsDocument })
  const desk = createCaseDesk({
    store,
    seal,
    content,
    sourceWords: prefill.sourceWords,
    contentOf,
    describe,
    moveCase,
    uploads,
    nameOf,
    isSamePerson: parts.isSamePerson,
    mayExtend: parts.mayExtend,
    mayDeliverByDocument: parts.mayDeliverByDocument,
    handOver: proof,
    officers,
    findLicence: ({ licenceId, revision, subjectId }) => licences.findForVerification({ licenceId, revision, subjectId, maxAgeSeconds: 3_600 }),
    now,
  })
  const steps = createCaseSteps({ store, seal, desk, officers, findColleague: parts.staff.findColleague, now })
  const pickUps = createPickUpCodes({ store, seal, newPickUpCode: parts.newPickUpCode, pickUpIndexOf: parts.pickUpIndexOf })
  const conclude = createConclude({
    store,
    seal,
    contentOf,
    moveCase,
    licenceType: content.licenceType,
    issueOnce: parts.issueOnce,
    renewOnce: parts.renewOnce,
    pickUps,
    documentOf: parts.documentOf,
    assignNumber: parts.assignNumber,
    now,
  })
  const letters = createPostDelivery({
    store,
    seal,
    content,
    contentOf,
    moveCase,
    nameOf,
    partner: parts.post,
    pickUps,
    log,
    now,
  })
  const together = createTogether({ store, seal, content, pickUps, letters, now })
  const handOverTogether = createHandOverTogether({
    store,
    contentOf,
    moveCase,
    pickUps,
    proof,
    personsOfDocument: parts.personsOfDocument,
    nameOf,
    isSamePerson: parts.isSamePerson,
  })
  outbox.on('application.moved', createAfterMove({ store, contentOf, notify: parts.notify, conclude, onLicencesUsed: parts.onLicencesUsed }))
  outbox.on('application.moved', letters.orderOnConclusion)
  outbox.on('application.gapEnding', createTellOfGap({ store, contentOf, notify: parts.notify }))
  const begin = createBeginPart({ store, seal, prepareMove, sourcedAnswers: prefill.sourcedAnswers, uploads, newId, newNumberPart, now })
  const recountCase = createRecountCase({ store, contentOf, now })
  const byHand = createByHand({ isSamePerson: parts.isSamePerson, guardianOf: parts.guardianOf, now })
  return {
    routers: [
      ownApplicationRoutes({ own, handIn }),
      caseDeskRoutes({ desk, copies: createCaseCopies({ store, desk, papers, uploads }), steps, together: handOverTogether }),
    ],
    rated: { findOwn: async ({ id, principal }) => toRatedCase(await own.findMine(id, principal), contentOf) },
    atWindow: createWindowCases({
      store,
      seal,
      content,
      own,
      handIn,
      cardsFor: prefill.cardsFor,
      toView,
      officerName,
      idsOf,
      byHand,
      newId,
      now,
    }),
    byHand,
    reopen: createReopenCase({ store, moveCase }),
    joint: createJointCases({ store, describe, prefill, begin, handIn, desk, together, now }),
    moveDue: createClockMoves({ store, contentOf, moveCase, recountCase, log, now }),
    askPost: letters.askPost,
    eraseFiles: createEraseFiles({ store, uploads, now }),
    remindGaps: createRemindGaps({ store, content, now }),
    recountOpen: createRecountOpen({ store, recountCase, calendar: () => calendarOf(content), refresh: content.refresh, log }),
  }
}
