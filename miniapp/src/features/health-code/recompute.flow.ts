import { assessColour, ColourView, type ColourInputs, type HealthColour } from '@zsb/shared/health-code'
import { parserOf } from '@/platform/parser'

/** What came of working the colour out on this phone 本机重算. Nothing of what went in is in it but how many. */
export interface Recomputed {
  /** Colour, every rule that fired with its input and words, end and rule set are as the server says. */
  agrees: boolean
  /** What came out here. */
  colour: HealthColour | null
  version: number
  used: { declarations: number; notices: number; overrides: number }
}

const asSent = parserOf(ColourView)
const textOf = (view: ColourView): string => JSON.stringify(asSent.parse(view))

/** Whether a person reads the same of both: all of it but the instant for which it is said. */
export const saysTheSame = (one: ColourView, other: ColourView): boolean => textOf({ ...one, assessedAt: '' }) === textOf({ ...other, assessedAt: '' })

/**
 * The colour worked out on this phone, by the rules as they were published and from what the server says is known, at the instant for which it says it:
 * the phone's own clock has no part in it.
 */
export function recompute(inputs: ColourInputs, said: ColourView): Recomputed {
  const own = assessColour({ ...inputs, at: new Date(said.assessedAt) })
  return {
    agrees: textOf(own) === textOf(said),
    colour: own.colour,
    version: inputs.ruleSet.version,
    used: { declarations: inputs.declarations.length, notices: inputs.evidence.length, overrides: inputs.overrides.length },
  }
}
