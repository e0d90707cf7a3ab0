import { UPLOAD_LIMITS, type CaseUpload, type UploadKind, type UploadPicture } from '@zsb/shared/upload'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { UploadSeal } from './upload-seal'
import type { UploadService } from './uploads.service'
import type { UploadRecord, UploadStore } from './uploads.store'

/** A file that may be handed in. */
export interface UsableUpload {
  id: string
  kind: UploadKind
  sizeBytes: number
}

/** Files for whoever keeps cases 办件. */
export interface CaseUploads {
  /**
   * Null when one of them is not this person's, was not checked, or is gone; or was sent for something else than a `material` that is erased by itself
   * 健康码申诉: such files are for that alone, and that takes no others.
   */
  findUsable: (query: { ids: readonly string[]; principal: Principal; apart?: string }) => Promise<UsableUpload[] | null>
  /** Within the transaction that hands the case in; false when one of them is gone meanwhile. */
  keepIn: (tx: unknown, query: { ids: readonly string[]; caseId: string }) => Promise<boolean>
  /** Within the transaction that withdraws the case: they are the person's own again, and forgotten like what was never handed in. */
  letGo: (tx: unknown, query: { ids: readonly string[]; caseId: string }) => Promise<void>
  /** Within the transaction that ends the keeping of a case 档案保管期限: what belongs to no other is gone. */
  eraseOf: (tx: unknown, query: { caseId: string }) => Promise<void>
  /** In the order asked for. Whoever asks has shown that he may see the case. */
  describe: (ids: readonly string[]) => Promise<CaseUpload[]>
  /** @throws AppError NOT_FOUND, also for what is not of this case */
  picture: (query: { id: string; no: number; caseId: string }) => Promise<UploadPicture>
}

interface Parts {
  store: Pick<UploadStore, 'find' | 'findMany' | 'keepIn' | 'letGo' | 'eraseOf'>
  seal: Pick<UploadSeal, 'openThumb'>
  service: Pick<UploadService, 'ownersOf' | 'pictureOf'>
  /** Materials that are erased by themselves, not with a case. */
  apart: readonly string[]
  now: () => Date
}

const DAY_MS = 24 * 3_600_000

export function createCaseUploads({ store, seal, service, apart: allApart, now }: Parts): CaseUploads {
  const isFor = (material: string, apart: string | undefined): boolean => (apart === undefined ? !allApart.includes(material) : material === apart)
  const inOrder = (found: readonly UploadRecord[], ids: readonly string[]) => ids.flatMap((id) => found.filter(({ _id }) => _id === id))
  return {
    findUsable: async ({ ids, principal, apart }) => {
      const [found, owners] = await Promise.all([store.findMany(ids), service.ownersOf(principal)])
      const at = now()
      const usable = inOrder(found, ids).flatMap(({ _id: id, owner, kind, material, sizeBytes, expiresAt }) =>
        owners.includes(owner) && isFor(material, apart) && kind !== null && (expiresAt === null || expiresAt > at) ? [{ id, kind, sizeBytes }] : [],
      )
      return usable.length === ids.length ? usable : null
    },
    keepIn: store.keepIn,
    eraseOf: store.eraseOf,
    letGo: (tx, query) => store.letGo(tx, { ...query, expiresAt: new Date(now().getTime() + UPLOAD_LIMITS.unusedDays * DAY_MS) }),
    describe: async (ids) => {
      const described = inOrder(await store.findMany(ids), ids).map(async (record) => {
        const { _id: id, kind, pages, thumb, at } = record
        const opened = kind && thumb ? await seal.openThumb(thumb, record) : null
        return kind && opened ? [{ id, kind, pages: pages.length, thumb: opened.toString('base64'), at: at.toISOString() }] : []
      })
      return (await Promise.all(described)).flat()
    },
    picture: async ({ id, no, caseId }) => {
      const record = await store.find(id)
      if (!record?.cases.includes(caseId)) throw new AppError('NOT_FOUND')
      return service.pictureOf(record, no)
    },
  }
}
