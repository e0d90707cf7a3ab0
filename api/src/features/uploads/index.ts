import type Router from '@koa/router'
import type { FieldCipher } from '../../platform/crypto'
import type { ErasableKeys } from '../../platform/erasure/erasable-keys'
import type { Trail } from '../holders'
import { createCaseUploads, type CaseUploads } from './case-uploads'
import { createChecker } from './checker'
import { createUploadSeal } from './upload-seal'
import { createMongoUploads } from './uploads.model'
import { uploadRoutes } from './uploads.routes'
import { createUploadService, type UploadService } from './uploads.service'

export type { CaseUploads } from './case-uploads'
export type { UploadService } from './uploads.service'
export { asAttachment } from './uploads.routes'

interface Parts {
  trail: Trail
  cipher: FieldCipher
  erasable: Pick<ErasableKeys, 'cipherFor'>
  /** Materials that are erased by themselves 健康码申诉: under which kind of key they lie, and what refuses them while nobody takes them. */
  apart: Readonly<Record<string, Apart>>
  idsOf: (personId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}

interface Apart {
  keyKind: string
  /** @throws AppError */
  mayBegin: () => Promise<unknown>
}

/** Uploads 上传: a file comes in parts, waits in quarantine, is checked and made into pictures, and is handed in with a case. */
export function createUploads({ trail, cipher, erasable, apart, ...rest }: Parts): {
  routers: Router[]
  forCases: CaseUploads
  /** For whoever scans a file in somebody's place. */
  service: UploadService
  stop: () => Promise<void>
} {
  const store = createMongoUploads({ trail })
  // A material is what a client writes: `constructor` is none of these.
  const known = new Map(Object.entries(apart))
  const seal = createUploadSeal({
    cipher,
    cipherOf: (material, field) => {
      const kind = known.get(material)
      return kind ? erasable.cipherFor(kind.keyKind, { collection: 'uploads', field }) : null
    },
  })
  const checker = createChecker()
  const service = createUploadService({
    store,
    seal,
    checker,
    mayBegin: async (material) => void (await known.get(material)?.mayBegin()),
    ...rest,
  })
  const forCases = createCaseUploads({ store, seal, service, apart: Object.keys(apart), now: rest.now })
  return { service, routers: [uploadRoutes(service)], forCases, stop: checker.stop }
}
