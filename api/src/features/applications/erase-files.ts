import { toCalendarDate } from '@zsb/shared/time'
import type { CaseUploads } from '../uploads'
import type { ApplicationStore } from './applications.store'

interface Parts {
  store: Pick<ApplicationStore, 'listFilesDue' | 'eraseFiles'>
  uploads: Pick<CaseUploads, 'eraseOf'>
  now: () => Date
}

const BATCH = 100

/**
 * 档案保管期限届满: the files of a case that ended so long ago are erased, those that another case has are not; what was decided and its papers stay. Two
 * processes and a round begun again erase once.
 * @returns how many cases were gone through
 */
export function createEraseFiles({ store, uploads, now }: Parts) {
  return async function eraseFiles(): Promise<number> {
    const due = await store.listFilesDue({ today: toCalendarDate(now()), limit: BATCH })
    for (const { _id, subjectId, eraseFilesOn } of due)
      await store.eraseFiles({
        id: _id,
        on: eraseFilesOn ?? '',
        act: { action: 'application.filesErased', actor: null, subjectId, facts: { applicationId: _id, keptUntil: eraseFilesOn ?? '' } },
        alongside: (tx) => uploads.eraseOf(tx, { caseId: _id }),
      })
    return due.length
  }
}
