import type Router from '@koa/router'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ByHand, WindowCases } from '../applications'
import type { FamilyService } from '../family'
import type { Trail } from '../holders'
import type { WindowJoints } from '../joint-applications'
import type { Printer } from '../papers'
import type { SeenAtWindow } from '../real-name'
import type { UploadService } from '../uploads'
import { createApplicationCodes } from './application-codes.service'
import { createMongoCodes, createMongoRefusals } from './codes.model'
import { deskRoutes } from './desk.routes'
import { jointDeskRoutes } from './joint-desk.routes'
import { createJointsAtWindow } from './joints-at-window.service'
import { jointPhoneRoutes, phoneRoutes } from './phone.routes'
import { windowUploadRoutes } from './uploads.routes'
import { createWhoStandsHere } from './who-stands-here'
import { createWindowApplications } from './window-applications.service'
import { createWindowUploads } from './window-uploads'

type CodeParts = Parameters<typeof createApplicationCodes>[0]
interface Parts extends Omit<CodeParts, 'store'> {
  cases: WindowCases
  joints: WindowJoints
  byHand: ByHand
  seenAtWindow: SeenAtWindow
  addChild: FamilyService['addChild']
  agreeForChild: (guardian: Principal) => Promise<void>
  nameAndPhoneOf: (subjectId: string) => Promise<{ name: string | null; phone: string | null }>
  officerName: (staffId: string) => Promise<string>
  officeName: (code: string) => string
  idsOf: (personId: string) => Promise<string[]>
  printer: Pick<Printer, 'print'>
  uploads: UploadService
  trail: Trail
}

/** What both have is one thing to a clerk: a case 办件 under that id, or several at once 联办. @throws AppError NOT_FOUND */
const inEither =
  <Q, A>(ofCase: (query: Q) => Promise<A>, ofJoint: (query: Q) => Promise<A>) =>
  async (query: Q): Promise<A> => {
    try {
      return await ofCase(query)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'NOT_FOUND') throw cause
      return ofJoint(query)
    }
  }

/** 窗口代办: a clerk goes on with what was begun on a phone, or begins for a person without one; the applicant confirms what is handed in. */
export function createWindowApplicationsFeature({ trail, uploads, cases, joints, ...parts }: Parts): { routers: Router[] } {
  const store = createMongoCodes({ trail })
  const codes = createApplicationCodes({ ...parts, store })
  const refusals = createMongoRefusals()
  const who = createWhoStandsHere({ ...parts, refusals })
  const licencesOf = inEither(cases.licencesOf, joints.licencesOf)
  const service = createWindowApplications({ ...parts, cases: { ...cases, licencesOf }, joints, codes, spend: store.spend, refusals, who })
  const jointService = createJointsAtWindow({ ...parts, joints, codes, refusals, who })
  const applicantOf = inEither(cases.applicantOf, joints.applicantOf)
  return {
    routers: [
      phoneRoutes(service),
      jointPhoneRoutes(jointService),
      deskRoutes(service),
      jointDeskRoutes(jointService),
      windowUploadRoutes(createWindowUploads({ cases: { applicantOf }, uploads })),
    ],
  }
}
