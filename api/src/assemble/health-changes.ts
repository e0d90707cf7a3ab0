import type Router from '@koa/router'
import { CITY_RULE_SET, type ColourView } from '@zsb/shared/health-code'
import type { ContentService } from '../features/content'
import {
  APPEAL_KEY,
  appealDeskRoutes,
  createAppealDesk,
  createMongoAppeals,
  createOwnAppeals,
  ownAppealRoutes,
  tellOfAppeals,
} from '../features/health-appeals'
import { createMongoOverrides, createOverrideFigures, createOverrideService, overrideRoutes, tellOfOverrides } from '../features/health-overrides'
import type { Notify } from '../features/notices'
import type { CaseUploads } from '../features/uploads'
import type { Principal } from '../platform/http/principal'
import type { Log } from '../platform/log/log'
import { createOverrideActs } from './override-acts'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'digests' | 'erasable' | 'trail' | 'outbox' | 'newId' | 'now'>
  content: Pick<ContentService, 'answerTime' | 'healthRules'>
  people: Pick<People, 'documentsOf' | 'holders' | 'family' | 'factsOf'>
  log: Log
  uploads: CaseUploads
  notify: Notify
  newNumberPart: () => string
  requireActive: () => Promise<unknown>
  /** When the health code ended for good the last time. */
  findEnd: () => Promise<Date | null>
  findPerson: (query: { personId: string; principal: Principal }) => Promise<{ personId: string; ids: string[] }>
}

/** @throws Error when no version is in force: nobody is promised an hour that nobody has set */
function hoursOf(content: Pick<ContentService, 'answerTime'>): number {
  const hours = content.answerTime('healthAppeal')?.hours
  if (!hours) throw new Error('no answer time for appeals of the health code')
  return hours
}

/** 申诉 and 人工变更: a colour is contested by the person, and changed by hand by two natural persons, in the open. */
export function assembleHealthChanges({ platform, content, people, log, uploads, notify, newNumberPart, requireActive, findEnd, findPerson }: Parts) {
  const { digests, erasable, trail, outbox, newId, now } = platform
  const { holders, family, factsOf } = people
  const seal = (collection: string, field: string) => erasable.cipherFor(APPEAL_KEY, { collection, field })
  // Whoever was two accounts is one person, by whichever id he is met.
  const idsOf = async (id: string) => holders.idsOf((await holders.find(id))?._id ?? id)

  const appealStore = createMongoAppeals({ trail })
  const overrideStore = createMongoOverrides({ trail })
  const overrides = createOverrideService({
    store: overrideStore,
    requireActive,
    personOfAppeal: async (number) => (await appealStore.findOpenByNumber(number))?.personId ?? null,
    personOfDocument: async ({ documentType, number }) => (await holders.findByDocument({ documentType, number: number.toUpperCase() }))?._id ?? null,
    rules: () => content.healthRules(CITY_RULE_SET),
    nameOf: async (personId) => (await factsOf(personId)).name,
    idsOf,
    guardiansOf: family.guardiansOf,
    signedActs: createOverrideActs({ erasable, findEnd, now }),
    reasonSeal: seal('health_overrides', 'reason'),
    refusalSeal: seal('health_overrides', 'refusal'),
    revocationSeal: seal('health_overrides', 'revocation'),
    // The same digests as where content is published: one natural person is one, whatever is signed.
    indexesOf: async (personId) =>
      (await people.documentsOf(personId)).map(({ documentType, number }) => digests.blindIndex('operatorDocument', `${documentType}:${number}`)),
    onForged: () => log.error('health.overrideForged'),
    sign: (text) => digests.blindIndex('overrideSignature', text),
    newId,
    now,
  })
  tellOfOverrides({ outbox, notify, guardiansOf: family.guardiansOf })
  tellOfAppeals({ outbox, notify })

  return {
    overrides,
    appealStore,
    overrideStore,
    listChangedAfter: overrideStore.listChangedAfter,
    watchOverrides: overrideStore.watch,
    /** With the colours, which rest on changes by hand themselves. */
    withColours: (colourOf: (query: { personId: string }) => Promise<ColourView>) => {
      const shared = {
        store: appealStore,
        requireActive,
        colourOf,
        uploads,
        textSeal: seal('health_appeals', 'text'),
        answerSeal: seal('health_appeals', 'answer'),
        now,
      }
      const own = createOwnAppeals({ ...shared, findPerson, answerHours: () => hoursOf(content), newNumberPart, newId })
      const desk = createAppealDesk({ ...shared, overridesOf: overrides.listOfCase, personOf: factsOf, idsOf })
      const routers: Router[] = [
        ownAppealRoutes(own),
        ...appealDeskRoutes(desk),
        overrideRoutes({ overrides, figures: createOverrideFigures({ store: overrideStore, eachCounting: overrides.eachCounting, now }), requireActive }),
      ]
      return { routers, passOnOverdue: desk.passOnOverdue }
    },
  }
}
