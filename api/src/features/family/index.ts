import type Router from '@koa/router'
import { toCalendarDate } from '@zsb/shared/time'
import type { HolderService, Trail } from '../holders'
import { createMongoFamily } from './family.model'
import { familyRoutes } from './family.routes'
import { createFamilyService, type FamilyService, type ProveRelation } from './family.service'

export type { FamilyService, ProveRelation, ProvenRelation } from './family.service'

interface Parts {
  holders: HolderService
  trail: Trail
  proveRelation: ProveRelation
  newId: (at: Date) => string
  now: () => Date
}

export function createFamily({ holders, trail, proveRelation, newId, now }: Parts): { family: FamilyService; routers: Router[] } {
  const family = createFamilyService({ store: createMongoFamily({ trail }), holders, proveRelation, toDay: toCalendarDate, newId, now })
  return { family, routers: [familyRoutes(family)] }
}
