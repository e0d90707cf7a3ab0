import * as z from 'zod/mini'

/**
 * What a nightly check found: `served` a colour that was shown and does not follow from what is known; `input` a notice that is not what its authority
 * signed; `override` a change by hand without its signatures, `activation`, `sunset` and `contactQuery` the same of a switching-on, of a switching-off and
 * of a contact query; `ruleSet` rules that nobody published by two; `clock` a clock that was turned; `unreadable` somebody whose records do not open, or,
 * with its name, a source that could not be read to its end; `noGround` people yellow or red without own words, test or stay.
 */
export const CheckFindingKind = z.enum(['served', 'input', 'override', 'activation', 'sunset', 'contactQuery', 'ruleSet', 'clock', 'unreadable', 'noGround'])
export type CheckFindingKind = z.infer<typeof CheckFindingKind>

/** `reference` names the notice, change or version; never a person. */
export const CheckFinding = z.object({ kind: CheckFindingKind, reference: z.string(), count: z.number() })
export type CheckFinding = z.infer<typeof CheckFinding>

/** 夜间核对 as operators see it, also while it runs. */
export const HealthCheckView = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  at: z.string(),
  endedAt: z.nullable(z.string()),
  /** Looked at so far. */
  people: z.number(),
  findings: z.array(CheckFinding),
})
export type HealthCheckView = z.infer<typeof HealthCheckView>
export const HealthCheckPage = z.object({ items: z.array(HealthCheckView), next: z.nullable(z.string()) })
export type HealthCheckPage = z.infer<typeof HealthCheckPage>
