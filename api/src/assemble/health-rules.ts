import type Router from '@koa/router'
import type { ContentKind } from '@zsb/shared/content'
import { CITY_RULE_SET, liesIn, type CareLine, type DistrictCare, type HealthRuleSet } from '@zsb/shared/health-code'
import type { LiveMessage } from '@zsb/shared/live'
import { findRegion } from '@zsb/shared/region'
import * as z from 'zod/mini'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import {
  createColourService,
  createEverybody,
  createHealthNotices,
  createMongoEvidence,
  createNamedPeople,
  createRecolour,
  createRuleTrial,
  mongoRecolourings,
  createTellOfColours,
  createUnexplainedInputs,
  demoAuthorities,
  EVIDENCE_KEY,
  HealthAuthorities,
  healthRulesRoutes,
  pinnedAuthorities,
  type ColourService,
  type FindAuthority,
} from '../features/health-rules'
import type { Notify } from '../features/notices'
import { createOutbound } from '../platform/outbound/outbound'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  config: Pick<Config, 'partners' | 'partnerRanges' | 'healthAuthorities' | 'production'>
  platform: Pick<PlatformParts, 'digests' | 'erasable' | 'trail' | 'newId' | 'now'>
  content: Pick<ContentService, 'healthRules' | 'healthRuleVersions' | 'isHealthRulesOvertaken' | 'healthCare' | 'onRefreshed'>
  people: Pick<People, 'documentsOf' | 'family' | 'holders'>
  declarationsOf: Parameters<typeof createColourService>[0]['declarationsOf']
  /** Who has declared, was changed by hand, or was shown with a code: by id, after a place. */
  listAfter: Parameters<typeof createEverybody>[0]['sources']
  hasDeclared: (personId: string) => Promise<boolean>
  notify: Notify
  /** 人工变更 about somebody. */
  overridesOf: Parameters<typeof createColourService>[0]['overridesOf']
  /** Follows when one begins or ends to hold. */
  watchOverrides: (onChanged: (personId: string) => void) => Promise<() => Promise<void>>
  requireActive: () => Promise<unknown>
}

function authoritiesOf({ partners, partnerRanges, healthAuthorities, production }: Parts['config']): FindAuthority {
  if (healthAuthorities) return pinnedAuthorities(z.parse(HealthAuthorities, JSON.parse(healthAuthorities)))
  if (production || !partners.cdc) return pinnedAuthorities([])
  const line = createOutbound({ system: 'cdc', baseUrl: partners.cdc, range: partnerRanges.cdc })
  return demoAuthorities(async () => (await line.askJson({ method: 'GET', path: '/authorities' })).body)
}

/** 健康码规则: what colours rest on, the colour itself, and who is told when it changes. */
export function assembleHealthRules({
  config,
  platform,
  content,
  people,
  declarationsOf,
  listAfter,
  hasDeclared,
  notify,
  overridesOf,
  watchOverrides,
  requireActive,
}: Parts) {
  const { digests, erasable, trail, newId, now } = platform
  const store = createMongoEvidence({ trail })
  const findAuthority = authoritiesOf(config)
  const textSeal = erasable.cipherFor(EVIDENCE_KEY, { collection: 'health_notices', field: 'text' })
  const indexOf = ({ documentType, number }: { documentType: string; number: string }) => digests.blindIndex('healthEvidence', `${documentType}:${number}`)
  const notices = createHealthNotices({
    store,
    findAuthority,
    textSeal,
    evidenceSeal: erasable.cipherFor(EVIDENCE_KEY, { collection: 'health_evidence', field: 'evidence' }),
    indexOf,
    newId,
    now,
  })
  const rules = () => content.healthRules(CITY_RULE_SET)
  const colours: ColourService = createColourService({
    rules,
    notices,
    declarationsOf,
    overridesOf,
    documentsOf: people.documentsOf,
    now,
  })
  const everybody = createEverybody({
    sources: listAfter,
    eachNamed: createNamedPeople({
      store,
      textSeal,
      personOf: async ({ documentType, number }) => (await people.holders.findByDocument({ documentType, number: number.toUpperCase() }))?._id ?? null,
    }),
    hasDeclared,
  })
  const trial = createRuleTrial({ colours, rules, versions: () => content.healthRuleVersions(CITY_RULE_SET), everybody: everybody.each, now })
  const recolour = createRecolour({
    store: mongoRecolourings,
    colours,
    // While a newer one stands there that is nobody's, or of a release to come, nobody is told: two processes would tell it to and fro.
    rules: () => (content.isHealthRulesOvertaken(CITY_RULE_SET) ? null : rules()),
    rulesOf: (version) => content.healthRuleVersions(CITY_RULE_SET).find(({ ruleSet }) => ruleSet.version === version) ?? null,
    listAfter: everybody.listAfter,
    tell: async ({ personId, recolouring: { _id, to } }) => {
      const version = String(to)
      for (const each of new Set([personId, ...(await people.family.guardiansOf(personId))]))
        await notify({
          personId: each,
          kind: 'healthRulesChanged',
          words: { version: { zh: version, en: version } },
          link: { kind: 'healthAppeal', id: null, subjectId: personId },
          sourceId: `${_id}:${personId}`,
        })
    },
    now,
  })
  const routers: Router[] = [healthRulesRoutes({ notices, trial, listRecolourings: recolour.list, requireActive })]

  return {
    routers,
    colourOf: colours.colourOf,
    evidenceAbout: notices.about,
    findAuthority,
    /** 现在做什么 in an area. */
    careIn: (area: string): readonly CareLine[] => content.healthCare().flatMap((care) => (liesIn(area, care.area) ? care.lines : [])),
    /** The same by district, where the area is larger than that. */
    districtsIn: (area: string): readonly DistrictCare[] =>
      content.healthCare().flatMap(({ area: code, lines }) => {
        const region = findRegion(code)
        return region && code !== area && liesIn(code, area) ? [{ code, zh: region.zh, en: region.en, lines }] : []
      }),
    colours,
    everybody,
    rules,
    recolourRound: recolour.round,
    /** Notices that are not as they were signed. */
    unexplainedInputs: createUnexplainedInputs({ store, findAuthority, textSeal, indexOf }),
    /** A rule set that would turn more than half of the city, as it is today, stricter takes a third person. */
    personsFor: async (kind: ContentKind, raw: unknown): Promise<2 | 3> =>
      kind === 'healthRule' && (raw as HealthRuleSet).code === CITY_RULE_SET && (await trial.tryOut(raw as HealthRuleSet)).tooMany ? 3 : 2,
    /** @returns ends it */
    watch: async (phones: {
      connected: () => readonly string[]
      tell: (personId: string, message: LiveMessage) => void
      onTrouble: (cause: unknown) => void
    }) => {
      const shownBy = async (personId: string) => [personId, ...(await people.family.listChildren(personId)).map((child) => child.personId)]
      const tellOf = createTellOfColours({ ...phones, shownBy, colours })
      const tellAbout = async (personId: string): Promise<void> => {
        const open = new Set(phones.connected())
        for (const to of [personId, ...(await people.family.guardiansOf(personId))])
          if (open.has(to)) phones.tell(to, { topic: 'health.changed', id: personId })
      }
      const ends = [
        await store.watch(({ _id }) => void tellOf.ofNotice(_id).catch(phones.onTrouble)),
        await watchOverrides((personId) => void tellAbout(personId).catch(phones.onTrouble)),
      ]
      let before = rules()
      const unlisten = content.onRefreshed(() => {
        const [was, is] = [before, rules()]
        before = is
        if (was && is && was.ruleSet.version !== is.ruleSet.version) void tellOf.ofRules(was, is).catch(phones.onTrouble)
      })
      return async () => {
        unlisten()
        await Promise.all(ends.map((end) => end()))
      }
    },
  }
}
