import type { Notify } from '../notices'
import type { Consumer } from '../../platform/outbox/outbox'
import { STATUS_WORDS, type ApplicationStatus } from '@zsb/shared/application'
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

/** Each revision once, however often the case was handed in with it: the ledger knows a source by its id. */
function licencesOf({ record, contentOf, at }: { record: ApplicationRecord; contentOf: FindCaseContent; at: Date }): LicencesUsed {
  const { materials } = contentOf(record).item
  const { _id: applicationId, subjectId, applicantId, office, number } = record
  const licences = record.materials.flatMap(({ code, kind, ref }) => {
    const source = materials.find((material) => material.code === code)?.sources.find((each) => each.kind === 'licence')
    return kind === 'licence' && source?.kind === 'licence'
      ? [{ sourceId: `application:${applicationId}:${code}:${ref}`, licenceType: source.licenceType }]
      : []
  })
  return { applicationId, subjectId, applicantId, office, number: number ?? '', at, licences }
}

/** After a move: the licence of a decided case is issued, and the applicant is told of what he did not do himself. */
export const createAfterMove =
  ({ store, contentOf, notify, conclude, onLicencesUsed }: Parts): Consumer =>
  async ({ at, payload: { applicationId = '', action = '', status = '', own = '', eventNo = '' } }) => {
    if (action === 'decide' || action === 'deemRenewed') await conclude(applicationId)
    const record = await store.find(applicationId)
    if (record && (action === 'submit' || action === 'supply')) await onLicencesUsed(licencesOf({ record, contentOf, at }))
    if (!record || own === 'yes') return
    const { zh, en } = contentOf(record).item
    await notify({
      personId: record.applicantId,
      kind: 'applicationMoved',
      words: { item: { zh, en }, status: STATUS_WORDS[status as ApplicationStatus] },
      link: { kind: 'application', id: applicationId, subjectId: record.subjectId },
      sourceId: `${applicationId}:${eventNo}`,
    })
  }
