import type Router from '@koa/router'
import { relyingPartyRoutes } from './relying-parties.routes'
import { createRelyingPartyService, type RelyingPartyService } from './relying-parties.service'

export type { RelyingPartyService } from './relying-parties.service'

/** The register of relying parties 用证单位. */
export function createRelyingParties(parts: Parameters<typeof createRelyingPartyService>[0]): RelyingPartyService & { routers: Router[] } {
  const service = createRelyingPartyService(parts)
  return { ...service, routers: [relyingPartyRoutes(service)] }
}
