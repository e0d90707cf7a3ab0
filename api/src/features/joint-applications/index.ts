import type Router from '@koa/router'
import type { FieldCipher } from '../../platform/crypto'
import type { Log } from '../../platform/log/log'
import type { Outbox } from '../../platform/outbox/outbox'
import type { ByHand, JointCases, RatedCases } from '../applications'
import type { ContentService } from '../content'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import type { PresentableLicences } from '../presentations'
import type { CaseUploads } from '../uploads'
import { createAdvance } from './advance'
import { createAfterJointChange } from './after-joint-change'
import { createConsents } from './consents.service'
import { createDeskJoint } from './desk-joint.service'
import { createDescribeJoint } from './describe-joint'
import { createBundleGuides } from './guide'
import { createHandInJoint } from './hand-in-joint.service'
import { createWindowJoints, type WindowJoints } from './joint-at-window.service'
import { createJointSeal } from './joint-seal'
import { createMongoJoint } from './joint.model'
import { bundleRoutes, consentRequestRoutes, deskJointRoutes, jointRoutes } from './joint.routes'
import { createLookAfter } from './look-after'
import { createSetOnTheWay } from './one-delivery'
import { createOwnJoint } from './own-joint.service'
import { createPrefillBoth } from './owners'
import { createRatedJoint } from './rated-joint'
import { createWithdrawParts } from './withdraw-parts'

export type { JointAtWindow, WindowJoints } from './joint-at-window.service'

interface Parts {
  content: ContentService
  cases: JointCases
  byHand: ByHand
  officerName: (staffId: string) => Promise<string>
  licences: Pick<PresentableLicences, 'findOwned'>
  idsOf: (subjectId: string) => Promise<string[]>
  /** Blind index of a citizen's document, by its number. */
  indexOf: (number: string) => string
  /** Blind indexes of the documents somebody is known by. */
  indexesOf: (personId: string) => Promise<string[]>
  /** 实名; null of somebody who has none. */
  nameOf: (personId: string) => Promise<string | null>
  /** Who is known by a document; null while nobody has been. */
  personByIndex: (index: string) => Promise<string | null>
  uploads: Pick<CaseUploads, 'findUsable' | 'keepIn' | 'letGo'>
  notify: Notify
  outbox: Pick<Outbox, 'on'>
  trail: Trail
  cipher: FieldCipher
  log: Log
  newId: (at: Date) => string
  now: () => Date
}

/** Joint applications 联办（一件事一次办）: filled in once, handed in once, a case for each part; what one part ends with is material of the next. */
export function createJointApplications(parts: Parts): {
  routers: Router[]
  advance: (jointId: string) => Promise<void>
  lookRound: () => Promise<number>
  rated: RatedCases
  atWindow: WindowJoints
} {
  const { content, cases, licences, idsOf, indexOf, indexesOf, nameOf, personByIndex, officerName, uploads, notify, outbox, newId, now } = parts
  const store = createMongoJoint({ trail: parts.trail })
  const seal = createJointSeal(parts.cipher)
  const both = createPrefillBoth(cases.prefill)
  const describe = createDescribeJoint({ seal, content, cases, both, officerName, now })
  const own = createOwnJoint({ store, seal, content, both, describe, idsOf, newId, now })
  const withdrawParts = createWithdrawParts(cases)
  const handIn = createHandInJoint({ store, seal, content, own, cases, both, describe, uploads, withdrawParts, indexOf, indexesOf, newId, now })
  const consents = createConsents({ store, seal, content, prefill: cases.prefill, cases, indexesOf, nameOf, uploads, now })
  const advance = createAdvance({ store, seal, content, cases, findOwned: licences.findOwned, now })
  const setOnTheWay = createSetOnTheWay({ store, seal, content, cases, notify, now })
  const { lookAfter, lookRound } = createLookAfter({ store, seal, content, cases, advance, setOnTheWay, personByIndex, notify, log: parts.log, now })
  outbox.on('jointApplication.changed', createAfterJointChange({ store, content, withdrawParts, lookAfter, notify }))
  // A part has moved: what it ended with may be what others wait for.
  outbox.on('application.moved', async ({ payload: { jointId } }) => {
    if (jointId !== undefined) await lookAfter(jointId)
  })
  return {
    routers: [
      bundleRoutes(createBundleGuides(content, now)),
      jointRoutes({ own, handIn }),
      consentRequestRoutes(consents),
      deskJointRoutes(createDeskJoint({ store, cases, describe })),
    ],
    advance,
    lookRound,
    atWindow: createWindowJoints({ store, seal, content, own, handIn, consents, describe, cases, byHand: parts.byHand, now }),
    rated: { findOwn: createRatedJoint({ own, seal, content, cases, now }) },
  }
}
