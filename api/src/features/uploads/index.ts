import type Router from '@koa/router'
import type { FieldCipher } from '../../platform/crypto'
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
  idsOf: (personId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}

/** Uploads 上传: a file comes in parts, waits in quarantine, is checked and made into pictures, and is handed in with a case. */
export function createUploads({ trail, cipher, ...rest }: Parts): {
  routers: Router[]
  forCases: CaseUploads
  /** For whoever scans a file in somebody's place. */
  service: UploadService
  stop: () => Promise<void>
} {
  const store = createMongoUploads({ trail })
  const seal = createUploadSeal(cipher)
  const checker = createChecker()
  const service = createUploadService({ store, seal, checker, ...rest })
  return { service, routers: [uploadRoutes(service)], forCases: createCaseUploads({ store, seal, service, now: rest.now }), stop: checker.stop }
}
