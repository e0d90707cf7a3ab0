import type Router from '@koa/router'
import type { ContentKind, ContentProblem } from '@zsb/shared/content'
import { CITY_RULE_SET, liesIn, type CareLine, type HealthRuleSet } from '@zsb/shared/health-code'
import type { LiveMessage } from '@zsb/shared/live'
import * as z from 'zod/mini'
import type { Config } from '../config'
import type { ContentService } from '../features/content'
import {
  createColourService,
  createHealthNotices,
  createMongoEvidence,
  createRuleTrial,
  createTellOfColours,
  demoAuthorities,
  EVIDENCE_KEY,
  HealthAuthorities,
  healthRulesRoutes,
  pinnedAuthorities,
  type ColourService,
  type FindAuthority,
} from '../features/health-rules'
import { createOutbound } from '../platform/outbound/outbound'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  config: Pick<Config, 'partners' | 'partnerRanges' | 'healthAuthorities' | 'production'>
  platform: Pick<PlatformParts, 'digests' | 'erasable' | 'trail' | 'newId' | 'now'>
  content: Pick<ContentService, 'healthRules' | 'healthCare'>
  people: Pick<People, 'documentsOf' | 'family'>
  declarationsOf: Parameters<typeof createColourService>[0]['declarationsOf']
  /** Everybody who has declared and whose declaration counts. */
  listDeclared: () => AsyncIterable<string>
  requireActive: () => Promise<unknown>
}

function authoritiesOf({ partners, partnerRanges, healthAuthorities, production }: Parts['config']): FindAuthority {
  if (healthAuthorities) return pinnedAuthorities(z.parse(HealthAuthorities, JSON.parse(healthAuthorities)))
  if (production || !partners.cdc) return pinnedAuthorities([])
  const line = createOutbound({ system: 'cdc', baseUrl: partners.cdc, range: partnerRanges.cdc })
  return demoAuthorities(async () => (await line.askJson({ method: 'GET', path: '/authorities' })).body)
}

/** 健康码规则: what colours rest on, the colour itself, and who is told when it changes. */
export function assembleHealthRules({ config, platform, content, people, declarationsOf, listDeclared, requireActive }: Parts) {
  const { digests, erasable, trail, newId, now } = platform
  const store = createMongoEvidence({ trail })
  const notices = createHealthNotices({
    store,
    findAuthority: authoritiesOf(config),
    textSeal: erasable.cipherFor(EVIDENCE_KEY, { collection: 'health_notices', field: 'text' }),
    evidenceSeal: erasable.cipherFor(EVIDENCE_KEY, { collection: 'health_evidence', field: 'evidence' }),
    indexOf: ({ documentType, number }) => digests.blindIndex('healthEvidence', `${documentType}:${number}`),
    newId,
    now,
  })
  const colours: ColourService = createColourService({
    rules: () => content.healthRules(CITY_RULE_SET),
    notices,
    declarationsOf,
    documentsOf: people.documentsOf,
    now,
  })
  const trial = createRuleTrial({ colours, listDeclared, now })
  const routers: Router[] = [healthRulesRoutes({ notices, trial, requireActive })]

  return {
    routers,
    colourOf: colours.colourOf,
    evidenceAbout: notices.about,
    /** 现在做什么 in an area. */
    careIn: (area: string): readonly CareLine[] => content.healthCare().flatMap((care) => (liesIn(area, care.area) ? care.lines : [])),
    /** A rule set that would colour the city as it is today is nothing that two persons publish. */
    problemsToday: async (kind: ContentKind, raw: unknown): Promise<ContentProblem[]> => {
      if (kind !== 'healthRule' || (raw as HealthRuleSet).code !== CITY_RULE_SET || !(await trial.tryOut(raw as HealthRuleSet)).tooMany) return []
      return [
        {
          pointer: '/rules',
          message: '按今天的数据，过半的人会变成黄码或红码；两个人不能发布|by today’s data more than half would turn yellow or red: not for two persons',
        },
      ]
    },
    /** @returns ends it */
    watch: (phones: { connected: () => readonly string[]; tell: (personId: string, message: LiveMessage) => void; onTrouble: (cause: unknown) => void }) => {
      const shownBy = async (personId: string) => [personId, ...(await people.family.listChildren(personId)).map((child) => child.personId)]
      const tellOf = createTellOfColours({ ...phones, shownBy, colours })
      return store.watch(({ _id }) => void tellOf(_id).catch(phones.onTrouble))
    },
  }
}
