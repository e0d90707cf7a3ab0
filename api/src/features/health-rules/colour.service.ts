import {
  assessColour,
  looksBackTo,
  type ColourInputs,
  type ColourView,
  type DeclaredHealth,
  type HealthEvidence,
  type HealthOverride,
  type HealthRuleSet,
} from '@zsb/shared/health-code'
import type { HealthNotices } from './notices.service'

export interface RulesInForce {
  ruleSet: HealthRuleSet
  effectiveFrom: Date
}

interface Parts {
  /** Null before any is published. */
  rules: () => RulesInForce | null
  notices: Pick<HealthNotices, 'about' | 'areas'>
  /** Declarations of somebody that are kept, those that were corrected with when; with `from` those from there on, or the latest. */
  declarationsOf: (query: { personId: string; from: Date | null }) => Promise<DeclaredHealth[]>
  /** 人工变更 about somebody whose signatures hold. */
  overridesOf: (query: { personId: string; since?: Date }) => Promise<HealthOverride[]>
  documentsOf: (personId: string) => Promise<readonly { documentType: string; number: string }[]>
  now: () => Date
}

/** Everything a colour is made from. */
export interface KnownOf {
  declarations: DeclaredHealth[]
  evidence: HealthEvidence[]
  overrides: HealthOverride[]
}

interface Gather {
  personId: string
  areas: readonly HealthEvidence[]
  /** As far back as the rules that are asked look at declarations; null for whatever is kept. */
  from: Date | null
  /** Changes by hand that ran out since. */
  since?: Date
}

export type ColourService = ReturnType<typeof createColourService>

/** The colour 三色 of somebody, by the rules in force and what is known now: nothing of it is stored, so nothing of it can be set by hand. */
export function createColourService({ rules, notices, declarationsOf, overridesOf, documentsOf, now }: Parts) {
  function inForce(): RulesInForce {
    const found = rules()
    if (!found) throw new Error('no health rules in force')
    return found
  }
  /** All that is known of somebody beside the areas, whatever rules may look at it. */
  const knownOf = (personId: string, areas: readonly HealthEvidence[], since?: Date): Promise<KnownOf> =>
    gather({ personId, areas, from: null, ...(since && { since }) })

  async function gather({ personId, areas, from, since }: Gather): Promise<KnownOf> {
    const [declarations, about, overrides] = await Promise.all([
      declarationsOf({ personId, from }),
      documentsOf(personId).then(notices.about),
      overridesOf({ personId, ...(since && { since }) }),
    ])
    return { declarations, evidence: [...about, ...areas], overrides }
  }
  const assess = (known: KnownOf, at: Date, { ruleSet, effectiveFrom }: RulesInForce = inForce()): ColourView =>
    assessColour({ ruleSet, effectiveFrom: effectiveFrom.toISOString(), ...known, at })

  /** @throws Error when no rules are in force */
  async function colourOf({ personId, at = now() }: { personId: string; at?: Date }): Promise<ColourView> {
    const rulesNow = inForce()
    return assess(await gather({ personId, areas: await notices.areas(), from: looksBackTo([rulesNow.ruleSet], at) }), at, rulesNow)
  }

  /** What it is worked out from now, for whoever works it out himself. @throws Error when no rules are in force */
  async function inputsOf({ personId }: { personId: string }): Promise<ColourInputs> {
    const { ruleSet, effectiveFrom } = inForce()
    const known = await gather({ personId, areas: await notices.areas(), from: looksBackTo([ruleSet], now()) })
    return { ruleSet, effectiveFrom: effectiveFrom.toISOString(), ...known }
  }

  /** Whether somebody is shown another colour by other rules. */
  async function differs({
    personId,
    before,
    after,
    areas,
  }: {
    personId: string
    before: RulesInForce
    after: RulesInForce
    areas: readonly HealthEvidence[]
  }) {
    const known = await gather({ personId, areas, from: looksBackTo([before.ruleSet, after.ruleSet], now()) })
    const at = now()
    return assess(known, at, before).colour !== assess(known, at, after).colour
  }

  /** Whether a notice has changed what somebody is shown. */
  async function isChangedBy({ personId, noticeId, areas }: { personId: string; noticeId: string; areas: readonly HealthEvidence[] }): Promise<boolean> {
    const rulesNow = inForce()
    const { evidence, ...known } = await gather({ personId, areas, from: looksBackTo([rulesNow.ruleSet], now()) })
    if (!evidence.some(({ id }) => id === noticeId)) return false
    const at = now()
    const shown = (told: HealthEvidence[]) => {
      const { colour, until, fired } = assess({ ...known, evidence: told }, at, rulesNow)
      return JSON.stringify({ colour, until, fired })
    }
    return shown(evidence) !== shown(evidence.filter(({ id }) => id !== noticeId))
  }

  return { colourOf, inputsOf, isChangedBy, differs, knownOf, assess, areas: notices.areas }
}
