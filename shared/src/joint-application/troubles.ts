import type { TroubleRule } from './bundle-schema'
import { failureOf, troubleKey, type ReadFacts, type TroubleKind } from './facts'
import { applicableRoles } from './guiding-answers'

/** Something that went wrong 异常, and what the bundle says becomes of the parts that have not begun. */
export interface Trouble {
  kind: TroubleKind
  /** The part, or the second person. */
  of: string
  rule: TroubleRule
  /** What the applicant said; null while he has not been heard, or is not asked. */
  said: 'stop' | 'goOn' | null
}

/** Everything that went wrong so far, in the order of the bundle. */
export function troublesOf({ bundle, answers, parts, cases, consents, decisions }: ReadFacts): Trouble[] {
  const trouble = (kind: TroubleKind, of: string, rule: TroubleRule): Trouble => ({ kind, of, rule, said: decisions[troubleKey(kind, of)] ?? null })
  const declined = applicableRoles(bundle, answers).flatMap(({ code, whenDeclined }) =>
    consents[code] === 'declined' ? [trouble('declined', code, whenDeclined)] : [],
  )
  const failed = parts.flatMap(({ code, rules }) => {
    const known = cases[code]
    if (!known) return []
    const failure = failureOf(known)
    const late = trouble('late', code, rules.late)
    // Once it is decided nobody is asked of it any more; what was stopped for it stays stopped.
    const isLate = known.isLate === true && ((failure === null && known.outcome === null) || isStopped([late]))
    return [...(failure ? [trouble(failure, code, rules[failure])] : []), ...(isLate ? [late] : [])]
  })
  return [...declined, ...failed]
}

/** Nothing more begins. */
export const isStopped = (troubles: readonly Trouble[]): boolean => troubles.some(({ rule, said }) => rule === 'stop' || (rule === 'ask' && said === 'stop'))

/** The applicant is to be heard first. */
export const isUnheard = ({ rule, said }: Trouble): boolean => rule === 'ask' && said === null
