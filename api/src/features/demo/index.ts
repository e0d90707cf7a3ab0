import type Router from '@koa/router'
import * as z from 'zod/mini'
import type { HashPassword } from '../../platform/crypto'
import type { HolderService } from '../holders'
import type { StaffFeature } from '../staff'
import { DemoPeople } from './demo-people'
import { demoRoutes } from './demo.routes'
import { createDemoService, type DemoService } from './demo.service'

export { DemoPeople } from './demo-people'
export { numberOf } from './demo.service'

interface Parts {
  /** Parsed `content/demo/people.json`. */
  content: unknown
  holders: HolderService
  staff: Pick<StaffFeature, 'store' | 'sealTotp'>
  smsInbox: string | null
  hashPassword: HashPassword
  newId: (at: Date) => string
  now: () => Date
}

/** Demo people; assemble builds this only where `config.demo` is set, which production refuses. */
export function createDemo({ content, holders, staff, smsInbox, hashPassword, newId, now }: Parts): Pick<
  DemoService,
  'seedDemoPeople' | 'listPlaces' | 'listLicences'
> & {
  routers: Router[]
} {
  const service = createDemoService({
    people: z.parse(DemoPeople, content),
    holders,
    staff: staff.store,
    sealTotp: staff.sealTotp,
    hashPassword,
    smsInbox,
    newId,
    now,
  })
  return { seedDemoPeople: service.seedDemoPeople, listPlaces: service.listPlaces, listLicences: service.listLicences, routers: [demoRoutes(service)] }
}
