import * as z from 'zod/mini'
import { HealthEvidence } from './evidence'
import { HealthOverride } from './override'
import { DeclaredHealth, HealthRuleSet } from './rule-set'

/**
 * Everything a colour is made from 赋码依据, in the shape in which `assessColour` takes it: the rule set in force as it was published, what somebody
 * declared, what authorities signed about him and about areas, and changes by hand. Whoever has it works the colour out for himself.
 */
export const ColourInputs = z.strictObject({
  ruleSet: HealthRuleSet,
  effectiveFrom: z.iso.datetime(),
  declarations: z.array(DeclaredHealth),
  evidence: z.array(HealthEvidence),
  overrides: z.array(HealthOverride),
})
export type ColourInputs = z.infer<typeof ColourInputs>
