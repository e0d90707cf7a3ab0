import type Router from '@koa/router'
import { startOfDay } from '@zsb/shared/time'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import type { Outbox } from '../../platform/outbox/outbox'
import type { Trail } from '../holders'
import type { Notify } from '../notices'
import { createDemoPlaces } from './demo-places'
import { doorRoutes } from './door.routes'
import { createDoor } from './door.service'
import { createMongoGuards } from './guards.model'
import { guardedPlaceRoutes, invitationRoutes } from './guards.routes'
import { createGuards } from './guards.service'
import { createManual } from './manual.service'
import { offlineRoutes } from './offline.routes'
import { createOffline } from './offline.service'
import { createOwnPlaces } from './own-places.service'
import { placeCodeRoutes } from './place-codes.routes'
import { createPlaceCodes } from './place-codes.service'
import { createMongoPlaces } from './places.model'
import { ownPlaceRoutes } from './places.routes'
import { createPlaceReview } from './review.service'
import { placeReviewRoutes } from './review.routes'
import { tellReviewed } from './tell-reviewed'
import { createPendingVisits, handOut } from './visit-source'
import { createVisitWriter, type WriterParts } from './visit-writer'
import { visitingRoutes } from './visiting.routes'
import { createVisiting } from './visiting.service'
import { createMongoVisits } from './visits.model'
import type { SealedQuery } from './visits.store'

export { VISIT_KEY, VISIT_KINDS } from './record-kinds'
export type { DoorCode } from './door.service'
export type { PastCode } from './offline.service'

type GuardParts = Parameters<typeof createGuards>[0]
type DoorParts = Parameters<typeof createDoor>[0]
type OwnParts = Parameters<typeof createOwnPlaces>[0]
type ReviewParts = Parameters<typeof createPlaceReview>[0]
type CodeParts = Parameters<typeof createPlaceCodes>[0]
type OfflineParts = Parameters<typeof createOffline>[0]
type VisitingParts = Parameters<typeof createVisiting>[0]
type ManualParts = Parameters<typeof createManual>[0]
/** @throws AppError HEALTH_CODE_OFF */
type RequireActive = () => Promise<{ area: string; endsOn: string }>

interface PlaceParts
  extends
    Pick<GuardParts, 'newCode' | 'publicBase' | 'idsOf' | 'newId' | 'now' | 'indexOf'>,
    Pick<OwnParts, 'maskedNameOf' | 'findBusinessLicence'>,
    Pick<ReviewParts, 'reviewsPlaces' | 'nameOf'>,
    Pick<CodeParts, 'issueToken' | 'verifyToken' | 'printer' | 'newJti' | 'hosts'> {
  trail: Trail
  requireActive: RequireActive
  on: Outbox['on']
  notify: Notify
  visitorSeal: ErasableCipher
  referenceSeal: ErasableCipher
  /** An alarm: so many visits did not open and went aside. */
  onAside: (count: number) => void
}

const MOST_NAMED = 20

/** Places 场所: applied for, reviewed by their street office, guarded by whom their owners invite, with codes of their own. */
export function createPlaces({ trail, on, notify, requireActive, visitorSeal, referenceSeal, onAside, ...parts }: PlaceParts) {
  const places = createMongoPlaces({ trail })
  const store = createMongoGuards({ trail })
  const visits = createMongoVisits()
  const today = () => startOfDay(parts.now())
  const own = createOwnPlaces({ ...parts, places, guards: store, visitsToday: (placeId) => visits.countAtPlace({ placeId, from: today() }) })
  const scannedToday = (guardId: string) => visits.countByGuard({ guardId, from: today() })
  const guards = createGuards({ ...parts, places, guards: store, getOwn: own.getOwn, scannedToday })
  const reviews = createPlaceReview({ ...parts, places })
  const codes = createPlaceCodes({ ...parts, places, getOwn: own.getOwn, getOnDuty: guards.getOnDuty })
  tellReviewed({ on, notify, places })
  const routers: Router[] = [
    ownPlaceRoutes({ own, guards, requireActive }),
    invitationRoutes({ guards, requireActive }),
    guardedPlaceRoutes({ guards, requireActive }),
    placeReviewRoutes({ reviews, requireActive }),
    placeCodeRoutes({ codes, requireActive }),
  ]
  return {
    routers,
    guards,
    codes,
    seedDemoPlace: createDemoPlaces({ ...parts, places, guards: store }),
    pendingVisits: createPendingVisits({ visits, places, visitorSeal, onAside, now: parts.now }),
    findPlace: places.find,
    recordRead: places.recordRead,
    forgetAnswers: () => visits.forgetAnswers(parts.now()),
    placesNamed: (text: string) => places.listNamed({ text, limit: MOST_NAMED }),
    sealedVisits: (query: SealedQuery) => handOut(query, { visits, referenceSeal }),
  }
}

type DoorsParts = Omit<WriterParts, 'visits'> &
  Omit<DoorParts, 'writer' | 'getOnDuty' | 'recordRead'> &
  Omit<ManualParts, 'writer' | 'getOnDuty'> &
  Omit<OfflineParts, 'writer' | 'visits' | 'guards' | 'endsOn' | 'whoIs'> &
  Pick<VisitingParts, 'limiter' | 'childrenOf'> & {
    places: Pick<ReturnType<typeof createPlaces>, 'guards' | 'codes' | 'findPlace' | 'recordRead'>
    requireActive: RequireActive
  }

/** The doors of places: health codes scanned there once each, with network and without, visitors who scan the place, and whoever is written in. */
export function createDoors({ requireActive, places, ...parts }: DoorsParts): { routers: Router[] } {
  const { guards, codes, findPlace, recordRead } = places
  const visits = createMongoVisits()
  const shared = { ...parts, writer: createVisitWriter({ ...parts, visits }), getOnDuty: guards.getOnDuty, recordRead }
  const door = createDoor(shared)
  const manual = createManual(shared)
  const offline = createOffline({ ...shared, visits, guards, whoIs: manual.whoIs, endsOn: async () => (await requireActive()).endsOn })
  const visiting = createVisiting({ ...shared, codes, places: { find: findPlace } })
  return { routers: [doorRoutes({ door, manual, requireActive }), offlineRoutes({ offline, requireActive }), visitingRoutes({ visiting, requireActive })] }
}
