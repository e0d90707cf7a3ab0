import type Router from '@koa/router'
import type { DocumentType } from '@zsb/shared/identity'
import { SensitivePurpose } from '@zsb/shared/privacy'
import * as z from 'zod/mini'
import { handledTypes } from '@zsb/shared/relying-party'
import type { FieldCipher, KeyedDigests } from '../../platform/crypto'
import type { Principal } from '../../platform/http/principal'
import type { Log } from '../../platform/log/log'
import type { Outbox } from '../../platform/outbox/outbox'
import type { ContentService } from '../content'
import type { ProveRelation } from '../family'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import type { PresentableLicences, StatusMeaning } from '../presentations'
import type { DocumentKey, LicenceLibrary } from './adapters/library'
import { createCollectService } from './collect.service'
import { mongoCollections } from './collections.model'
import { createMongoErrorReports } from './error-reports.model'
import { createConsentGate, type FindConsent } from './consent-gate'
import { createErrorReportService, type ErrorReportService } from './error-reports.service'
import { createExpiryReminders } from './expiry-reminders.service'
import { createFindLicence } from './find-licence.service'
import { createForgetCollected } from './forget-collected'
import { createIssueService, type IssueService } from './issue.service'
import { createLicenceCache } from './licence-cache'
import { createLicenceReader, type LicenceReader } from './licence-reader'
import { createLicenceSeal } from './licence-seal'
import { standingOf } from './licence-standing'
import { createMongoLicences } from './licences.model'
import { licenceRoutes } from './licences.routes'
import type { LicenceRecord } from './licences.store'
import { createMergeService } from './merge.service'
import { createProveRelation } from './prove-relation'
import { createRecomputeStates, type UnexplainedState } from './recompute-states.service'
import { createRefreshStatus } from './refresh-status.service'
import { createRenewOnce, type RenewOnce } from './renew.service'
import { staffLicenceRoutes } from './staff-licences.routes'
import { createMongoStateChanges } from './state-changes.model'
import { createStateChangeService, type StateChangeService } from './state-changes.service'
import { createTellHolders } from './tell-holders'
import { createWalletService, type WalletService } from './wallet.service'

interface Parts {
  libraries: readonly LicenceLibrary[]
  content: ContentService
  /** Current identity documents of a holder, [] for none. Injected: holders know them. */
  documentsOf: (subjectId: string) => Promise<{ documentType: DocumentType; number: string }[]>
  /** Whether more than a name and a number is known of the person (decision 0013). */
  isConfirmed: (subjectId: string) => Promise<boolean>
  /** The consent that stands for a purpose. Injected: consents belong to privacy. */
  findConsent: FindConsent
  /** Whether somebody is a child others act for: what is gathered for him without his asking needs their consent. */
  isChild: (subjectId: string) => Promise<boolean>
  trail: Trail
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  cipher: FieldCipher
  digests: KeyedDigests
  log: Log
  newId: (at: Date) => string
  now: () => Date
}

interface Words {
  zh: string
  en: string
}

export interface LicencesFeature {
  presentable: PresentableLicences
  proveRelation: ProveRelation
  words: { licence: (code: string) => Words; fields: (code: string, fields: readonly string[]) => (Words & { code: string })[] }
  collectInBackground: (subjectId: string) => void
  /** Identifier and standing of a licence by its id, for what rests on it elsewhere. */
  findStanding: (licenceId: string) => Promise<{ identifier: string; meaning: StatusMeaning } | null>
  /** A round of the reminder job; answers how many licences it went through. */
  remindExpiring: () => Promise<number>
  /** The nightly recomputation (R17). */
  recomputeStates: () => Promise<{ licences: number; unexplained: UnexplainedState[] }>
  reader: LicenceReader
  wallet: WalletService
  changes: StateChangeService
  reports: ErrorReportService
  issuing: IssueService
  /** 延续 of a licence by a decided case. */
  renewOnce: RenewOnce
  routers: Router[]
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** The licence registry 证照: collected from the libraries, shown to its holders, changed by staff. */
export function createLicences({
  libraries,
  content,
  documentsOf,
  isConfirmed,
  findConsent,
  isChild,
  trail,
  outbox,
  notify,
  cipher,
  digests,
  log,
  newId,
  now,
}: Parts): LicencesFeature {
  const store = createMongoLicences({ trail })
  const collections = mongoCollections
  const seal = createLicenceSeal({ cipher, digests })
  const { licenceType: typeOf } = content
  /** The type as it was when the licence was read; its newest version where that one is gone. */
  const typeFor = (record: LicenceRecord) => typeOf(record.type, record.typeVersion) ?? typeOf(record.type)
  const keysOf = async (subjectId: string): Promise<DocumentKey[]> =>
    (await documentsOf(subjectId)).map(({ documentType, number }) => ({ documentCode: content.documentFormat(documentType).exchangeCode, number }))
  const indexesOf = async (subjectId: string) => (await keysOf(subjectId)).map(seal.holderIndex)
  const typesOf = (principal: Principal) => typesAnsweredFor(content, principal)

  const sign = (text: string) => digests.blindIndex('stateChangeSignature', text)

  const noteGathered = ({ subjectId, ...read }: { subjectId: string; library: string; licenceType: string; consentId: string }) =>
    store.leaveTrail({
      act: { action: 'licence.gathered', actor: null, subjectId, facts: read },
      tell: { topic: 'licence.gathered', key: subjectId, ids: { subjectId, ...read } },
    })
  const gate = createConsentGate({ content, findConsent })
  const merging = createMergeService({ store, content, seal, newId, log })
  const forget = createForgetCollected({ store, collections, libraries, seal, merging, gate, findConsent, documentsOf: keysOf })
  const collect = createCollectService({ store, collections, libraries, content, seal, merging, gate, forget, noteGathered, now, log })
  const cache = createLicenceCache({ store })
  const refresh = createRefreshStatus({
    store,
    libraries,
    content,
    onNewer: (record) =>
      void collections.subjectsOf(record.walletOf).then(
        (subjects) => subjects.forEach(collectInBackground),
        () => undefined,
      ),
    now,
    log,
  })
  const reader = createLicenceReader({ cache, seal, refresh, typeFor, indexesOf, gate, findRecord: store.findById, now })
  const reports = createErrorReportService({ store: createMongoErrorReports({ trail }), licences: store, seal, typeOf, typesOf, newId, now })
  const wallet = createWalletService({ store, seal, collect, gate, reports, typeFor, documentsOf: keysOf, newId, now, log })
  /** Behind nobody's asking: for whom a face or a window has confirmed, a child's only with the consent to use its data. */
  const collectInBackground = (subjectId: string): void =>
    void Promise.all([isChild(subjectId), isConfirmed(subjectId)])
      .then(async ([child, confirmed]) => {
        if (!confirmed) return
        if (!child || (await findConsent({ personId: subjectId, purpose: 'childData' }))) wallet.collectInBackground(subjectId)
      })
      .catch((cause: unknown) => log.warn('licences.collectFailed', { cause }))
  const changes = createStateChangeService({
    store: createMongoStateChanges({ trail }),
    licences: store,
    seal,
    typeOf,
    typesOf,
    indexesOf,
    sign,
    newId,
    now,
  })
  const find = createFindLicence({ store, seal, typeFor, typesOf, exchangeCode: (type) => content.documentFormat(type).exchangeCode })
  const recompute = createRecomputeStates({
    store,
    changes: createMongoStateChanges({ trail }),
    personsFor: ({ type, typeVersion }, action) => (typeOf(type, typeVersion) ?? typeOf(type))?.moves.find((move) => move.action === action)?.persons ?? null,
    seal,
    indexesOf,
    sign,
    log,
  })
  const tellHolders = createTellHolders({ store, collections, typeOf, typeFor, notify })
  outbox.on('licence.stateChanged', tellHolders.stateChanged)
  outbox.on('licence.reportAnswered', tellHolders.reportAnswered)
  outbox.on('consent.withdrawn', ({ payload: { subjectId = '', purpose } }) =>
    forget({ subjectId, purpose: z.safeParse(SensitivePurpose, purpose).data ?? null }),
  )
  outbox.on('consent.given', async ({ payload }) => collectInBackground(payload.subjectId ?? ''))

  return {
    presentable: { findOwned: reader.findOwned, findForVerification: reader.findForVerification },
    proveRelation: createProveRelation({ libraries, content }),
    words: {
      licence: (code) => wordsOf(typeOf(code), code),
      fields: (code, fields) => fields.map((field) => ({ code: field, ...wordsOf(typeOf(code)?.fields.find((known) => known.code === field) ?? null, field) })),
    },
    collectInBackground,
    findStanding: async (licenceId) => {
      const record = await store.findById(licenceId)
      const type = record && typeFor(record)
      return record && type && { identifier: record.identifier, meaning: standingOf(record, type, now()).meaning }
    },
    remindExpiring: createExpiryReminders({ store, collections, typeFor, notify, now }),
    recomputeStates: recompute.recompute,
    reader,
    wallet,
    changes,
    reports,
    issuing: createIssueService({ store, seal, typeOf, newId, now }),
    renewOnce: createRenewOnce({ store, seal, typeFor, now }),
    routers: [
      licenceRoutes({ wallet, reports }),
      staffLicenceRoutes({ changes, reports, find, handledTypes: (principal) => typesOf(principal).flatMap((code) => typeOf(code) ?? []) }),
    ],
    start: cache.start,
    stop: cache.stop,
  }
}

const wordsOf = (known: Words | null, code: string): Words => ({ zh: known?.zh ?? code, en: known?.en ?? code })

/**
 * Licence types a staff member's office answers for: those the register says his government counter handles, which are fewer than those
 * it may see; supervisors and approvers, who serve no counter, all of them, in their region. Firms none.
 */
function typesAnsweredFor(content: Pick<ContentService, 'relyingParty' | 'licenceTypes'>, { capacity, relyingPartyCode }: Principal): readonly string[] {
  if (relyingPartyCode) return handledTypes(content.relyingParty(relyingPartyCode))
  return capacity === 'supervisor' || capacity === 'approver' ? content.licenceTypes().map(({ code }) => code) : []
}
