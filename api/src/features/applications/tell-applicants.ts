import type { Notify } from '../notices'
import type { Consumer } from '../../platform/outbox/outbox'
import { NEWS_WORDS, STATUS_WORDS, type ApplicationStatus } from '@zsb/shared/application'
import type { Material } from '@zsb/shared/service-item'
import type { ApplicationRecord, ApplicationStore } from './applications.store'
import type { FindCaseContent } from './case-content'

interface Parts {
  store: Pick<ApplicationStore, 'find'>
  contentOf: FindCaseContent
  notify: Notify
  conclude: (applicationId: string) => Promise<void>
  /** Licences that came in place of papers 免证办: the holder's ledger gets each. */
  onLicencesUsed: (use: LicencesUsed) => Promise<void>
}

/** Licences a case took, as far as its holder's ledger tells of them. */
export interface LicencesUsed {
  applicationId: string
  subjectId: string
  applicantId: string
  office: string
  number: string
  at: Date
  licences: { sourceId: string; licenceType: string }[]
}

/**
 * Each revision once at each office, however often the case was handed in with it: the ledger knows a source by its id. Everybody's licences go to his own
 * ledger.
 */
function usesOf({ record, contentOf, at, place }: { record: ApplicationRecord; contentOf: FindCaseContent; at: Date; place: string }): LicencesUsed[] {
  const { materials } = contentOf(record).item
  const { _id: applicationId, applicantId, office, number } = record
  const uses = new Map<string, LicencesUsed>()
  for (const { code, kind, ref, holderId, authorisedBy, licenceType: taken } of record.materials) {
    const licenceType = kind === 'licence' ? (taken ?? firstTypeOf(materials.find((material) => material.code === code))) : null
    if (!licenceType) continue
    const subjectId = holderId ?? record.subjectId
    const use = uses.get(subjectId) ?? { applicationId, subjectId, applicantId: authorisedBy ?? applicantId, office, number: number ?? '', at, licences: [] }
    use.licences.push({ sourceId: `application:${applicationId}:${code}:${ref}${place}`, licenceType })
    uses.set(subjectId, use)
  }
  return [...uses.values()]
}

function firstTypeOf(material: Material | undefined): string | null {
  const source = material?.sources.find((each) => each.kind === 'licence')
  return source?.kind === 'licence' ? source.licenceType : null
}

/** What is to be fetched is said as soon as it is there. */
function newsOf(action: string, { progress, joint }: ApplicationRecord): string {
  // With others 统一出件 the whole says so, once.
  return action === 'conclude' && progress.handOver === 'pickUp' && !joint?.collectedAt ? 'handOver' : action
}

/** 拟办意见 changes no state, and is the office's own. */
const UNTOLD = 'propose'

/** After a move: the licence of a decided case is issued, and the applicant is told of what he did not do himself. */
export const createAfterMove =
  ({ store, contentOf, notify, conclude, onLicencesUsed }: Parts): Consumer =>
  async ({ at, payload: { applicationId = '', action = '', office, status = '', own = '', eventNo = '' } }) => {
    if (action === 'decide' || action === 'deemRenewed') await conclude(applicationId)
    const record = await store.find(applicationId)
    // 转办: another office sees them from now on.
    const place = record && action === 'transfer' ? `@${office ?? record.office}` : ''
    // Who had it then: it may lie elsewhere by now.
    if (record && ['submit', 'supply', 'fillGap', 'transfer'].includes(action))
      for (const use of usesOf({ record: { ...record, office: office ?? record.office }, contentOf, at, place })) await onLicencesUsed(use)
    if (!record || own === 'yes' || action === UNTOLD) return
    const { zh, en } = contentOf(record).item
    await notify({
      personId: record.applicantId,
      kind: 'applicationMoved',
      words: { item: { zh, en }, status: NEWS_WORDS[newsOf(action, record)] ?? STATUS_WORDS[status as ApplicationStatus] },
      link: { kind: 'application', id: applicationId, subjectId: record.subjectId },
      sourceId: `${applicationId}:${eventNo}`,
    })
  }
