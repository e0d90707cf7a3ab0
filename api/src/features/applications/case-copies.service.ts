import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { CaseUploads } from '../uploads'
import type { ApplicationStore } from './applications.store'
import type { CaseDeskService } from './case-desk.service'
import type { CasePapers } from './case-papers'

interface Parts {
  store: Pick<ApplicationStore, 'recordRead'>
  desk: Pick<CaseDeskService, 'findCase'>
  papers: Pick<CasePapers, 'print'>
  uploads: Pick<CaseUploads, 'picture'>
}
export type CaseCopiesService = ReturnType<typeof createCaseCopies>

/** What a window takes out of a case: its papers for print, and what was handed in. */
export function createCaseCopies({ store, desk: { findCase }, papers, uploads }: Parts) {
  /** A paper 文书 of a case of this office, for print: on record like the case (R18). @throws AppError NOT_FOUND · OVERLOADED */
  async function paperFile({ id, no, principal }: { id: string; no: number; principal: Principal }) {
    const record = await findCase(id, principal)
    const file = await papers.print(record, no)
    await store.recordRead({
      action: 'application.paperRead',
      actor: actorOf(principal),
      subjectId: record.subjectId,
      facts: { applicationId: id, no },
    })
    return file
  }

  /** A page of a file that was handed in: on record like the case (R18). @throws AppError NOT_FOUND, also for a file of another case */
  async function uploadPicture({ id, uploadId, no, principal }: { id: string; uploadId: string; no: number; principal: Principal }) {
    const record = await findCase(id, principal)
    const picture = await uploads.picture({ id: uploadId, no, caseId: id })
    await store.recordRead({
      action: 'application.uploadRead',
      actor: actorOf(principal),
      subjectId: record.subjectId,
      facts: { applicationId: id, uploadId, no },
    })
    return picture
  }

  return { paperFile, uploadPicture }
}
