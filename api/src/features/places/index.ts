import type Router from '@koa/router'
import { startOfDay } from '@zsb/shared/time'
import type { Notify } from '../notices'
import type { Trail } from '../holders'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import type { Outbox } from '../../platform/outbox/outbox'
import { createDemoPlaces } from './demo-places'
import { doorRoutes } from './door.routes'
import { createDoor } from './door.service'
import { createMongoGuards } from './guards.model'
import { guardedPlaceRoutes, invitationRoutes } from './guards.routes'
import { createGuards } from './guards.service'
import { createOwnPlaces } from './own-places.service'
import { createMongoPlaces } from './places.model'
import { ownPlaceRoutes } from './places.routes'
import { createPlaceReview } from './review.service'
import { placeReviewRoutes } from './review.routes'
import { tellReviewed } from './tell-reviewed'
import { createPendingVisits } from './visit-source'
import { createMongoVisits } from './visits.model'

export { VISIT_KEY, VISIT_KINDS } from './record-kinds'
export type { DoorCode } from './door.service'

type GuardParts = Parameters<typeof createGuards>[0]
type DoorParts = Parameters<typeof createDoor>[0]
type OwnParts = Parameters<typeof createOwnPlaces>[0]
type ReviewParts = Parameters<typeof createPlaceReview>[0]
interface PlaceParts
  extends
    Pick<GuardParts, 'newCode' | 'publicBase' | 'idsOf' | 'newId' | 'now' | 'indexOf'>,
    Pick<OwnParts, 'maskedNameOf'>,
    Pick<ReviewParts, 'reviewsPlaces' | 'nameOf'> {
  trail: Trail
  /** @throws AppError HEALTH_CODE_OFF */
  requireActive: () => Promise<{ area: string }>
  on: Outbox['on']
  notify: Notify
  visitorSeal: ErasableCipher
}

/** Places 场所: applied for, reviewed by their street office, guarded by whom their owners invite. */
export function createPlaces({ trail, on, notify, requireActive, visitorSeal, ...parts }: PlaceParts) {
  const places = createMongoPlaces({ trail })
  const store = createMongoGuards({ trail })
  const visits = createMongoVisits()
  const today = () => startOfDay(parts.now())
  const own = createOwnPlaces({ ...parts, places, guards: store, visitsToday: (placeId) => visits.countAtPlace({ placeId, from: today() }) })
  const scannedToday = (guardId: string) => visits.countByGuard({ guardId, from: today() })
  const guards = createGuards({ ...parts, places, guards: store, getOwn: own.getOwn, scannedToday })
  const reviews = createPlaceReview({ ...parts, places })
  tellReviewed({ on, notify, places })
  const routers: Router[] = [
    ownPlaceRoutes({ own, guards, requireActive }),
    invitationRoutes({ guards, requireActive }),
    guardedPlaceRoutes({ guards, requireActive }),
    placeReviewRoutes({ reviews, requireActive }),
  ]
  return {
    routers,
    getOnDuty: guards.getOnDuty,
    seedDemoPlace: createDemoPlaces({ ...parts, places, guards: store }),
    pendingVisits: createPendingVisits({ visits, places, visitorSeal }),
  }
}

/** The doors of places: health codes scanned there, once each. */
export function createDoors({ requireActive, ...parts }: Omit<DoorParts, 'visits'> & { requireActive: () => Promise<unknown> }): { routers: Router[] } {
  const door = createDoor({ ...parts, visits: createMongoVisits() })
  return { routers: [doorRoutes({ door, requireActive })] }
}
