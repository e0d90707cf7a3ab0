import { assessColour, type ColourView, type Declared, type HealthEvidence, type HealthRuleSet } from '@zsb/shared/health-code'
import type { HealthNotices } from './notices.service'

export interface RulesInForce {
  ruleSet: HealthRuleSet
  effectiveFrom: Date
}

interface Parts {
  /** Null before any is published. */
  rules: () => RulesInForce | null
  notices: Pick<HealthNotices, 'about' | 'areas'>
  /** Declarations of somebody that count and are kept. */
  declarationsOf: (query: { personId: string }) => Promise<Declared[]>
  documentsOf: (personId: string) => Promise<readonly { documentType: string; number: string }[]>
  now: () => Date
}

/** Everything a colour is made from. */
export interface KnownOf {
  declarations: Declared[]
  evidence: HealthEvidence[]
}

export type ColourService = ReturnType<typeof createColourService>

/** The colour 三色 of somebody, by the rules in force and what is known now: nothing of it is stored, so nothing of it can be set by hand. */
export function createColourService({ rules, notices, declarationsOf, documentsOf, now }: Parts) {
  function inForce(): RulesInForce {
    const found = rules()
    if (!found) throw new Error('no health rules in force')
    return found
  }
  /** What is known of somebody beside the areas. */
  async function knownOf(personId: string, areas: readonly HealthEvidence[]): Promise<KnownOf> {
    const [declarations, about] = await Promise.all([declarationsOf({ personId }), documentsOf(personId).then(notices.about)])
    return { declarations, evidence: [...about, ...areas] }
  }
  const assess = (known: KnownOf, at: Date, { ruleSet, effectiveFrom }: RulesInForce = inForce()): ColourView =>
    assessColour({ ruleSet, effectiveFrom: effectiveFrom.toISOString(), ...known, at })

  /** @throws Error when no rules are in force */
  async function colourOf({ personId, at = now() }: { personId: string; at?: Date }): Promise<ColourView> {
    return assess(await knownOf(personId, await notices.areas()), at)
  }

  /** Whether a notice has changed what somebody is shown. */
  async function isChangedBy({ personId, noticeId, areas }: { personId: string; noticeId: string; areas: readonly HealthEvidence[] }): Promise<boolean> {
    const { declarations, evidence } = await knownOf(personId, areas)
    if (!evidence.some(({ id }) => id === noticeId)) return false
    const at = now()
    const shown = (known: HealthEvidence[]) => {
      const { colour, until, fired } = assess({ declarations, evidence: known }, at)
      return JSON.stringify({ colour, until, fired })
    }
    return shown(evidence) !== shown(evidence.filter(({ id }) => id !== noticeId))
  }

  return { colourOf, isChangedBy, knownOf, assess, areas: notices.areas, inForce }
}
