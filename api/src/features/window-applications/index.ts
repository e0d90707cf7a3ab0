import type Router from '@koa/router'
import type { WindowCases } from '../applications'
import type { Trail } from '../holders'
import type { Printer } from '../papers'
import type { SeenAtWindow } from '../real-name'
import type { UploadService } from '../uploads'
import { createApplicationCodes } from './application-codes.service'
import { createMongoCodes, createMongoRefusals } from './codes.model'
import { deskRoutes } from './desk.routes'
import { phoneRoutes } from './phone.routes'
import { windowUploadRoutes } from './uploads.routes'
import { createWindowApplications } from './window-applications.service'
import { createWindowUploads } from './window-uploads'

type CodeParts = Parameters<typeof createApplicationCodes>[0]
interface Parts extends Omit<CodeParts, 'store'> {
  cases: WindowCases
  seenAtWindow: SeenAtWindow
  nameAndPhoneOf: (subjectId: string) => Promise<{ name: string | null; phone: string | null }>
  officerName: (staffId: string) => Promise<string>
  idsOf: (personId: string) => Promise<string[]>
  printer: Pick<Printer, 'print'>
  uploads: UploadService
  trail: Trail
}

/** 窗口代办: a clerk goes on with what was begun on a phone, or begins for a person without one; the applicant confirms what is handed in. */
export function createWindowApplicationsFeature({ trail, uploads, ...parts }: Parts): { routers: Router[] } {
  const store = createMongoCodes({ trail })
  const codes = createApplicationCodes({ ...parts, store })
  const service = createWindowApplications({ ...parts, codes, spend: store.spend, refusals: createMongoRefusals() })
  return { routers: [phoneRoutes(service), deskRoutes(service), windowUploadRoutes(createWindowUploads({ cases: parts.cases, uploads }))] }
}
