import type Router from '@koa/router'
import { toCalendarDate } from '@zsb/shared/time'
import type { HolderService, Trail } from '../holders'
import { chooseGuide } from './load-guide'
import { createMongoPrivacy } from './privacy.model'
import { consentRoutes, privacyGuideRoutes } from './privacy.routes'
import { createPrivacyService, type PrivacyService } from './privacy.service'

export type { PrivacyService } from './privacy.service'
export type { Consent } from './privacy.store'

interface Parts {
  holders: HolderService
  trail: Trail
  /** What a relying party is called. */
  partyWords: (code: string) => { zh: string; en: string }
  /** Parsed files of `content/privacy`. */
  guides: readonly unknown[]
  newId: (at: Date) => string
  now: () => Date
}

export function createPrivacy({ holders, trail, partyWords, guides, newId, now }: Parts): { privacy: PrivacyService; routers: Router[] } {
  const guide = chooseGuide(guides, toCalendarDate(now()))
  const privacy = createPrivacyService({ store: createMongoPrivacy({ trail }), holders, partyWords, guide, newId, now })
  return { privacy, routers: [privacyGuideRoutes(privacy), consentRoutes(privacy)] }
}
