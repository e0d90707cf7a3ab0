import type { UploadPart, UploadPicture, UploadView } from '@zsb/shared/upload'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { WindowCases } from '../applications'
import type { UploadService } from '../uploads'

interface Parts {
  cases: Pick<WindowCases, 'applicantOf'>
  uploads: Pick<UploadService, 'begin' | 'get' | 'putPart' | 'finish' | 'list' | 'picture' | 'remove'>
}
interface OfCase {
  /** The case that this clerk has in hand. */
  id: string
  principal: Principal
}
type One = OfCase & { uploadId: string }
export type WindowUploads = ReturnType<typeof createWindowUploads>

/**
 * Files of a case in the hands of a clerk. They belong to the applicant; the clerk reaches what came since he took the case over and, where the applicant
 * showed his code, what lies ready on the phone for no case yet: not what was handed in elsewhere.
 */
export function createWindowUploads({ cases, uploads }: Parts) {
  /** @throws AppError NOT_FOUND */
  async function reach({ uploadId, ...of }: One): Promise<{ principal: Principal; view: UploadView }> {
    const at = await cases.applicantOf(of)
    const view = await uploads.get({ id: uploadId, principal: at.applicant })
    if (!isInReach(view, at)) throw new AppError('NOT_FOUND')
    return { principal: at.applicant, view }
  }
  const isInReach = ({ at, handedIn }: UploadView, { since, how }: { since: Date; how: string }) => new Date(at) >= since || (how === 'code' && !handedIn)

  return {
    begin: async ({ id, principal, ...file }: OfCase & { material: string; sizeBytes: number }) =>
      uploads.begin({ ...file, principal: (await cases.applicantOf({ id, principal })).applicant }),
    get: async (one: One) => (await reach(one)).view,
    putPart: async ({ id, uploadId, principal, ...part }: One & UploadPart & { no: number }) =>
      uploads.putPart({ ...part, id: uploadId, principal: (await reach({ id, uploadId, principal })).principal }),
    finish: async (one: One) => uploads.finish({ id: one.uploadId, principal: (await reach(one)).principal }),
    picture: async ({ no, ...one }: One & { no: number }): Promise<UploadPicture> =>
      uploads.picture({ id: one.uploadId, no, principal: (await reach(one)).principal }),
    remove: async (one: One) => uploads.remove({ id: one.uploadId, principal: (await reach(one)).principal }),
    list: async ({ id, principal, ...page }: OfCase & { material: string; after: string | null; limit: number }) => {
      const at = await cases.applicantOf({ id, principal })
      const { items, next } = await uploads.list({ ...page, principal: at.applicant })
      return { items: items.filter((view) => isInReach(view, at)), next }
    },
  }
}
