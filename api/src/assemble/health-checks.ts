import { CITY_RULE_SET } from '@zsb/shared/health-code'
import type { ContentService } from '../features/content'
import { checkRoutes, createCheckPeople, createCheckService, createMongoChecks } from '../features/health-checks'
import type { createMongoHealthCodes } from '../features/health-code'
import type { OverrideService } from '../features/health-overrides'
import { databaseTime } from '../platform/db/mongo'
import type { ErasableCipher } from '../platform/erasure/erasable-keys'
import { startLoop, type Loop } from '../platform/jobs/loop'
import type { Log } from '../platform/log/log'
import type { assembleHealthRules } from './health-rules'
import type { assemblePublishing } from './publishing'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'trail' | 'newId' | 'now'>
  content: Pick<ContentService, 'healthRuleVersions'>
  rules: Pick<ReturnType<typeof assembleHealthRules>, 'colours' | 'everybody' | 'rules' | 'unexplainedInputs'>
  overrides: Pick<OverrideService, 'eachUnexplained' | 'missingAbout'>
  codes: Pick<ReturnType<typeof createMongoHealthCodes>, 'listSince'>
  colourDigest: Parameters<typeof createCheckPeople>[0]['colourDigest']
  /** The digest that lies sealed beside a code. */
  openColour: ErasableCipher['open']
  requireActive: () => Promise<unknown>
  activeSince: () => Promise<Date | null>
  unexplained: Pick<Parameters<typeof createCheckService>[0]['unexplained'], 'activation' | 'sunset' | 'contactQuery'>
}

/** More codes than a phone asks for in a day. */
const MOST_CODES = 20_000
const CLOCK_EVERY_MS = 10_000

/** 夜间核对, and its alarm. */
export function assembleHealthChecks({ platform, content, rules, overrides, codes, colourDigest, openColour, unexplained, requireActive, activeSince }: Parts) {
  const { trail, newId, now } = platform
  const { colours } = rules
  const versionOf = (version: number) => content.healthRuleVersions(CITY_RULE_SET).find(({ ruleSet }) => ruleSet.version === version) ?? null
  const checkPerson = createCheckPeople({
    knownOf: async (personId, since) => colours.knownOf(personId, await colours.areas(), since),
    assess: colours.assess,
    rulesOf: versionOf,
    inForce: rules.rules,
    servedTo: async ({ personId, since }) => {
      const shown = (await codes.listSince({ personId, since, limit: MOST_CODES })).map(async ({ _id: jti, issuedAt: at, colourSeal, ruleSetVersion }) => ({
        jti,
        at,
        ruleSetVersion,
        colourDigest: await openColour(colourSeal, { id: jti, at }).then(
          (opened) => (opened.erased ? null : opened.text),
          // Not sealed by us: it follows from nothing.
          () => '',
        ),
      }))
      return Promise.all(shown)
    },
    missingOf: overrides.missingAbout,
    colourDigest,
  })
  /** @param eachUnexplained of what is published, which rests on the rules itself */
  return function withPublishing({ eachUnexplained }: Pick<Awaited<ReturnType<typeof assemblePublishing>>, 'eachUnexplained'>) {
    const checks = createCheckService({
      store: createMongoChecks({ trail }),
      requireActive,
      activeSince,
      everybody: rules.everybody.each,
      checkPerson,
      unexplained: {
        ...unexplained,
        input: rules.unexplainedInputs,
        override: overrides.eachUnexplained,
        ruleSet: () => eachUnexplained({ kind: 'healthRule', code: CITY_RULE_SET }),
      },
      databaseTime,
      newId,
      now,
    })
    /** One round; what it finds raises an alarm. */
    async function lookOver(log: Log): Promise<number> {
      const found = await checks.round()
      if (found && found.length > 0) log.error('health.check', { count: found.reduce((sum, { count }) => sum + count, 0) })
      return 0
    }
    async function lookWhetherLate(log: Log): Promise<number> {
      if (await checks.isLate()) log.error('health.checkLate')
      return 0
    }
    return {
      routers: [checkRoutes(checks)],
      round: checks.round,
      lookOver,
      lookWhetherLate,
      watchClock: checks.watchClock,
      start: (log: Log): Loop[] => [
        startLoop({ name: 'health.check', everyMs: 5_000, leaseSeconds: 60, round: () => lookOver(log), log }),
        // Apart, so that a check that fails or hangs is what it tells of.
        startLoop({ name: 'health.checkLate', everyMs: 600_000, round: () => lookWhetherLate(log), log }),
        startClockWatch(checks.watchClock, log),
      ],
    }
  }
}

/** Without a lease: it is the clock of this process that is looked at. */
function startClockWatch(look: () => Promise<void>, log: Log): Loop {
  const wake = () => void look().catch((cause: unknown) => log.warn('health.clock', { cause }))
  const timer = setInterval(wake, CLOCK_EVERY_MS)
  timer.unref()
  return { wake, stop: async () => clearInterval(timer) }
}
