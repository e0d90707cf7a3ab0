import { randomInt } from 'node:crypto'
import { APPEAL_MATERIAL } from '@zsb/shared/health-code'
import { DocumentType } from '@zsb/shared/identity'
import { fieldsAtIntake } from '@zsb/shared/relying-party'
import type { Config } from '../config'
import { createApplications, createPost } from '../features/applications'
import type { ContentService } from '../features/content'
import { APPEAL_KEY } from '../features/health-appeals'
import { createHolderSeal } from '../features/holders'
import { createJointApplications } from '../features/joint-applications'
import type { LedgerSource, LedgerWords } from '../features/ledger'
import type { LicencesFeature } from '../features/licences'
import type { Notify } from '../features/notices'
import { createPrinter } from '../features/papers'
import type { Policy } from '../platform/http/platform'
import { createUploads } from '../features/uploads'
import { createWindowApplicationsFeature } from '../features/window-applications'
import { constantTimeEqual, newJti } from '../platform/crypto'
import type { Log } from '../platform/log/log'
import { createOutbound } from '../platform/outbound/outbound'
import { applicationSources } from './application-source'
import { caseFilesKeptMonths } from './erasing'
import { createAssignNumber } from './assign-number'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'
import { pickUpIndexOf } from './pick-up-index'

interface Parts {
  platform: Pick<PlatformParts, 'trail' | 'outbox' | 'cipher' | 'erasable' | 'digests' | 'limiter' | 'tokens' | 'newId' | 'now'>
  config: Pick<Config, 'partners' | 'partnerRanges' | 'secrets' | 'publicBase' | 'codeHosts'>
  log: Log
  policy: Policy
  content: ContentService
  people: Pick<
    People,
    'factsOf' | 'isSamePerson' | 'checkPopulation' | 'findInPopulation' | 'documentsOf' | 'holders' | 'births' | 'staff' | 'seenAtWindow' | 'family' | 'privacy'
  >
  licences: Pick<LicencesFeature, 'wallet' | 'presentable' | 'issuing' | 'renewOnce'>
  words: Pick<LedgerWords, 'relyingParty'>
  appendToLedger: (source: LedgerSource) => Promise<void>
  notify: Notify
  /** @throws AppError HEALTH_CODE_OFF */
  mayAppealHealth: () => Promise<unknown>
  /** Six characters for the number of a receipt or an application. */
  newReceiptPart: () => string
}

/** Applications 办件, single and joint, with what they stand on: people, licences, the registry, the ledger, the inbox. */
export function assembleApplications({ platform, config, log, policy, content, people, licences, words, appendToLedger, notify, ...parts }: Parts) {
  const { newReceiptPart, mayAppealHealth } = parts
  const printer = createPrinter()
  const { tokens, digests } = platform
  const uploads = createUploads({
    ...platform,
    apart: { [APPEAL_MATERIAL]: { keyKind: APPEAL_KEY, mayBegin: mayAppealHealth } },
    idsOf: people.holders.idsOf,
  })
  const applications = createApplications({
    ...platform,
    log,
    content,
    walletOf: async (principal) => (await licences.wallet.list(principal)).items,
    licences: licences.presentable,
    factsOf: people.factsOf,
    idsOf: people.holders.idsOf,
    isSamePerson: people.isSamePerson,
    guardianOf: people.family.guardianOf,
    staff: people.staff.deputies,
    mayExtend: (principal) => policy.refusal('application.extend', principal) === null,
    mayDeliverByDocument: (principal) => policy.refusal('application.deliverByDocument', principal) === null,
    holdsDocument: async ({ personId, number }) =>
      (await people.documentsOf(personId)).some((document) => constantTimeEqual(document.number.toUpperCase(), number.toUpperCase())),
    personsOfDocument: async (number) => {
      const holders = await Promise.all(DocumentType.options.map((documentType) => people.holders.findByDocument({ documentType, number })))
      return (await Promise.all(holders.flatMap((holder) => (holder ? [people.holders.idsOf(holder._id)] : [])))).flat()
    },
    checkPopulation: people.checkPopulation,
    findInPopulation: people.findInPopulation,
    post: createPost({
      line: createOutbound({ system: 'post', baseUrl: config.partners.post, range: config.partnerRanges.post }),
      client: 'zsb',
      key: config.secrets.postKey,
      now: platform.now,
    }),
    newPickUpCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    pickUpIndexOf: pickUpIndexOf(digests),
    issueOnce: (order) => licences.issuing.issueOnce({ ...order, principal: null }),
    renewOnce: licences.renewOnce,
    assignNumber: createAssignNumber(people),
    documentOf: async (subjectId) => {
      const [document] = await people.documentsOf(subjectId)
      return document ? { documentCode: content.documentFormat(document.documentType).exchangeCode, number: document.number } : null
    },
    onLicencesUsed: async (use) => {
      const party = content.relyingParty(use.office)
      const sources = applicationSources(use, { counter: words.relyingParty(use.office), fieldsOf: (type) => fieldsAtIntake(party, type) })
      for (const source of sources) await appendToLedger(source)
    },
    notify,
    printer,
    uploads: uploads.forCases,
    filesKeptMonths: caseFilesKeptMonths(),
    newNumberPart: newReceiptPart,
  })
  const { documentIndex } = createHolderSeal(platform)
  const joint = createJointApplications({
    ...platform,
    content,
    cases: applications.joint,
    byHand: applications.byHand,
    officerName: people.staff.deputies.nameOf,
    licences: licences.presentable,
    idsOf: people.holders.idsOf,
    uploads: uploads.forCases,
    indexOf: (number) => documentIndex({ documentType: 'residentId', number }),
    indexesOf: async (personId) => [...((await people.holders.find(personId))?.documentIndexes ?? [])],
    log,
    nameOf: async (personId) => (await people.factsOf(personId)).name,
    personByIndex: async (index) => (await people.holders.findByDocumentIndex(index))?._id ?? null,
    notify,
  })
  const atWindow = createWindowApplicationsFeature({
    ...platform,
    cases: applications.atWindow,
    joints: joint.atWindow,
    byHand: applications.byHand,
    seenAtWindow: people.seenAtWindow,
    addChild: people.family.addChild,
    agreeForChild: async (principal) => {
      await people.privacy.decideSensitive({ principal, decision: { purpose: 'childData', decision: 'agree' } })
    },
    officeName: (code) => content.relyingParty(code)?.zh ?? '',
    nameAndPhoneOf: people.factsOf,
    officerName: people.staff.deputies.nameOf,
    idsOf: people.holders.idsOf,
    printer,
    uploads: uploads.service,
    issueToken: (token) => tokens.issue('applicationCode', token),
    verifyToken: (text) => tokens.verify('applicationCode', text),
    shortIndexOf: (shortCode) => digests.blindIndex('applicationShortCode', shortCode),
    newJti,
    publicBase: config.publicBase,
    hosts: config.codeHosts,
  })
  return {
    ...applications,
    uploads: uploads.forCases,
    routers: [...uploads.routers, ...applications.routers, ...atWindow.routers, ...joint.routers],
    advanceJoint: joint.advance,
    lookAtJoint: joint.lookRound,
    ratedJoint: joint.rated,
    printer,
    stop: async () => {
      await Promise.all([printer.stop(), uploads.stop()])
    },
  }
}
